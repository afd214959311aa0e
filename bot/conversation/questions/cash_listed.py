"""A list of names and amounts that may be received cash, or does not add up: is it so?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import cash_lists
from bot.conversation.draft import Draft
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Who gave how much, and the sum; total_cents: what was said instead, None for nothing."""
    return "ask_cash_listed", {
        "given": details["given"],
        "sum_cents": sum(one["amount_cents"] for one in details["given"]),
        "total_cents": details["total_cents"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """So, or not."""
    return YES_OR_NO


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What cash is compared with."""
    return frozenset({"recent"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who received it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Each of them is told of; nothing where it is not so."""
    me = draft.situation.me
    if value != YES.value or me is None:
        draft.reply("list_not_so")
        return
    draft.hear(question.details["text"])
    cash_lists.put_down(draft, me, question.details)
