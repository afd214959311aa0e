"""An officer with money of the group paid at the bank: their own contribution, or the group's?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.commands import bank_move
from bot.conversation.commands.pay import send_proof
from bot.conversation.draft import Draft
from bot.conversation.questions import Choice
from bot.conversation.situation import Question

OWN, GROUPS = "own", "groups"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """How much, and the two things that it can have been."""
    return "ask_own_or_banked", {
        "amount_cents": details["amount_cents"],
        "bank": details["bank_name"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """A contribution, or the group's money."""
    return Choice("", OWN), Choice("", GROUPS)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What was banked before."""
    return frozenset({"recent"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who paid it says it again."""
    return True


def answer(draft: Draft, question: Question, value: str) -> None:
    """A contribution needs its proof; what was the group's is put to the others."""
    details, me = question.details, draft.situation.me
    bank = draft.group.collector(details["bank"])
    if value == OWN or me is None or bank is None:
        send_proof(draft)
    else:
        bank_move.deposit(draft, me, bank, details["amount_cents"])
