"""Payments that came in by mistake and go back to who made them, as was agreed."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
import structlog

from bot.conversation.by_api import returning
from bot.conversation.money_api import Order, OrderState
from bot.desk import calling, elsewhere, lost, payouts
from bot.desk.room import Room
from bot.payments.port import How, ResultNews, Standing, Why
from bot.store import orders
from bot.store.database import writing

log = structlog.get_logger()


def call(room: Room, order: Order) -> None:
    """Give a payment back; what comes of the call is put down after it."""
    called = calling.begin(room, order)
    if called is not None:
        answer = room.payments.reverse(order.our_id, order.facts["receipt"], order.amount_cents)
        calling.put_down(room, called, answer, fail)


def look_after(room: Room, order: Order) -> None:
    """Nobody knows yet how it ended. While the provider has not told under which name it has it,
    nobody can ask: after a while it is called once more, as a payment goes back but once, and the
    provider refuses the second of the same receipt."""
    is_never_called_again = order.request_id or order.state is OrderState.UNNAMED
    if is_never_called_again or not lost.may_be_called_again(order, room.clock()):
        payouts.look_after(room, order)
        return
    log.warning("return_called_again", order=order.id)
    with writing(room.engine) as connection:
        orders.move(connection, order, OrderState.WAITING, room.clock(), asks=0)


def proven(room: Room, connection: sa.Connection, order: Order, standing: Standing) -> None:
    """The provider itself says how it stands; it knows no id of ours. order: held for this
    transaction."""
    if not order.is_open:
        return
    is_it = standing.amount_cents in (None, order.amount_cents)
    if standing.how is How.DONE and standing.receipt and is_it:
        about = returning.receipt_of(order, standing)
        elsewhere.leave(room, connection, order.chama_id, about)
        room.decide(
            connection,
            order.chama_id,
            f"order:{order.id}:returned",
            lambda draft: returning.done(draft, order, standing),
            [about],
        )
    elif standing.how is How.FAILED:
        fail(room, connection, order, standing.why or Why(order.why or Why.OTHER))
    elif order.state is OrderState.UNCLEAR and (standing.how is How.NOT_FOUND or not is_it):
        orders.rename(connection, order.id, "")  # the name that news gave was none


def adopt(connection: sa.Connection, told: ResultNews) -> Order | None:
    """The one order of a return that never got an answer, now that news tells of such a request;
    where none waits for one, it may be one that was given up.

    The news proves nothing: the provider is asked by the name that it gives.
    """
    cents = told.standing.amount_cents
    waiting = _of(orders.unnamed_returns(connection), cents)
    if not waiting and told.standing.how is How.DONE:
        waiting = _of(orders.given_up_returns(connection), cents)
    if len(waiting) != 1 or not told.request_id:
        return None
    orders.rename(connection, waiting[0].id, told.request_id)
    return waiting[0]


def _of(returned: Sequence[Order], cents: int | None) -> list[Order]:
    """Those of this amount, of any where none is told."""
    return [one for one in returned if cents in (None, one.amount_cents)]


def fail(room: Room, connection: sa.Connection, order: Order, why: Why) -> None:
    if order.is_open:
        room.decide(
            connection,
            order.chama_id,
            f"order:{order.id}:failed",
            lambda draft: returning.failed(draft, order, why),
        )
