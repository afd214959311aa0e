"""Money that came to the account: the provider is asked whether it is so, then it finds its group.

Without an initiator nobody can ask: then the callback counts as a collector's own text does, until
a statement or a list that we ask for shows it too.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.desk import placing
from bot.desk.room import Room, later
from bot.payments.port import Accepted, Arrived, How, News, PushNews, Standing
from bot.store import news, orders, provider_questions
from bot.store.database import writing
from bot.store.news import Outcome, Piece
from bot.store.provider_questions import About
from chama.money import DEFAULT_CURRENCY
from chama.phones import PhoneError, to_e164

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)

log = structlog.get_logger()


def hear(room: Room, piece: Piece, arrived: Arrived) -> None:
    """A callback says that money came."""
    if arrived.shortcode not in room.payments.shortcodes:
        log.warning("arrived_elsewhere", news=piece.id)
        with writing(room.engine) as connection:
            news.done(connection, piece.id, Outcome.NOBODYS)
    elif room.payments.can_ask_status:
        ask(room, piece, arrived.receipt, arrived.amount_cents)
    else:
        with writing(room.engine) as connection:
            if news.take(connection, piece):
                news.done(
                    connection, piece.id, placing.place(room, connection, arrived, is_proven=False)
                )


def by_push(room: Room, told: PushNews) -> Arrived | None:
    """What a push's callback tells of, as money that came: for whom it was asked nobody knows."""
    if not told.is_paid or not told.receipt or told.amount_cents is None:
        return None
    try:
        phone = to_e164(told.phone)
    except PhoneError:
        phone = None
    return Arrived(
        receipt=told.receipt,
        amount_cents=told.amount_cents,
        shortcode=min(room.payments.shortcodes),
        phone=phone,
        phone_masked="" if phone else told.phone,
        at=told.at,
    )


def as_shown(arrived: Arrived, standing: Standing, cents: int) -> Arrived:
    """What a callback told of, as the provider shows it when asked: with its amount, cents, and
    with the payer's whole number where that is shown."""
    number, _, name = standing.debited.partition(" - ")
    shown = replace(
        arrived,
        amount_cents=cents,
        at=standing.at or arrived.at,
        name=name or arrived.name,
    )
    try:
        return replace(shown, phone=to_e164(number))
    except PhoneError:
        return shown


def ask(room: Room, piece: Piece, receipt: str, cents: int) -> None:
    """Ask the provider whether a receipt is as its callback says; it answers later."""
    now, our_id = room.clock(), str(uuid.uuid4())
    with writing(room.engine) as connection:
        if not news.take(connection, piece):
            return
        if now - piece.received_at > GIVEN_UP_AFTER:
            log.warning("arrived_unproven", news=piece.id)
            news.done(connection, piece.id, Outcome.ASKED)
            facts = {"code": receipt, "amount_cents": cents, "currency": DEFAULT_CURRENCY}
            room.tell_operator(connection, f"unproven:{receipt}", "operator_unproven", facts)
            return
        due_at = later(now, piece.tries, FIRST_WAIT, LONGEST_WAIT)
        news.look_again(connection, piece.id, due_at, Outcome.ASKED)
        question = provider_questions.put(connection, our_id, About.RECEIPT, now, news_id=piece.id)
    answer = room.payments.ask_status(our_id, of_receipt=receipt)
    if isinstance(answer, Accepted):
        with writing(room.engine) as connection:
            provider_questions.name(connection, question, answer.request_id)


def proven(room: Room, connection: sa.Connection, piece: Piece, standing: Standing) -> None:
    """The provider says how a receipt stands: what it shows counts, whatever its callback said.

    What it does not show yet is asked about again.
    """
    told = room.payments.read(piece.kind, piece.body)
    arrived = by_push(room, told) if isinstance(told, PushNews) else told
    if not isinstance(arrived, Arrived) or piece.outcome is not Outcome.ASKED:
        return
    is_it = standing.how is How.DONE and standing.receipt == arrived.receipt
    cents, is_ours = standing.amount_cents, _came_to(standing) in room.payments.shortcodes
    if is_it and is_ours and cents is not None:
        outcome = _place(room, connection, told, as_shown(arrived, standing, cents))
        news.done(connection, piece.id, outcome)
    elif standing.how is How.FAILED:
        log.warning("arrived_not_so", news=piece.id)
        news.done(connection, piece.id, Outcome.NOT_SO)


def _place(room: Room, connection: sa.Connection, told: News, shown: Arrived) -> Outcome:
    """Put it into its group's book; for whom a phone was asked, where that is of its callback."""
    order = (
        orders.with_request(connection, OrderKind.PUSH, told.request_id)
        if isinstance(told, PushNews)
        else None
    )
    if order is None or not _is_brought_by(order, shown):
        return placing.place(room, connection, shown, is_proven=True)
    held = orders.locked(connection, order.id)
    brought = replace(shown, account=order.facts["account"], phone=order.phone)
    placing.book(room, connection, held, brought, is_proven=True)
    return Outcome.BOOKED


def _is_brought_by(order: Order, shown: Arrived) -> bool:
    """Whether what came is what the phone was asked for, and the first of it."""
    is_first = order.state is not OrderState.DONE or order.receipt == shown.receipt
    is_same_phone = shown.phone in (None, order.phone)
    return is_first and is_same_phone and shown.amount_cents == order.amount_cents


def _came_to(standing: Standing) -> str:
    """The number of the account that got it, "" where that is not shown."""
    return standing.credited.partition(" - ")[0].strip()
