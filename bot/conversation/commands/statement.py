""" "statement", "taarifa": the sender's own payments, newest first."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.situation import PaidFor, Payment
from bot.understanding import Intent

INTENTS = ("statement",)
NEEDS = ("payments", "paid_for")

MOST_LINES = 8  # what fits into a readable message


def decide(draft: Draft, intent: Intent) -> None:
    """The newest payments, pots and fines, what was paid in, and what is others'."""
    me, payments = draft.situation.me, draft.situation.payments
    if me is None:
        draft.reply("unknown")
        return
    items = [
        {
            "on": payment.on.isoformat() if payment.on else "",
            "amount_cents": payment.amount_cents,
            "code": payment.code,
            "is_pot": payment.is_pot,
            "came_cents": payment.came_cents,
            "paid_in": payment.paid_in,
            "fines_cents": payment.fines_cents,
            "rounds_cents": payment.rounds_cents,
            "welfare_cents": payment.welfare_cents,
            "fined": payment.fined,
            "clause": payment.clause,
        }
        for payment in payments[:MOST_LINES]
    ]
    draft.reply(
        "statement",
        name=me.name,
        items=items,
        total_cents=sum(payment.amount_cents for payment in payments if _is_paid_in(payment)),
        more=max(0, len(payments) - MOST_LINES),
        paid_for=[_paid_for(draft, one) for one in draft.situation.paid_for],
    )


def _is_paid_in(payment: Payment) -> bool:
    return not payment.is_pot and not payment.fined


def _paid_for(draft: Draft, one: PaidFor) -> Facts:
    return {
        "on": one.on.isoformat() if one.on else "",
        "amount_cents": one.amount_cents,
        "paid_in": one.paid_in,
        "code": one.code,
        "name": draft.group.name_of(one.member),
    }
