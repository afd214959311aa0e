"""Greetings, thanks, help, and texts that say nothing the bot can act on."""

from __future__ import annotations

import re

from bot.conversation.draft import Draft
from bot.understanding import Intent

_STRAY_NUMBER = re.compile(r"\W*[0-9]{1,4}\W*", re.ASCII)
"""The number of a choice, or the code of a question, that is not open."""

INTENTS = ("help", "greeting", "thanks", "unknown", "confirm_yes", "confirm_no")


def decide(draft: Draft, intent: Intent) -> None:
    """A short answer; a stray yes, no or number confirms nothing."""
    me = draft.situation.me
    if intent.name == "help":
        _help(draft, is_officer=bool(me and me.is_officer))
    elif intent.name == "greeting":
        draft.reply("greeting", name=me.name if me else "")
    elif intent.name == "thanks":
        draft.reply("thanks")
    elif intent.name == "unknown" and not _STRAY_NUMBER.fullmatch(draft.cause.text):
        draft.reply("unknown")
    else:
        draft.reply("nothing_to_confirm")


def _help(draft: Draft, *, is_officer: bool) -> None:
    """What can be written; also to somebody who has not said which of their groups is meant."""
    of_no_group = {} if draft.situation.group is not None else {"chama": ""}
    several = bool(draft.situation.groups)
    draft.reply("help", officer=is_officer, several=several, **of_no_group)
