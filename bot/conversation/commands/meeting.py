""" "meeting Sunday 2pm", "weka mkutano Jumamosi": an officer sets a day, and all are told of it."""

from __future__ import annotations

from bot.conversation.commands import announce
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("meeting",)


def decide(draft: Draft, intent: Intent) -> None:
    """As any notice, in the officer's own words; without a day or an hour it would tell nothing."""
    me = draft.situation.me
    says_when = "when" in intent.slots or any(letter.isdigit() for letter in draft.cause.text)
    if me is not None and me.is_officer and not says_when:
        draft.reply("meeting_when")
    else:
        announce.decide(draft, intent)
