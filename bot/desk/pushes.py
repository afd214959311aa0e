"""Phones that are asked for money: the call, the news of how it ended, and the proof of that.

What a callback says proves nothing: the provider is asked, and only then does money count. The
answer names no receipt; that comes with the callback, or with what arrives on the account.
"""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.conversation.by_api import asking
from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk import arrivals, calling, placing
from bot.desk.room import Room, later
from bot.payments.port import (
    Arrived,
    How,
    PushNews,
    PushOrder,
    Standing,
    Why,
)
from bot.store import news, orders
from bot.store.database import writing
from bot.store.news import Outcome, Piece

WANTED_FOR = timedelta(minutes=10)
"""After which nobody waits for a prompt any more, should the worker have stood still."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
STRANGERS_WAIT = timedelta(minutes=10)
"""How long news of a request that nobody made is kept: our own call may not have ended yet."""

TOLD_AFTER = 4
"""Of how many fruitless looks the people hear that nothing is known."""

UNCLEAR_LASTS = timedelta(hours=1)
"""After which a prompt that nothing has shown was none."""

GIVEN_UP_AFTER = timedelta(days=2)

log = structlog.get_logger()


def call(room: Room, order: Order) -> None:
    """Ask a phone for money; what comes of the call is put down after it."""
    now = room.clock()
    if now - order.ordered_at > WANTED_FOR:
        with writing(room.engine) as connection:
            calling.end_failed(room, connection, order.id, Why.NOT_REACHED, _fail)
        return
    called = calling.begin(room, order)
    if called is not None:
        asked = PushOrder(order.phone, order.amount_cents, order.facts["account"])
        calling.put_down(room, called, room.payments.push(asked), _fail, is_put_off=False)


def look_after(room: Room, order: Order) -> None:
    """Time went by: ask how a prompt ended, or say that nobody knows."""
    if order.state in (OrderState.CALLING, OrderState.UNCLEAR) or not order.request_id:
        _tell_unclear(room, order)
    elif order.state is OrderState.UNNAMED:
        _wait_for_name(room, order)
    else:
        _act_on(room, order, room.payments.ask_push(order.request_id), None)


def _tell_unclear(room: Room, order: Order) -> None:
    """Nothing names the request: what arrives on the account will show it, if anything does."""
    now = room.clock()
    if now - order.ordered_at > UNCLEAR_LASTS:
        with writing(room.engine) as connection:
            orders.settle(connection, order.id, OrderState.FAILED, now, why=Why.OTHER.value)
        return
    with writing(room.engine) as connection:
        due_at = now + UNCLEAR_LASTS / 4
        if not orders.move(connection, order, OrderState.UNCLEAR, due_at, asks=order.asks + 1):
            return
        if order.asks == 0:
            room.decide(
                connection,
                order.chama_id,
                f"order:{order.id}:unclear",
                lambda draft: asking.unclear(draft, order),
            )


def _wait_for_name(room: Room, order: Order) -> None:
    """The money moved: until something shows its code, it is looked for; people hear of it once."""
    now = room.clock()
    with writing(room.engine) as connection:
        due_at = later(now, order.asks, FIRST_WAIT, LONGEST_WAIT)
        if not orders.move(connection, order, order.state, due_at, asks=order.asks + 1):
            return
        if order.asks == TOLD_AFTER:
            room.decide(
                connection,
                order.chama_id,
                f"order:{order.id}:unnamed",
                lambda draft: asking.unnamed(draft, order),
            )


def hear(room: Room, piece: Piece, told: PushNews) -> None:
    """A callback says how a prompt ended: the provider itself is asked whether it is so."""
    with writing(room.engine) as connection:
        order = orders.with_request(connection, OrderKind.PUSH, told.request_id)
        if not _is_to_ask(room, connection, piece, told, order):
            return
    standing = room.payments.ask_push(told.request_id)
    if order is None:
        _act_on_strangers(room, piece, told, standing)
    else:
        _act_on(room, order, standing, (piece, told))


def _is_to_ask(
    room: Room, connection: sa.Connection, piece: Piece, told: PushNews, order: Order | None
) -> bool:
    """Whether the provider is asked now: not about what is known, and of a request that nobody has
    made only after a while, as our own call may not have been put down yet."""
    now = room.clock()
    if order is None:
        is_old = now - piece.received_at >= STRANGERS_WAIT
        if not is_old:
            due_at = later(now, piece.tries, FIRST_WAIT, timedelta(minutes=1))
            news.look_again(connection, piece.id, due_at)
        return is_old
    is_known = not order.is_open and (not told.is_paid or told.receipt == order.receipt)
    if is_known:
        news.done(connection, piece.id, Outcome.KNOWN)
    return not is_known


def _act_on_strangers(room: Room, piece: Piece, told: PushNews, standing: Standing) -> None:
    """Nobody's request: our own call may have got no answer. Money that the provider says was paid
    is money all the same, whoever it is for."""
    arrived = arrivals.by_push(room, told)
    if arrived is not None and standing.how is How.DONE:
        arrivals.hear(room, piece, arrived)
        return
    log.warning("push_of_nobody", news=piece.id)
    with writing(room.engine) as connection:
        news.done(connection, piece.id, Outcome.NOBODYS)


def _act_on(
    room: Room, order: Order, standing: Standing, heard: tuple[Piece, PushNews] | None
) -> None:
    """Do what follows from how the provider says that a prompt stands.

    heard: the callback that made us ask, None where the time did.
    """
    if standing.how is How.DONE:
        _paid(room, order, heard)
    elif standing.how is How.FAILED:
        _failed(room, order, standing.why or Why.OTHER, heard)
    else:
        _ask_again(room, order, heard)


def _paid(room: Room, order: Order, heard: tuple[Piece, PushNews] | None) -> None:
    """It was paid: under the code of its callback, where that says what was asked. Where it can be,
    the provider is asked of that code too: how a prompt stands names none."""
    if heard is not None and _is_of(order, heard[1]):
        piece, told = heard
        if not room.payments.can_ask_status:
            _book(room, order, piece, told)
            return
        arrivals.ask(room, piece, told.receipt, order.amount_cents)
    elif heard is not None:
        log.warning("push_callback_differs", order=order.id, news=heard[0].id)
        with writing(room.engine) as connection:
            news.done(connection, heard[0].id, Outcome.NOT_SO)
    _wait_for_code(room, order)


def _wait_for_code(room: Room, order: Order) -> None:
    """The money moved; what shows its code is still to come."""
    with writing(room.engine) as connection:
        held = orders.locked(connection, order.id)
        if held.state not in (OrderState.DONE, OrderState.UNNAMED):
            now = room.clock()
            orders.move(connection, held, OrderState.UNNAMED, now + FIRST_WAIT, asks=0)


def _is_of(order: Order, told: PushNews) -> bool:
    """Whether a callback names a receipt, and no other amount than was asked."""
    return told.is_paid and told.receipt != "" and told.amount_cents == order.amount_cents


def _book(room: Room, order: Order, piece: Piece, told: PushNews) -> None:
    with writing(room.engine) as connection:
        if not news.take(connection, piece):
            return
        held = orders.locked(connection, order.id)
        if held.state is OrderState.DONE:  # it brought money once, under another code
            news.done(connection, piece.id, Outcome.NOT_SO)
            return
        arrived = Arrived(
            receipt=told.receipt,
            amount_cents=order.amount_cents,
            shortcode="",
            account=order.facts["account"],
            phone=order.phone,
            at=told.at,
        )
        placing.book(room, connection, held, arrived, is_proven=True)
        news.done(connection, piece.id, Outcome.BOOKED)


def _failed(room: Room, order: Order, why: Why, heard: tuple[Piece, PushNews] | None) -> None:
    """It was not paid. A callback that says it was is kept: the truth may still come."""
    if heard is not None and heard[1].is_paid:
        _ask_again(room, order, heard, is_end=Outcome.NOT_SO)
        return
    if heard is not None:
        with writing(room.engine) as connection:
            news.done(connection, heard[0].id, Outcome.KNOWN)
    with writing(room.engine) as connection:
        calling.end_failed(room, connection, order.id, why, _fail)


def _fail(room: Room, connection: sa.Connection, order: Order, why: Why) -> None:
    room.decide(
        connection,
        order.chama_id,
        f"order:{order.id}:failed",
        lambda draft: asking.failed(draft, order, why),
    )


def _ask_again(
    room: Room,
    order: Order,
    heard: tuple[Piece, PushNews] | None,
    is_end: Outcome = Outcome.ASKED,
) -> None:
    """The provider does not say yet, or not what its callback does."""
    now = room.clock()
    with writing(room.engine) as connection:
        if heard is None:
            due_at = later(now, order.asks, FIRST_WAIT, LONGEST_WAIT)
            orders.move(connection, order, order.state, due_at, asks=order.asks + 1)
            return
        piece = heard[0]
        if now - piece.received_at > GIVEN_UP_AFTER:
            news.done(connection, piece.id, is_end)
            return
        due_at = later(now, piece.tries, FIRST_WAIT, LONGEST_WAIT)
        news.look_again(connection, piece.id, due_at, Outcome.ASKED)
