"""Money that is sent: each order is called once, and how it ended is asked by our own id of it.

No answer, a broken one, or a refusal as a duplicate says nothing of the money: the order is unclear
until the provider is asked by that id. Only its own word settles it or gives it back.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.conversation.by_api import paying, returning
from bot.conversation.draft import Draft
from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk import calling, elsewhere, lost
from bot.desk.calling import FIRST_WAIT, LONGEST_WAIT
from bot.desk.room import Act, Room, later
from bot.payments.port import (
    Accepted,
    How,
    PayoutOrder,
    Refused,
    Standing,
    Why,
)
from bot.store import orders, pauses, provider_questions
from bot.store.database import writing
from bot.store.provider_questions import About
from chama.receipts import Receipt

TOLD_AFTER = 5
"""Of how many fruitless questions the officers hear that nobody knows."""

NO_FLOAT_LASTS = timedelta(hours=1)
UNTIL_MENDED = timedelta(days=3650)
"""What an operator must mend, an operator ends."""

_UNCLEAR = {OrderKind.PAYOUT: paying.unclear, OrderKind.RETURN: returning.unclear}

log = structlog.get_logger()


def call(room: Room, order: Order) -> None:
    """Send money, unless payouts are stopped; what comes of the call is put down after it."""
    now = room.clock()
    with writing(room.engine) as connection:
        stopped_until = pauses.until(connection, pauses.PAYOUTS, now)
        if stopped_until is not None:
            due_at = min(stopped_until, now + LONGEST_WAIT)
            orders.move(connection, order, order.state, due_at)
            return
        group = room.group(connection, order.chama_id)
        if not order.calls and paying.has_other_number(group, order, now):
            calling.end_failed(room, connection, order.id, Why.OTHER_NUMBER, fail)
            return
    called = calling.begin(room, order)
    if called is not None:
        sent = PayoutOrder(order.our_id, order.phone, order.amount_cents, _remarks(order))
        calling.put_down(room, called, room.payments.pay_out(sent), fail)


def _remarks(order: Order) -> str:
    return f"Chama payout {order.facts['number']} of {order.facts['count']}"


def look_after(room: Room, order: Order) -> None:
    """Nobody knows yet how it ended: the provider is asked by our own id of it."""
    now, our_id = room.clock(), str(uuid.uuid4())
    state = OrderState.UNCLEAR if order.state is OrderState.CALLING else order.state
    with writing(room.engine) as connection:
        due_at = later(now, order.asks, FIRST_WAIT, LONGEST_WAIT)
        if not orders.move(connection, order, state, due_at, asks=order.asks + 1):
            return
        question = provider_questions.put(connection, our_id, About.ORDER, now, order_id=order.id)
        if order.asks == TOLD_AFTER:
            room.decide(
                connection,
                order.chama_id,
                f"order:{order.id}:unclear",
                lambda draft: _UNCLEAR[order.kind](draft, order),
            )
        lost.tell_operator(room, connection, order)
    if not (named := _name_of(order)):
        return  # no news has told yet under which name the provider has it
    answer = room.payments.ask_status(our_id, of_our_id=named)
    if isinstance(answer, Accepted):
        with writing(room.engine) as connection:
            provider_questions.name(connection, question, answer.request_id)
    elif isinstance(answer, Refused):
        log.warning("status_refused", order=order.id, code=answer.code)
        if answer.why.stops_payouts:
            with writing(room.engine) as connection:
                _stop_all(room, connection, answer.why)


def _name_of(order: Order) -> str:
    """Under which the provider knows an order: a return by a name of its own only."""
    return order.request_id if order.kind is OrderKind.RETURN else order.our_id


def proven(room: Room, connection: sa.Connection, order: Order, standing: Standing) -> None:
    """The provider itself says how an order stands. order: held for this transaction."""
    is_of_another = standing.our_id not in ("", order.our_id)
    if not order.is_open or is_of_another:
        return
    if standing.how is How.DONE and standing.receipt:
        _settle(room, connection, order, standing)
    elif standing.how is How.NOT_FOUND:
        _call_again(room, connection, order)
    elif standing.how is How.UNCLEAR and standing.why is not None:
        if standing.why.stops_payouts:  # nobody may be asked how a payout ended: none is begun
            _stop_all(room, connection, standing.why)
    elif standing.how is How.FAILED:
        why = standing.why or Why.OTHER
        fail(room, connection, order, Why(order.why) if order.why and why is Why.OTHER else why)


def _call_again(room: Room, connection: sa.Connection, order: Order) -> None:
    """The provider has never had it, as it says again and again: it is called once more, by the
    same id. Should the first call still come through, it refuses the second of that id."""
    is_due = lost.may_be_called_again(order, room.clock())
    if is_due and lost.is_unknown_there(connection, order):
        log.warning("payout_called_again", order=order.id)
        orders.move(connection, order, OrderState.WAITING, room.clock(), asks=0)


def _settle(room: Room, connection: sa.Connection, order: Order, standing: Standing) -> None:
    if standing.amount_cents not in (None, order.amount_cents):
        log.error("payout_differs", order=order.id)
    pauses.end(connection, pauses.PAYOUTS)
    shown = paying.receipt_of(order, standing)
    is_its_own = elsewhere.leave(room, connection, order.chama_id, shown)

    def act(draft: Draft) -> None:
        if is_its_own:
            paying.sent(draft, order, standing)
        else:
            paying.tell_taken(draft, order, standing.receipt)

    _decide(room, connection, order, "sent", act, [shown])


def fail(room: Room, connection: sa.Connection, order: Order, why: Why) -> None:
    """Surely not sent. What only the operator can mend stops all payouts."""
    if why.stops_payouts:
        _stop_all(room, connection, why)
    end = paying.again_later if why.stops_payouts else paying.failed
    _decide(room, connection, order, "failed", lambda draft: end(draft, order, why))


def _stop_all(room: Room, connection: sa.Connection, why: Why) -> None:
    now = room.clock()
    lasts = NO_FLOAT_LASTS if why is Why.NO_FLOAT else UNTIL_MENDED
    if pauses.begin(connection, pauses.PAYOUTS, now + lasts, why.value):
        log.error("payouts_stopped", why=why.value)
        key = f"payouts_stopped:{why.value}:{now.isoformat()}"
        room.tell_operator(connection, key, "operator_payouts_stopped", {"why": why.value})


def _decide(
    room: Room,
    connection: sa.Connection,
    order: Order,
    what: str,
    act: Act,
    receipts: Sequence[Receipt] = (),
) -> None:
    room.decide(connection, order.chama_id, f"order:{order.id}:{what}", act, receipts)
