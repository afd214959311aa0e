"""Answers that come later: each belongs to a question or an order of ours, or to nobody."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk import arrivals, balances, ending, payouts, returns
from bot.desk.room import Room, later
from bot.payments.port import How, NewsKind, ResultNews, Standing
from bot.store import news, orders, provider_questions
from bot.store.database import writing
from bot.store.news import Outcome, Piece
from bot.store.provider_questions import About, Asked

STRANGERS_WAIT = timedelta(minutes=10)
"""How long an answer to nothing is kept: our own call may not have been put down yet."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=1)

_SENDING = (OrderKind.PAYOUT, OrderKind.RETURN)

log = structlog.get_logger()


def hear(room: Room, piece: Piece, told: ResultNews) -> None:
    """Act on an answer, in one transaction: it counts once, and only where we asked for it."""
    with writing(room.engine) as connection:
        if not news.take(connection, piece):
            return
        question = provider_questions.find(connection, told.request_id)
        if question is not None:
            news.done(connection, piece.id, Outcome.KNOWN)
            if not told.is_timeout:
                _answer(room, connection, question, told)
        elif _look_anew(room, connection, piece.kind, told):
            news.done(connection, piece.id, Outcome.ASKED)
        else:
            _keep_for_later(room, connection, piece)


def _look_anew(room: Room, connection: sa.Connection, kind: NewsKind, told: ResultNews) -> bool:
    """What says how an order ended proves nothing: the provider is asked about it at once."""
    order = orders.with_our_id(connection, told.our_id)
    for sending in _SENDING:
        order = order or orders.with_request(connection, sending, told.request_id)
    if order is None and kind is NewsKind.REVERSAL_RESULT:
        order = returns.adopt(connection, told)
    if order is not None and not order.is_open and told.standing.how is How.DONE:
        orders.reopen(connection, order.id, room.clock())  # it had surely failed, as we thought
    elif order is not None:
        why = told.standing.why
        orders.hurry(connection, order.id, room.clock(), why.value if why is not None else "")
    return order is not None


def _answer(room: Room, connection: sa.Connection, question: Asked, told: ResultNews) -> None:
    is_miss = told.standing.how is How.NOT_FOUND
    if not provider_questions.answered(connection, question.id, room.clock(), is_miss=is_miss):
        return
    if question.order_id is not None and question.about is About.RECEIPT:
        ending.shown(room, connection, question.order_id, told.standing)
    elif question.order_id is not None:
        _prove_order(room, connection, question.order_id, told.standing)
    elif question.news_id is not None:
        about = news.with_id(connection, question.news_id)
        arrivals.proven(room, connection, about, told.standing)
    elif question.about is About.BALANCE:
        balances.compare(room, connection, question.id, told.balances)


def _prove_order(room: Room, connection: sa.Connection, order_id: int, standing: Standing) -> None:
    order = orders.locked(connection, order_id)
    if order.state is OrderState.UNNAMED and _is_not_so(order, standing):
        orders.settle(connection, order.id, OrderState.FAILED, room.clock())  # as was thought
        return
    if order.state is OrderState.FAILED and standing.how is How.DONE:
        orders.reopen(connection, order.id, room.clock())  # it was given up, and asked about before
        return
    proven = payouts.proven if order.kind is OrderKind.PAYOUT else returns.proven
    proven(room, connection, order, standing)


def _is_not_so(order: Order, standing: Standing) -> bool:
    """Whether what had failed has failed: there is none, or the name of a return is another's."""
    is_another = standing.amount_cents not in (None, order.amount_cents)
    is_none = standing.how in (How.FAILED, How.NOT_FOUND)
    return is_none or (order.kind is OrderKind.RETURN and is_another)


def _keep_for_later(room: Room, connection: sa.Connection, piece: Piece) -> None:
    now = room.clock()
    if now - piece.received_at < STRANGERS_WAIT:
        due_at = later(now, piece.tries, FIRST_WAIT, LONGEST_WAIT)
        news.look_again(connection, piece.id, due_at)
    else:
        log.warning("answer_to_nobody", news=piece.id, kind=piece.kind.value)
        news.done(connection, piece.id, Outcome.NOBODYS)
