""" "statement", "taarifa": the sender's own payments, newest first."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("statement",)
NEEDS = ("payments",)

MOST_LINES = 8  # what fits into a readable message


def decide(draft: Draft, intent: Intent) -> None:
    """The newest payments with their codes, and the sum of all."""
    me, payments = draft.situation.me, draft.situation.payments
    if me is None:
        draft.reply("unknown")
        return
    items = [
        {
            "on": payment.on.isoformat() if payment.on else "",
            "amount_cents": payment.amount_cents,
            "code": payment.code,
        }
        for payment in payments[:MOST_LINES]
    ]
    draft.reply(
        "statement",
        name=me.name,
        items=items,
        total_cents=sum(payment.amount_cents for payment in payments),
        more=max(0, len(payments) - MOST_LINES),
    )
