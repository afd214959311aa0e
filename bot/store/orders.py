"""What was ordered of the provider that moves money, and how each order stands.

An order is committed before its call. Who takes one moves it on first, in a transaction of its own,
so that any number of workers call once.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation.effects import OrderMoney
from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.payments.port import Why
from bot.store import database
from bot.store.tables import ORDER_IS_DUE, ORDER_IS_OPEN, money_order

_OPEN = [state.value for state in OrderState if state.is_open]


def place(
    connection: sa.Connection, chama_id: int, effect: OrderMoney, our_id: str, now: datetime
) -> None:
    """Put an order in, to be called at once; the same key again is the same order."""
    row = {
        "chama_id": chama_id,
        "our_id": our_id,
        "key": effect.key,
        "kind": effect.kind.value,
        "member": effect.member,
        "phone": effect.phone,
        "amount_cents": effect.amount_cents,
        "facts": dict(effect.facts),
        "state": OrderState.WAITING.value,
        "ordered_at": now,
        "due_at": now,
    }
    insert = database.insert(connection, money_order).values(row)
    connection.execute(insert.on_conflict_do_nothing(index_elements=["key"]))


def due(connection: sa.Connection, now: datetime, limit: int) -> list[Order]:
    """The orders for which something is to be done now, the longest waiting first."""
    chosen = (
        sa.select(money_order)
        .where(ORDER_IS_DUE, money_order.c.due_at <= now)
        .order_by(money_order.c.due_at, money_order.c.id)
        .limit(limit)
    )
    return [as_order(row) for row in connection.execute(chosen)]


def move(
    connection: sa.Connection,
    order: Order,
    state: OrderState,
    due_at: datetime | None,
    **values: Any,
) -> bool:
    """Move an order on from the state and the number of asks in which it was seen; False where
    another was faster."""
    moved = (
        sa.update(money_order)
        .where(
            money_order.c.id == order.id,
            money_order.c.state == order.state.value,
            money_order.c.asks == order.asks,
        )
        .values(state=state.value, due_at=due_at, **values)
    )
    return connection.execute(moved).rowcount == 1


def hurry(connection: sa.Connection, order_id: int, now: datetime, why: str = "") -> None:
    """Ask about an order at once: there is news of it. why: of what it is said to have failed."""
    is_asked = money_order.c.state.in_(_OPEN)
    said = {"why": why} if why else {}
    connection.execute(
        sa.update(money_order)
        .where(money_order.c.id == order_id, is_asked)
        .values(due_at=now, **said)
    )


def put_off(connection: sa.Connection, order_id: int, due_at: datetime) -> None:
    """See to an order later, however it stands."""
    is_due = sa.and_(money_order.c.id == order_id, ORDER_IS_DUE)
    connection.execute(sa.update(money_order).where(is_due).values(due_at=due_at))


def cancel(connection: sa.Connection, order_id: int, now: datetime) -> bool:
    """End an order that was never called; False where it has been meanwhile."""
    is_uncalled = sa.and_(
        money_order.c.id == order_id,
        money_order.c.state == OrderState.WAITING.value,
        money_order.c.calls == 0,
    )
    ended = {"state": OrderState.FAILED.value, "due_at": None, "settled_at": now}
    return connection.execute(sa.update(money_order).where(is_uncalled).values(ended)).rowcount == 1


def hurry_all(connection: sa.Connection, now: datetime) -> None:
    """Ask about every open order at once; none is called before its time."""
    is_asked = money_order.c.state.in_(sorted(set(_OPEN) - {OrderState.WAITING.value}))
    connection.execute(sa.update(money_order).where(is_asked).values(due_at=now))


def hurry_waiting(connection: sa.Connection, now: datetime) -> None:
    """Call at once what waits to be called, as nothing bars it any more."""
    is_waiting = money_order.c.state == OrderState.WAITING.value
    connection.execute(sa.update(money_order).where(is_waiting).values(due_at=now))


def settle(
    connection: sa.Connection, order_id: int, state: OrderState, now: datetime, **values: Any
) -> None:
    """An order is over: done, or surely failed."""
    connection.execute(
        sa.update(money_order)
        .where(money_order.c.id == order_id)
        .values(state=state.value, due_at=None, settled_at=now, **values)
    )


def reopen(connection: sa.Connection, order_id: int, now: datetime) -> None:
    """Ask anew how an order ended of which it was thought that it had failed: it is done, or has
    failed as we thought, and is never called again."""
    is_failed = money_order.c.state == OrderState.FAILED.value
    unsettled = {"state": OrderState.UNNAMED.value, "settled_at": None, "due_at": now, "asks": 0}
    of_order = sa.update(money_order).where(money_order.c.id == order_id, is_failed)
    connection.execute(of_order.values(unsettled))


def locked(connection: sa.Connection, order_id: int) -> Order:
    """An order as it is now, held for this transaction."""
    chosen = sa.select(money_order).where(money_order.c.id == order_id).with_for_update()
    return as_order(connection.execute(chosen).one())


def with_request(connection: sa.Connection, kind: OrderKind, request_id: str) -> Order | None:
    """The order that the provider knows under its own name for it."""
    if not request_id:
        return None
    is_it = sa.and_(money_order.c.request_id == request_id, money_order.c.kind == kind.value)
    row = connection.execute(sa.select(money_order).where(is_it)).first()
    return as_order(row) if row is not None else None


def with_our_id(connection: sa.Connection, our_id: str) -> Order | None:
    """The order of that id of ours."""
    if not our_id:
        return None
    row = connection.execute(sa.select(money_order).where(money_order.c.our_id == our_id)).first()
    return as_order(row) if row is not None else None


def with_receipt(connection: sa.Connection, phone: str, receipt: str) -> Order | None:
    """The order to a phone that was done under this receipt."""
    is_it = sa.and_(money_order.c.phone == phone, money_order.c.receipt == receipt)
    row = connection.execute(sa.select(money_order).where(is_it)).first()
    return as_order(row) if row is not None else None


def rename(connection: sa.Connection, order_id: int, request_id: str) -> None:
    """The provider knows an order under this name, or "" under none that we know."""
    of_order = sa.update(money_order).where(money_order.c.id == order_id)
    connection.execute(of_order.values(request_id=request_id))


def unnamed_returns(connection: sa.Connection) -> list[Order]:
    """The returns that were called, and of which it is not known how the provider names them."""
    called = (OrderState.CALLING.value, OrderState.UNCLEAR.value)
    chosen = sa.select(money_order).where(
        ORDER_IS_DUE,
        money_order.c.kind == OrderKind.RETURN.value,
        money_order.c.state.in_(called),
        money_order.c.request_id == "",
    )
    return [as_order(row) for row in connection.execute(chosen)]


def given_up_returns(connection: sa.Connection) -> list[Order]:
    """The returns that an operator gave up, and of which it is not known how the provider names
    them."""
    chosen = sa.select(money_order).where(
        money_order.c.phone == "",
        money_order.c.kind == OrderKind.RETURN.value,
        money_order.c.state == OrderState.FAILED.value,
        money_order.c.why == Why.NO_RECORD.value,
        money_order.c.request_id == "",
    )
    return [as_order(row) for row in connection.execute(chosen)]


def sent_and_open(connection: sa.Connection, states: Collection[OrderState]) -> list[Order]:
    """The payouts and returns of all groups in one of these open states, the oldest first."""
    chosen = sa.select(money_order).where(
        ORDER_IS_OPEN,
        money_order.c.kind != OrderKind.PUSH.value,
        money_order.c.state.in_([one.value for one in states]),
    )
    return [as_order(row) for row in connection.execute(chosen.order_by(money_order.c.id))]


def of_group(
    connection: sa.Connection, chama_id: int, phones: Collection[str], since: datetime
) -> tuple[Order, ...]:
    """A group's open orders, and all that was ordered lately by it or of these phones, the oldest
    first."""
    is_own = money_order.c.chama_id == chama_id
    is_open = sa.and_(is_own, ORDER_IS_OPEN)
    is_of_phone = sa.or_(is_own, money_order.c.phone.in_(phones))
    is_late = sa.and_(is_of_phone, money_order.c.ordered_at >= since)
    chosen = sa.select(money_order).where(sa.or_(is_open, is_late)).order_by(money_order.c.id)
    return tuple(as_order(row) for row in connection.execute(chosen))


def count_unknown(connection: sa.Connection) -> int:
    """How many orders may have moved money without being in the book."""
    is_unknown = money_order.c.state.in_(sorted(set(_OPEN) - {OrderState.WAITING.value}))
    chosen = sa.select(sa.func.count()).select_from(money_order).where(is_unknown)
    return int(connection.execute(chosen).scalar_one())


def open_pushes(connection: sa.Connection, chama_id: int, state: OrderState) -> tuple[Order, ...]:
    """A group's pushes in this state, the oldest first."""
    chosen = (
        sa.select(money_order)
        .where(
            money_order.c.chama_id == chama_id,
            ORDER_IS_OPEN,
            money_order.c.kind == OrderKind.PUSH.value,
            money_order.c.state == state.value,
        )
        .order_by(money_order.c.id)
    )
    return tuple(as_order(row) for row in connection.execute(chosen))


def as_order(row: Any) -> Order:
    """The order of a row."""
    return Order(
        id=row.id,
        chama_id=row.chama_id,
        our_id=row.our_id,
        key=row.key,
        kind=OrderKind(row.kind),
        member=row.member,
        phone=row.phone,
        amount_cents=row.amount_cents,
        state=OrderState(row.state),
        ordered_at=row.ordered_at,
        facts=row.facts,
        request_id=row.request_id,
        receipt=row.receipt,
        why=row.why,
        called_at=row.called_at,
        calls=row.calls,
        asks=row.asks,
        settled_at=row.settled_at,
    )
