"""A text about money looks wrong: an officer decides whether it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.evidence.payers import ask_whose, find_payer
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
    match = find_payer(draft, payment)
    member = draft.group.person(match.member_id) if match.member_id else None
    if member is None:
        crediting.leave_unallocated(draft, payment)
        ask_whose(draft, payment, match, hint_334=payment.masked is not None)
        return
    credit = crediting.credit_payment(draft, payment, member)
    crediting.confirm_recorded(draft, [credit])
    crediting.send_receipts(draft, [credit])
