"""STOP, START and the language: what the sender wants to get, and how."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import SetLanguage, SetOptOut
from bot.conversation.meaning import is_meant
from bot.understanding import Intent
from chama.rota import day_in_nairobi

INTENTS = ("stop", "start", "language")


def decide(draft: Draft, intent: Intent) -> None:
    """Done at once and confirmed once, on plain words alone; else they are told the word."""
    if intent.name == "stop" and not intent.sure:
        draft.reply("stop_how")
    elif intent.name == "stop":
        _stop(draft)
    elif intent.name == "start" and not intent.sure:
        draft.reply("start_how")
    elif intent.name == "start":
        draft.add(SetOptOut(False))
        draft.reply("started")
    elif "language" in intent.slots and is_meant(draft, intent):
        draft.add(SetLanguage(str(intent.slots["language"])))
        draft.reply("language_set")
    else:
        draft.reply("which_language")


def _stop(draft: Draft) -> None:
    """Notices end. Questions about money go on to officers; the others hear it once a day."""
    draft.add(SetOptOut(True))
    me = draft.situation.me
    if me is None or not me.is_officer:
        draft.reply("stopped")
        return
    draft.reply("stopped_officer")
    day = day_in_nairobi(draft.now).isoformat()
    for officer in draft.group.officers:
        if officer != me:
            key = f"stopped:{draft.group.id}:{me.code}:{officer.code}:{day}"
            draft.tell(officer, "officer_stopped", {"officer": me.name}, key=key)
