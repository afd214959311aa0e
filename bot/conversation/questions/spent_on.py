"""Words about money out that left the collector: are they what it was spent on?

Any words may be read as what was bought, so they are shown back before others are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.evidence import money_out
from bot.conversation.incoming import currency_in, receipt_about
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payment, and the words as they would be read by the others."""
    payment = details["sent"]
    return "ask_spent_on", {
        "words": details["words"],
        "amount_cents": payment["amount_cents"],
        "code": payment["code"],
        **currency_in(payment),
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """That, or not."""
    return YES_OR_NO


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What was spent lately, or agreed to before, may be it."""
    return frozenset({"recent", "agreed_expenses"})


def holds(draft: Draft, question: Question) -> bool:
    """Whether the money is not in the book by another way."""
    return draft.is_free(receipt_about(question))


def answer(draft: Draft, question: Question, value: str) -> None:
    """Put it to the others as an expense, or ask again what it was for."""
    details, me = question.details, draft.situation.me
    if value == YES.value:
        money_out.propose_expense(draft, details["sent"], details["words"])
    elif me is not None:
        key = f"what_for:{details['sent']['key']}:{draft.cause.key}"
        draft.ask("what_for", me, key, details["asked"])
