"""The call of an order: moved on first, so that it is made once; then its answer is put down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk.room import Room, later
from bot.payments.port import Accepted, Answer, Refused, Why
from bot.store import orders
from bot.store.database import writing

CALL_LASTS = timedelta(seconds=60)
"""After which a call without an outcome has died with its worker."""

ASKED_AFTER = {
    OrderKind.PUSH: timedelta(seconds=75),  # so long a prompt stays on a phone
    OrderKind.PAYOUT: timedelta(seconds=30),
    OrderKind.RETURN: timedelta(seconds=30),
}
"""How long after its call an order is asked about, where no news came."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=20), timedelta(minutes=30)

Fail = Callable[[Room, sa.Connection, Order, Why], None]
"""What follows where an order has surely failed; it is held for the transaction."""

log = structlog.get_logger()


def begin(room: Room, order: Order) -> Order | None:
    """Move an order on to be called now; gives it as it is then, None where another was faster."""
    now = room.clock()
    called = replace(order, state=OrderState.CALLING, called_at=now, calls=order.calls + 1)
    with writing(room.engine) as connection:
        values = {"called_at": now, "calls": called.calls}
        is_ours = orders.move(connection, order, called.state, now + CALL_LASTS, **values)
    return called if is_ours else None


def put_down(
    room: Room, called: Order, answer: Answer, fail: Fail, *, is_put_off: bool = True
) -> None:
    """Put down what came of a call. is_put_off: what never came through is called again later."""
    due_at = room.clock() + ASKED_AFTER[called.kind]
    with writing(room.engine) as connection:
        if isinstance(answer, Accepted):
            taken = {"request_id": answer.request_id, "asks": 0}
            orders.move(connection, called, OrderState.TAKEN, due_at, **taken)
            return
        log.warning("order_not_taken", order=called.id, kind=called.kind.value, code=answer.code)
        why = answer.why if isinstance(answer, Refused) else None
        if is_put_off and why is Why.NOT_REACHED:
            again_at = later(room.clock(), called.asks, FIRST_WAIT, LONGEST_WAIT)
            uncalled = {"calls": called.calls - 1, "asks": called.asks + 1}
            orders.move(connection, called, OrderState.WAITING, again_at, **uncalled)
        elif why is None or called.calls > 1:  # else an earlier call may still come through
            orders.move(connection, called, OrderState.UNCLEAR, due_at, asks=0)
        else:
            end_failed(room, connection, called.id, why, fail)


def end_failed(room: Room, connection: sa.Connection, order_id: int, why: Why, fail: Fail) -> None:
    """An order has surely failed, unless something else was proven of it meanwhile."""
    order = orders.locked(connection, order_id)
    if order.is_open and order.state is not OrderState.UNNAMED:
        fail(room, connection, order, why)
