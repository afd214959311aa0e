"""Somebody writes that they are not the member: is the number really not the member's?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import wrong_number
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

ANOTHERS, MINE = "anothers", "mine"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Whose number it is in the group's list."""
    return "ask_whose_number", {"member_name": details["member_name"]}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Somebody else's, or the member's: by number, as "yes" and "no" could mean either."""
    return Choice("", ANOTHERS), Choice("", MINE)


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who has another's number says so again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Write there no more, or go on with what was in front before."""
    me = draft.situation.me
    if me is not None and value == ANOTHERS:
        wrong_number.note(draft, me)
        return
    draft.reply("cancelled")
    waiting = [one for one in draft.situation.questions if one.address == question.address]
    shown = [one for one in waiting if one.is_presented and not draft.is_closed(one)]
    if shown:
        draft.put_again(shown[-1])
