"""The same cash was counted lately: is this another handover, or the same told again?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.by_word import tell_of_another
from bot.conversation.draft import Draft
from bot.conversation.proposals import cash
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Who gave how much to whom."""
    return "ask_another_cash", {
        "name": details["giver_name"],
        "to": details["holder_name"],
        "amount_cents": details["amount_cents"],
        "whose": details["member_name"],
        "is_own": details["member"] == details["giver"],
        "account": details.get("account", ""),
        "counted_on": details["counted_on"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Another one, or the same."""
    return YES_OR_NO


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What else came from them lately is said with the question."""
    return frozenset({"recent"})


def answer(draft: Draft, question: Question, value: str) -> None:
    """Another one goes the way of every handover; the same changes nothing."""
    me, told = draft.situation.me, cash.from_details(draft, question.details)
    if value != YES.value or me is None or told is None:
        draft.reply("cancelled")
        return
    tell_of_another(draft, me, told)
