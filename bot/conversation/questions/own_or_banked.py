"""An officer put money into a bank or another collector: their own contribution, or the group's?

They told of it in words, or a text of a collecting phone shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import moves
from bot.conversation.commands import bank_move
from bot.conversation.commands.pay import send_proof
from bot.conversation.draft import Draft
from bot.conversation.evidence import departures
from bot.conversation.incoming import receipt_about
from bot.conversation.moves import Move
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from chama.group import Collector, Person

OWN, GROUPS = "own", "groups"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """How much, and the two things that it can have been. code: of the text, "" for words."""
    return "ask_own_or_banked", {
        "amount_cents": details["amount_cents"],
        "bank": details["bank_name"],
        "code": details.get("code", ""),
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """A contribution, or the group's money."""
    return Choice("", OWN), Choice("", GROUPS)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What was banked before."""
    return frozenset({"recent"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who paid it says it again; what a text shows is not forgotten."""
    return "code" not in details


def holds(draft: Draft, question: Question) -> bool:
    """Whether the money is not in the book by another way."""
    return draft.is_free(receipt_about(question))


def answer(draft: Draft, question: Question, value: str) -> None:
    """A contribution needs its proof; what was the group's is put to the others."""
    details, me = question.details, draft.situation.me
    bank = draft.group.collector(details["bank"])
    if me is None or bank is None:
        send_proof(draft)
    elif "code" in details:
        _answer_text(draft, me, bank, details, value)
    elif value == OWN:
        send_proof(draft)
    else:
        bank_move.deposit(draft, me, bank, details["amount_cents"])


def _answer_text(
    draft: Draft, me: Person, bank: Collector, left: Mapping[str, Any], value: str
) -> None:
    phone = draft.group.collector(left["collector"])
    if value == OWN or phone is None:
        departures.claim(draft, left, me)
        return
    move = Move(
        phone.place,
        bank.place,
        left["amount_cents"],
        left["fee_cents"],
        left["code"],
        left["network"],
        left["on"],
    )
    moves.tell(draft, me, move)
