"""In which parts money goes out by the provider, and from where it never does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.by_api import paying
from bot.conversation.draft import Draft
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
from tests.builders import ACHIENG, NOW, WANJIRU, caused_by, message, situation
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
