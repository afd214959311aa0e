"""What was the group's money spent on? A few words answer it, which the others then read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import spending
from bot.conversation.draft import Draft
from bot.conversation.evidence import money_out
from bot.conversation.incoming import currency_in, receipt_about
from bot.conversation.questions import Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The amount, and the code where a text shows that it left."""
    payment = details.get("sent", {})
    cents = payment["amount_cents"] if payment else details["wish"]["cents"]
    code = payment.get("code", "")
    return "ask_purpose", {"amount_cents": cents, "code": code, **currency_in(payment)}


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """None: it is answered in words."""
    return ()


def needs(details: Mapping[str, Any]) -> frozenset[str]:
    """What was agreed before may be what was paid."""
    return frozenset({"agreed_expenses", "recent"})


def is_forgettable(details: Mapping[str, Any]) -> bool:
    """Who only asked for an expense asks again; what a text shows is not forgotten."""
    return "wish" in details


def holds(draft: Draft, question: Question) -> bool:
    """Whether the money is not in the book by another way."""
    return draft.is_free(receipt_about(question))


def answer(draft: Draft, question: Question, value: str) -> None:
    """There is nothing to choose."""
    draft.put_again(question)


def answer_words(draft: Draft, question: Question, words: str) -> None:
    """Go on with what it was for."""
    me, details = draft.situation.me, question.details
    if "sent" in details:
        money_out.propose_expense(draft, details["sent"], words)
    elif me is not None:
        wish = spending.from_details({**details["wish"], "words": words})
        spending.take(draft, me, wish)
