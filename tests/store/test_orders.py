"""Orders are placed once, taken by one worker each, and looked at until they are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.conversation.effects import OrderMoney
from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.store import orders
from bot.store.database import writing
from tests.builders import NOW
from tests.store.books import new_chama

PUSH = OrderMoney(
    "said:1:push:M03",
    OrderKind.PUSH,
    member="M03",
    phone="+254712000003",
    amount_cents=100_000,
    facts={"account": "BCY-3", "collector": "C1"},
)
SOON = NOW + timedelta(minutes=1)
OPEN = [state for state in OrderState if state.is_open]
CALLED = [state for state in OPEN if state is not OrderState.WAITING]


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Of a database with two chamas, 1 and 2."""
    new_chama(engine, 1)
    new_chama(engine, 2)
    with writing(engine) as connection:
        yield connection


def placed(
    connection: sa.Connection, effect: OrderMoney = PUSH, our_id: str = "ours", chama_id: int = 1
) -> Order:
    orders.place(connection, chama_id, effect, our_id, NOW)
    order = orders.with_our_id(connection, our_id)
    assert order is not None
    return order


def other(key: str, kind: OrderKind = OrderKind.PUSH, phone: str = PUSH.phone) -> OrderMoney:
    return OrderMoney(key, kind, "M03", phone, 5_000)


def test_an_order_reads_back_as_it_was_placed_and_is_due_at_once(
    connection: sa.Connection,
) -> None:
    order = placed(connection)
    assert order == Order(
        id=order.id,
        chama_id=1,
        our_id="ours",
        key=PUSH.key,
        kind=OrderKind.PUSH,
        member="M03",
        phone=PUSH.phone,
        amount_cents=100_000,
        state=OrderState.WAITING,
        ordered_at=NOW,
        facts=PUSH.facts,
    )
    assert orders.due(connection, NOW, 10) == [order]


def test_what_was_ordered_already_is_not_ordered_again(connection: sa.Connection) -> None:
    order = placed(connection)
    orders.place(connection, 1, PUSH, "another id", SOON)
    assert orders.due(connection, SOON, 10) == [order]


def test_those_that_wait_longest_are_due_first(connection: sa.Connection) -> None:
    late = placed(connection)
    assert orders.move(connection, late, OrderState.TAKEN, SOON)
    early = placed(connection, other("early"), "early")
    assert [one.id for one in orders.due(connection, SOON, 10)] == [early.id, late.id]
    assert [one.id for one in orders.due(connection, SOON, 1)] == [early.id]
    assert [one.id for one in orders.due(connection, NOW, 10)] == [early.id]


def test_of_two_workers_that_saw_an_order_one_takes_it(connection: sa.Connection) -> None:
    seen = placed(connection)
    assert orders.move(connection, seen, OrderState.CALLING, SOON, called_at=NOW)
    assert not orders.move(connection, seen, OrderState.CALLING, SOON, called_at=NOW)
    assert orders.locked(connection, seen.id).called_at == NOW


def test_of_two_workers_that_ask_about_an_order_one_does(connection: sa.Connection) -> None:
    """The state stays the same: the number of asks tells them apart."""
    seen = placed(connection)
    assert orders.move(connection, seen, OrderState.WAITING, SOON, asks=1)
    assert not orders.move(connection, seen, OrderState.WAITING, SOON, asks=1)


@pytest.mark.parametrize("state", OPEN)
def test_news_of_an_open_order_makes_it_due_now(
    connection: sa.Connection, state: OrderState
) -> None:
    order = placed(connection)
    orders.move(connection, order, state, SOON)
    orders.hurry(connection, order.id, NOW, "receiver_full")
    (due,) = orders.due(connection, NOW, 10)
    assert (due.id, due.state, due.why) == (order.id, state, "receiver_full")


def test_news_of_an_order_that_is_over_changes_nothing(connection: sa.Connection) -> None:
    order = placed(connection)
    orders.settle(connection, order.id, OrderState.DONE, NOW, receipt="UKN1AB2C01")
    orders.hurry(connection, order.id, NOW, "receiver_full")
    orders.hurry_all(connection, NOW)
    assert orders.due(connection, SOON, 10) == []
    assert orders.locked(connection, order.id).why == ""


@pytest.mark.parametrize("state", CALLED)
def test_all_that_was_called_can_be_asked_about_at_once(
    connection: sa.Connection, state: OrderState
) -> None:
    order = placed(connection)
    orders.move(connection, order, state, SOON)
    orders.hurry_all(connection, NOW)
    assert [one.id for one in orders.due(connection, NOW, 10)] == [order.id]


def test_what_waits_to_be_called_is_called_no_sooner(connection: sa.Connection) -> None:
    """Payouts that are stopped stay so."""
    order = placed(connection)
    orders.move(connection, order, OrderState.WAITING, SOON)
    orders.hurry_all(connection, NOW)
    assert orders.due(connection, NOW, 10) == []


def test_an_order_that_is_over_is_due_no_more(connection: sa.Connection) -> None:
    order = placed(connection)
    orders.settle(connection, order.id, OrderState.FAILED, SOON, why="cancelled")
    ended = orders.locked(connection, order.id)
    assert orders.due(connection, SOON, 10) == []
    assert (ended.state, ended.why, ended.settled_at) == (OrderState.FAILED, "cancelled", SOON)


def test_the_provider_s_name_finds_the_order_of_that_kind_only(connection: sa.Connection) -> None:
    order = placed(connection)
    orders.move(connection, order, OrderState.TAKEN, SOON, request_id="ws_1")
    found = orders.with_request(connection, OrderKind.PUSH, "ws_1")
    assert found is not None
    assert found.id == order.id
    assert orders.with_request(connection, OrderKind.PAYOUT, "ws_1") is None


def test_no_name_finds_no_order(connection: sa.Connection) -> None:
    """Of those that the provider has not named yet, each has the name ""."""
    placed(connection)
    assert orders.with_request(connection, OrderKind.PUSH, "") is None
    assert orders.with_our_id(connection, "") is None


def test_a_group_knows_its_open_orders_and_the_late_ones_of_its_phones(
    connection: sa.Connection,
) -> None:
    old = placed(connection)
    orders.settle(connection, old.id, OrderState.DONE, NOW)
    ours = placed(connection, other("ours"), "1")
    theirs = placed(connection, other("theirs"), "2", chama_id=2)
    strangers = placed(connection, other("strangers", phone="+254799999999"), "3", chama_id=2)

    def known(since_minutes: int) -> set[int]:
        since = NOW + timedelta(minutes=since_minutes)
        return {one.id for one in orders.of_group(connection, 1, [PUSH.phone], since)}

    assert known(1) == {ours.id}
    assert known(-1) == {old.id, ours.id, theirs.id}
    assert strangers.id not in known(-1)


def test_a_payout_is_found_by_its_receipt_and_its_phone(connection: sa.Connection) -> None:
    order = placed(connection, other("a payout", OrderKind.PAYOUT))
    orders.settle(connection, order.id, OrderState.DONE, NOW, receipt="UKN1AB2C01")
    found = orders.with_receipt(connection, PUSH.phone, "UKN1AB2C01")
    assert found is not None
    assert found.id == order.id
    assert orders.with_receipt(connection, "+254799999999", "UKN1AB2C01") is None


def test_what_was_sent_and_is_open_is_that_of_all_groups_and_no_push(
    connection: sa.Connection,
) -> None:
    kinds = (OrderKind.PUSH, OrderKind.PAYOUT, OrderKind.RETURN, OrderKind.PAYOUT, OrderKind.PAYOUT)
    found = [
        placed(connection, other(str(number), kind), str(number), chama_id=1 + number % 2)
        for number, kind in enumerate(kinds)
    ]
    for one in found[:-1]:
        orders.move(connection, one, OrderState.UNCLEAR, SOON)
    orders.settle(connection, found[3].id, OrderState.FAILED, NOW)
    sent = orders.sent_and_open(connection, [OrderState.TAKEN, OrderState.UNCLEAR])
    assert [one.id for one in sent] == [found[1].id, found[2].id]


@pytest.mark.parametrize(
    ("why", "request_id", "is_found"),
    [("no_record", "", True), ("other", "", False), ("no_record", "AG_1", False)],
)
def test_a_return_that_was_given_up_is_known_while_it_has_no_name(
    connection: sa.Connection, why: str, request_id: str, *, is_found: bool
) -> None:
    order = placed(connection, other("back", OrderKind.RETURN, phone=""))
    orders.rename(connection, order.id, request_id)
    assert orders.given_up_returns(connection) == []
    orders.settle(connection, order.id, OrderState.FAILED, NOW, why=why)
    assert [one.id for one in orders.given_up_returns(connection)] == [order.id] * is_found


def test_open_pushes_are_those_of_one_group_in_one_state(connection: sa.Connection) -> None:
    first, second = placed(connection), placed(connection, other("second"), "2")
    placed(connection, other("a payout", OrderKind.PAYOUT), "3")
    placed(connection, other("theirs"), "4", chama_id=2)
    taken = placed(connection, other("taken"), "5")
    orders.move(connection, taken, OrderState.TAKEN, SOON)
    found = orders.open_pushes(connection, 1, OrderState.WAITING)
    assert [one.id for one in found] == [first.id, second.id]
