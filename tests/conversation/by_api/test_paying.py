"""In which parts money goes out by the provider, and from where it never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.by_api import paying
from bot.conversation.cause import of_provider
from bot.conversation.draft import Draft
from bot.conversation.effects import Say
from bot.conversation.money_api import (
    LEAST_SENT_CENTS,
    MOST_CENTS,
    Held,
    Order,
    OrderKind,
    OrderState,
)
from chama import entries
from chama.entries import GENERAL, ROTATION
from chama.journal import Account
from chama.kinds import AccountKind
from tests.builders import ACHIENG, NOW, OTIENO, WANJIRU, caused_by, message, situation
from tests.conversation.by_api.test_asking import PAYBILL, known

PLACE = entries.collector(ROTATION, PAYBILL.code)
PAYABLE = entries.payable(ROTATION, ACHIENG.code, "1.1")
FEES = Account(GENERAL, AccountKind.FEES)


@given(shillings=st.integers(10, 3_000_000))
def test_parts_make_up_the_whole_and_each_can_be_sent(shillings: int) -> None:
    parts = paying.parts_of(shillings * 100)
    assert sum(parts) == shillings * 100
    assert all(LEAST_SENT_CENTS <= part <= MOST_CENTS for part in parts)
    assert len(parts) == -(-shillings * 100 // MOST_CENTS)


def draft_with(balances: dict[Account, int], **changes: Any) -> Draft:
    sees = situation("", **known(balances=balances, **changes))
    return Draft(sees, caused_by(message(WANJIRU, "")))


def on_its_way(cents: int) -> Order:
    return Order(
        id=1,
        chama_id=1,
        our_id="ours",
        key="key",
        kind=OrderKind.PAYOUT,
        member=ACHIENG.code,
        phone=ACHIENG.phone,
        amount_cents=cents,
        state=OrderState.TAKEN,
        ordered_at=NOW,
        facts={"payable": {"fund": PAYABLE.fund, "code": PAYABLE.code}},
    )


@pytest.mark.parametrize(
    ("balances", "cents", "phone", "orders", "is_sent"),
    [
        pytest.param({PLACE: 400_000}, 400_000, ACHIENG.phone, (), True, id="all of it"),
        pytest.param({PLACE: 399_900}, 400_000, ACHIENG.phone, (), False, id="more than is there"),
        pytest.param(
            {PLACE: 399_100, FEES: 900}, 400_000, ACHIENG.phone, (), True, id="but for charges"
        ),
        pytest.param(
            {PLACE: 400_000},
            400_000,
            ACHIENG.phone,
            (
                on_its_way(
                    100,
                ),
            ),
            False,
            id="on its way",
        ),
        pytest.param({PLACE: 400_000}, 399_950, ACHIENG.phone, (), False, id="cents"),
        pytest.param({PLACE: 400_000}, 900, ACHIENG.phone, (), False, id="less than is sent"),
        pytest.param(
            {PLACE: 400_000}, 400_000, "+254733000001", (), False, id="to another network"
        ),
    ],
)
def test_no_more_is_sent_than_the_groups_own_book_has_there(
    balances: dict[Account, int],
    cents: int,
    phone: str,
    orders: tuple[Order, ...],
    is_sent: bool,
) -> None:
    shown = {PLACE.owner: Held(balances.get(PLACE, 0), balances.get(FEES, 0))}
    draft = draft_with(balances, orders=orders, shown_held=shown)
    assert (paying.source_for(draft, cents, phone) is not None) is is_sent


def part(number: int, payout: str) -> Order:
    """One of the two parts of a pot for Achieng that was agreed to under this name."""
    said = {"payout": payout, "member_name": ACHIENG.name, "round": 1, "number": number, "count": 2}
    one = on_its_way(200_000)
    return replace(one, id=number, facts={**one.facts, **said})


def told_of_unclear(order: Order, on_their_way: tuple[Order, ...], at: datetime) -> list[Say]:
    sees = situation("", **known(orders=on_their_way))
    draft = Draft(sees, of_provider("order:1:unclear", at))
    paying.unclear(draft, order)
    return [effect for effect in draft.finish() if isinstance(effect, Say)]


def test_that_nobody_knows_of_a_payout_is_told_once_for_all_its_parts() -> None:
    first, second = part(1, "agreed"), part(2, "agreed")
    told = told_of_unclear(first, (first, second), NOW)
    assert {one.address for one in told} >= {ACHIENG.phone, WANJIRU.phone, OTIENO.phone}
    assert {one.facts["amount_cents"] for one in told} == {400_000}
    again = told_of_unclear(second, (first, second), NOW + timedelta(seconds=5))
    assert [one.key for one in again] == [one.key for one in told]
    assert all(one.key for one in told)


@pytest.mark.parametrize(
    ("payout", "later"),
    [
        pytest.param("agreed anew", timedelta(minutes=30), id="agreed to anew"),
        pytest.param("agreed", timedelta(days=1), id="on another day"),
    ],
)
def test_another_payout_of_which_nobody_knows_is_told(payout: str, later: timedelta) -> None:
    before, now = part(1, "agreed"), part(2, payout)
    told = told_of_unclear(before, (before,), NOW)
    again = told_of_unclear(now, (now,), NOW + later)
    assert not {one.key for one in told} & {one.key for one in again}
