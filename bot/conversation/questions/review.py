"""A text about money looks wrong: an officer decides whether it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.evidence.handled import Handled
from bot.conversation.evidence.received import post_proven
from bot.conversation.incoming import Incoming
from bot.conversation.questions import YES, YES_OR_NO, Choice
from bot.conversation.situation import Question


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """What the text says and why it is doubted."""
    payment = Incoming.from_details(details)
    return "ask_review", {
        "amount_cents": payment.amount_cents,
        "name": payment.payer_name,
        "code": payment.code,
        "reasons": details["reasons"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Count it, or leave it out."""
    return YES_OR_NO


def answer(draft: Draft, question: Question, value: str) -> None:
    """Treat the text as a clean one, or leave it out of the book."""
    if value != YES.value:
        draft.reply("cancelled")
        return
    payment = Incoming.from_details(question.details)
    recorded, handled = draft.receipts.get(payment.id), Handled()
    if recorded is not None and not recorded.is_undone:
        draft.reply("receipt_known", code=payment.code)
        return
    post_proven(draft, payment, handled, hint_334=payment.masked is not None)
    handled.answer(draft)
