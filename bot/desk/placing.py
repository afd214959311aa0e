"""What arrived finds its group, its member and the prompt that brought it, and is booked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
import structlog

from bot.conversation.by_api import arriving, asking
from bot.conversation.by_api.arriving import Arrival
from bot.conversation.draft import Draft
from bot.conversation.money_api import Order, OrderState
from bot.desk import elsewhere
from bot.desk.room import Room
from bot.payments.port import Arrived
from bot.store import orders, served
from bot.store.news import Outcome
from chama.account_ref import read_account
from chama.money import DEFAULT_CURRENCY

_MAY_HAVE_BROUGHT = (
    OrderState.CALLING,
    OrderState.TAKEN,
    OrderState.UNCLEAR,
    OrderState.UNNAMED,
)

log = structlog.get_logger()


def place(
    room: Room,
    connection: sa.Connection,
    arrived: Arrived,
    *,
    is_proven: bool,
    is_listed: bool = False,
) -> Outcome:
    """Put what arrived into its group's book, in this transaction.

    is_proven: the provider itself has said so when it was asked. is_listed: with the account that
    was typed; else the account is a callback's word.
    """
    chama_id = chama_of(connection, room.payments.shortcodes, arrived)
    if chama_id is None:
        log.warning("arrived_for_no_group", receipt_ends=arrived.receipt[-3:])
        facts = {
            "code": arrived.receipt,
            "amount_cents": arrived.amount_cents,
            "currency": DEFAULT_CURRENCY,
            "account": arrived.account,
        }
        key = f"no_group:{arrived.receipt}"
        room.tell_operator(connection, key, "operator_no_group", facts)
        return Outcome.NOBODYS
    group = room.group(connection, chama_id)
    collector = room.api.arrives_on(group)
    if collector is None:
        raise LookupError(f"Chama {chama_id} has no collector on the provider's numbers.")
    order = _brought_by(group_orders(connection, chama_id), arrived)
    if order is not None:
        held = orders.locked(connection, order.id)
        book(room, connection, held, arrived, is_proven=is_proven, is_listed=is_listed)
        return Outcome.BOOKED
    arrival = arriving.arrival_of(
        group, collector, arrived, is_proven=is_proven, is_listed=is_listed
    )
    arrival = _with_book(room, connection, chama_id, arrival)
    what = f"receipt:{arrived.receipt}:{arrived.amount_cents}"
    if is_listed:  # perhaps once more, in this group or after another
        what = f"{what}:listed:{chama_id}"
    room.decide(
        connection,
        chama_id,
        what,
        lambda draft: arriving.decide(draft, arrival),
        [arrival.receipt],
    )
    return Outcome.BOOKED


def chama_of(connection: sa.Connection, shortcodes: frozenset[str], arrived: Arrived) -> int | None:
    """The only group that collects there; else the one that its account names, or its payer's."""
    found = served.groups_on(connection, shortcodes, limit=2)
    if len(found) < 2:
        return next(iter(found), None)
    named = read_account(arrived.account).group
    if named is not None and served.collects_on(connection, named, shortcodes):
        return named
    phone, hashed = arrived.phone or "", arrived.phone_hash
    own = served.groups_of_payer(connection, shortcodes, phone, hashed)
    return own[0] if len(own) == 1 else None


def _is_only_one(room: Room, connection: sa.Connection) -> bool:
    """Whether nobody else collects there."""
    return len(served.groups_on(connection, room.payments.shortcodes, limit=2)) < 2


def group_orders(connection: sa.Connection, chama_id: int) -> list[Order]:
    """The group's prompts that may have brought money which nothing has named yet."""
    return [
        order
        for state in _MAY_HAVE_BROUGHT
        for order in orders.open_pushes(connection, chama_id, state)
    ]


def _brought_by(prompts: Iterable[Order], arrived: Arrived) -> Order | None:
    """The one prompt that asked for this: its account, its amount, and no other phone."""
    fitting = [one for one in prompts if _fits(one, arrived)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(order: Order, arrived: Arrived) -> bool:
    asked = read_account(order.facts["account"])
    is_later = arrived.at is None or arrived.at >= order.ordered_at - timedelta(minutes=2)
    is_same_account = read_account(arrived.account) == asked
    is_same_phone = arrived.phone == order.phone
    is_asked = is_same_account and (is_same_phone or arrived.phone is None)
    return (
        (is_asked or (is_same_phone and not arrived.account))
        and arrived.amount_cents == order.amount_cents
        and is_later
    )


def book(
    room: Room,
    connection: sa.Connection,
    order: Order,
    arrived: Arrived,
    *,
    is_proven: bool,
    is_listed: bool = False,
) -> None:
    """Put what a prompt brought into the book, under its receipt; the order is done.

    is_proven, is_listed: as `place`.
    """
    group = room.group(connection, order.chama_id)
    collector = group.collector(order.facts["collector"])
    if collector is None:
        raise LookupError(f"Order {order.id} is for a collector that is not there any more.")
    arrival = arriving.arrival_of(
        group, collector, arrived, order.member, is_proven=is_proven, is_listed=is_listed
    )
    arrival = _with_book(room, connection, group.id, arrival)

    def act(draft: Draft) -> None:
        arriving.decide(draft, arrival)
        if order.state is not OrderState.DONE:
            asking.paid(draft, order, arrived.receipt)

    what = f"receipt:{arrived.receipt}:order:{order.id}"
    room.decide(connection, order.chama_id, what, act, [arrival.receipt])


def _with_book(room: Room, connection: sa.Connection, chama_id: int, arrival: Arrival) -> Arrival:
    """What is surely of this group counts in no other's book; what another has that may be its own
    stays there, and people look at it.

    It is surely of this group by the provider's own word, and not by a guess or a callback's: where
    nobody else collects there, or the account that the provider lists names it.
    """
    if not arrival.is_proven:
        return arrival
    shown = arrival.receipt
    is_named = arrival.is_listed and read_account(arrival.account).group == chama_id
    if is_named or _is_only_one(room, connection):
        is_theirs = elsewhere.leave(room, connection, chama_id, shown, is_listed=is_named)
    else:
        is_theirs = not elsewhere.has(connection, chama_id, shown)
    return arrival if is_theirs else replace(arrival, is_proven=False)
