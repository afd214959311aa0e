"""Orders that M-Pesa says it never had: called again a few times, and then an operator's to end."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk.room import Room
from bot.store import orders, provider_questions
from chama.money import DEFAULT_CURRENCY

LOST_AFTER, LOST_ASKS, MOST_CALLS = timedelta(minutes=10), 3, 5
"""After so long, so many answers that it is not known, an order is called again, so often."""

_ASKED_ABOUT = (OrderState.TAKEN, OrderState.UNCLEAR)


def all_of(connection: sa.Connection, now: datetime) -> list[Order]:
    """Those that nobody but an operator can end, the oldest first."""
    asked_about = orders.sent_and_open(connection, _ASKED_ABOUT)
    return [one for one in asked_about if is_lost(connection, one, now)]


def is_lost(connection: sa.Connection, order: Order, now: datetime) -> bool:
    """Whether it is never called again, though M-Pesa does not know it.

    A return has no name there but M-Pesa's own: where that never came, nobody can ask about it.
    """
    if order.state not in _ASKED_ABOUT or not _is_in_vain(order, now):
        return False
    is_called_enough = order.calls >= MOST_CALLS
    if order.kind is OrderKind.RETURN:
        return is_unknown_there(connection, order) if order.request_id else is_called_enough
    is_payout = order.kind is OrderKind.PAYOUT
    return is_payout and is_called_enough and is_unknown_there(connection, order)


def may_be_called_again(order: Order, now: datetime) -> bool:
    """Whether a call of it has been asked about in vain so long that it may be made once more."""
    return _is_in_vain(order, now) and order.calls < MOST_CALLS


def is_unknown_there(connection: sa.Connection, order: Order) -> bool:
    """Whether M-Pesa has said often enough since the last call that it has never had it."""
    misses = provider_questions.count_misses(connection, order.id, order.called_at)
    return misses >= LOST_ASKS


def tell_operator(room: Room, connection: sa.Connection, order: Order) -> None:
    """Once it is lost, who runs the service hears what to look for and what to do then."""
    if not is_lost(connection, order, room.clock()):
        return
    template, said = "operator_payout_lost", {"code": order.our_id}
    if order.kind is OrderKind.RETURN:
        template, said = "operator_return_lost", {**said, "receipt": order.facts["receipt"]}
    facts = {**said, "amount_cents": order.amount_cents, "currency": DEFAULT_CURRENCY}
    room.tell_operator(connection, f"{order.kind.value}_lost:{order.id}", template, facts)


def _is_in_vain(order: Order, now: datetime) -> bool:
    called_at = order.called_at
    return called_at is not None and now - called_at >= LOST_AFTER and order.asks >= LOST_ASKS
