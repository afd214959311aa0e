"""An officer who holds money of the group says that something was paid: with that, or not?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import spending
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

HAND, ELSEWHERE = "hand", "elsewhere"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The expense, and where it can have been paid from."""
    wish = spending.from_details(details["wish"])
    return "ask_paid_from", {
        "amount_cents": wish.cents,
        "words": wish.words,
        "held_cents": details["held_cents"],
        "account": details["account"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """What they hold, or anything else."""
    return Choice("", HAND), Choice("", ELSEWHERE)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What was agreed before may be what was paid."""
    return frozenset({"agreed_expenses", "recent"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who paid says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """Put it to the others as what it is."""
    me, wish = draft.situation.me, spending.from_details(question.details["wish"])
    if me is None:
        draft.reply("unknown")
    elif value == HAND:
        spending.pay_from_hand(draft, me, wish)
    else:
        spending.ask_first(draft, me, wish)
