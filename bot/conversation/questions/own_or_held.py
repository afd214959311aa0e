"""Money came from an officer who may have held it for the group: a contribution, or that money?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import holding, in_the_book
from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from chama.entries import ROTATION
from chama.journal import Account

OWN, HELD = "own", "held"


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payment, and the two things that it can be."""
    payment = Incoming.from_details(details)
    return "ask_own_or_held", {"amount_cents": payment.amount_cents, "code": payment.code}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """A contribution, or the group's money that was held."""
    return Choice("", OWN), Choice("", HELD)


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """Whether the same was told in words and agreed before."""
    return frozenset({"recent"})


def holds(draft: Draft, question: Question) -> bool:
    """Whether some of it waits for its owner still."""
    return draft.receipts[Incoming.from_details(question.details).id].waiting_cents > 0


def answer(draft: Draft, question: Question, value: str) -> None:
    """It counts at once on the word of the text's author too; else others are asked."""
    me, payment = draft.situation.me, Incoming.from_details(question.details)
    recorded = draft.receipts.get(payment.id)
    if me is None or recorded is None or recorded.waiting_cents <= 0:
        if recorded is not None:
            in_the_book.tell(draft, recorded)
        return
    source, left = Account.parse(ROTATION, question.details["source"]), question.details.get("left")
    count = holding.count_as_groups if value == HELD else holding.count_as_own
    count(draft, payment, me, source, left)
