""" "statement", "taarifa": the payments of the sender, or of whom an officer names."""

from __future__ import annotations

from bot.conversation import about_another
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.situation import PaidFor, Payment
from bot.understanding import Intent
from chama.group import Person

INTENTS = ("statement",)
NEEDS = ("payments", "paid_for")

MOST_LINES = 8  # what fits into a readable message


def decide(draft: Draft, intent: Intent) -> None:
    """The newest payments, pots and fines, what was paid in, and what is others'."""
    me = draft.situation.me
    person = about_another.shown_to(draft.group, me, intent) if me is not None else None
    if me is None:
        draft.reply("unknown")
    elif person is None:
        about_another.refuse(draft, me, intent)
    else:
        show(draft, person, is_own=person == me)


def show(draft: Draft, person: Person, *, is_own: bool) -> None:
    """The payments of a member; they must be those that were loaded."""
    payments = draft.situation.payments
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
        name=person.name,
        is_own=is_own,
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
