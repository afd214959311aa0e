"""Money came in from somebody whom the group's list does not show: whose is it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.incoming import Incoming
from bot.conversation.questions import Choice
from bot.conversation.situation import Question
from bot.conversation.standing import as_dialled

NOBODY = Choice("", "nobody")


def show(details: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The payer as printed, and the likeliest members by number; the last number is nobody."""
    payment = Incoming.from_details(details)
    return "ask_whose_payment", {
        "payer": payment.payer_name,
        "amount_cents": payment.amount_cents,
        "code": payment.code,
        "phone": as_dialled(payment.shown_phone),
        "options": [option["label"] for option in details["options"]],
        "hint_334": details["hint_334"],
    }


def choices(details: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The members offered, then nobody."""
    members = (Choice(option["label"], option["value"]) for option in details["options"])
    return (*members, NOBODY)


def answer(draft: Draft, question: Question, value: str) -> None:
    """Give the money to that member and remember the payer, or leave it waiting."""
    payment = Incoming.from_details(question.details)
    member = draft.group.person(value)
    if member is None:
        draft.reply("left_waiting", code=payment.code, amount_cents=payment.amount_cents)
        return
    credit = crediting.allocate(draft, payment, member, remember=True)
    crediting.confirm_recorded(draft, [credit])
    crediting.send_receipts(draft, [credit])
