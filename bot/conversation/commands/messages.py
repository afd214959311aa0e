"""STOP, START and the language: what the sender wants to get, and how."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import SetLanguage, SetOptOut
from bot.conversation.meaning import is_meant
from bot.understanding import Intent
from bot.understanding.choosing import knows_only_other, wishes_language
from bot.understanding.opting_out import ORDERS, opting_out
from chama.rota import day_in_nairobi

INTENTS = ("stop", "start", "language")


def decide(draft: Draft, intent: Intent) -> None:
    """Done at once and confirmed once, on plain words alone; else they are told the word."""
    if intent.name == "stop" and not intent.sure:
        draft.reply("stop_how")
    elif intent.name == "stop":
        _stop(draft)
    elif intent.name == "start" and not intent.sure:
        is_of_silence = opting_out().speaks_of_it(draft.cause.text, ORDERS)
        draft.reply("stop_how" if is_of_silence else "start_how")
    elif intent.name == "start":
        draft.add(SetOptOut(False))
        draft.reply("started")
    elif _names_language(draft, intent):
        draft.add(SetLanguage(str(intent.slots["language"])))
        draft.reply("language_set")
    else:
        draft.reply("which_language")


def _names_language(draft: Draft, intent: Intent) -> bool:
    """Whether a language is wished for: surely, or in words that do not only speak of one."""
    text = draft.cause.text
    is_sure = intent.sure and not intent.is_guess
    is_wished = is_sure or (wishes_language(text) and is_meant(draft, intent))
    return "language" in intent.slots and (is_wished or knows_only_other(text))


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
