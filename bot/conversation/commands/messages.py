"""STOP, START and the language: what the sender wants to get, and how."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import SetLanguage, SetOptOut
from bot.understanding import Intent

INTENTS = ("stop", "start", "language")


def decide(draft: Draft, intent: Intent) -> None:
    """Done at once and confirmed once."""
    if intent.name == "stop":
        draft.add(SetOptOut(True))
        draft.reply("stopped")
    elif intent.name == "start":
        draft.add(SetOptOut(False))
        draft.reply("started")
    elif "language" in intent.slots:
        draft.add(SetLanguage(str(intent.slots["language"])))
        draft.reply("language_set")
    else:
        draft.reply("which_language")
