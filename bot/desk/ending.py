"""What an operator ends, having looked at M-Pesa's portal: an order that nobody else can end.

That it is not there counts on the operator's word, where M-Pesa itself has said so as well. That it
was sent counts only once M-Pesa shows it under the receipt that the operator has found.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk import lost, payouts, returns
from bot.desk.room import Room
from bot.payments.port import Accepted, How, Standing, Why
from bot.store import orders, provider_questions
from bot.store.database import writing
from bot.store.provider_questions import About
from chama.errors import ChamaError
from chama.matching import is_number

CLOCKS_DIFFER = timedelta(minutes=5)
"""By so much at most M-Pesa's clock is behind ours."""

_FAIL = {OrderKind.PAYOUT: payouts.fail, OrderKind.RETURN: returns.fail}

log = structlog.get_logger()


class NotTheOperators(ChamaError):
    """An order that it is not for an operator to end; the sentence says why."""


def give_up(room: Room, our_id: str) -> None:
    """It is not on the portal either: it has failed. Raises NotTheOperators."""
    with writing(room.engine) as connection:
        order = _order(connection, our_id)
        if not lost.is_lost(connection, order, room.clock()):
            raise NotTheOperators(
                "Not given up: only what M-Pesa itself has said often enough not to know can be."
                " See chama-bot daraja lost."
            )
        log.warning("order_given_up", order=order.id, kind=order.kind.value)
        _FAIL[order.kind](room, connection, order, Why.NO_RECORD)


def ask_by_receipt(room: Room, our_id: str, receipt: str) -> None:
    """A payout is on the portal, under this receipt: M-Pesa is asked to show it.
    Raises NotTheOperators."""
    with writing(room.engine) as connection:
        order = _order(connection, our_id)
        _insist_on_payout(order)
        question = provider_questions.put(
            connection, str(uuid.uuid4()), About.RECEIPT, room.clock(), order_id=order.id
        )
    answer = room.payments.ask_status(order.our_id, of_receipt=receipt, is_sent=True)
    if not isinstance(answer, Accepted):
        raise NotTheOperators(f"M-Pesa could not be asked ({answer.code}): try again.")
    with writing(room.engine) as connection:
        provider_questions.name(connection, question, answer.request_id)


def shown(room: Room, connection: sa.Connection, order_id: int, standing: Standing) -> None:
    """M-Pesa shows what is under a receipt: where it is that payout, it is booked."""
    order = orders.locked(connection, order_id)
    is_settled = order.state is OrderState.DONE
    if is_settled or not _is_it(order, standing) or _is_of_another(connection, order, standing):
        log.warning("receipt_of_another", order=order.id)
        return
    orders.reopen(connection, order.id, room.clock())
    payouts.proven(room, connection, orders.locked(connection, order.id), standing)


def _order(connection: sa.Connection, our_id: str) -> Order:
    order = orders.with_our_id(connection, our_id)
    if order is None:
        raise NotTheOperators(f"No order has the id {our_id}.")
    return orders.locked(connection, order.id)


def _insist_on_payout(order: Order) -> None:
    if order.kind is OrderKind.RETURN:
        raise NotTheOperators(
            "It is a payment that goes back: an officer forwards M-Pesa's message of its reversal,"
            " or a statement shows it (chama-bot import-statement)."
        )
    if order.kind is not OrderKind.PAYOUT or not order.calls:
        raise NotTheOperators("M-Pesa was never asked to send that.")
    if order.state is OrderState.DONE:
        raise NotTheOperators(f"It is in the book already, as {order.receipt}.")


def _is_it(order: Order, standing: Standing) -> bool:
    """Whether that is the payout: by our id of it, else by whom it reached, how much, and when.

    One that has failed is known by our id alone, as the same may have been sent anew since.
    """
    if standing.how is not How.DONE or standing.amount_cents != order.amount_cents:
        return False
    if standing.our_id or not order.is_open:
        return standing.our_id == order.our_id
    number = standing.credited.partition(" - ")[0].strip()
    is_later = standing.at is not None and standing.at >= order.ordered_at - CLOCKS_DIFFER
    return is_later and is_number(number, order.phone)


def _is_of_another(connection: sa.Connection, order: Order, standing: Standing) -> bool:
    known = orders.with_receipt(connection, order.phone, standing.receipt)
    return known is not None and known.id != order.id
