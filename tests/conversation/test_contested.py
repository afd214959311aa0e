"""When no pot is paid, as money in the book may leave it again."""

from __future__ import annotations

import pytest

from bot.conversation import contested
from bot.conversation.effects import Effect, OrderMoney, Settle, SettleOrder
from bot.conversation.money_api import Order, OrderKind, OrderState
from chama.agreement import Proposal, State
from tests.builders import NOW, situation

GOING = Order(1, 1, "id", "key", OrderKind.RETURN, "", "", 100_000, OrderState.TAKEN, NOW)
PAYOUT = Order(2, 1, "id2", "key2", OrderKind.PAYOUT, "M03", "", 100_000, OrderState.TAKEN, NOW)
OVER = Order(3, 1, "id3", "key3", OrderKind.RETURN, "", "", 100_000, OrderState.FAILED, NOW)
ENDED = SettleOrder(1, OrderState.DONE)
ORDERED = OrderMoney("key4", OrderKind.RETURN, "", "", 100_000, {})


@pytest.mark.parametrize(
    ("orders", "effects", "is_so"),
    [
        pytest.param((), (), False, id="nothing"),
        pytest.param((GOING,), (), True, id="on-its-way-back"),
        pytest.param((GOING,), (ENDED,), False, id="that-ended"),
        pytest.param((PAYOUT,), (), False, id="a-payout-is-none"),
        pytest.param((OVER,), (), False, id="one-that-failed"),
        pytest.param((), (ORDERED,), True, id="ordered-now"),
    ],
)
def test_while_a_payment_goes_back(
    orders: tuple[Order, ...], effects: tuple[Effect, ...], is_so: bool
) -> None:
    assert contested.is_so_after(situation(orders=orders), effects) is is_so


@pytest.mark.parametrize(
    ("kind", "is_so"), [("reversal", True), ("give_back", True), ("cash", False)]
)
def test_while_it_is_asked_about(kind: str, is_so: bool) -> None:
    voters = frozenset({"M02"})
    asked = Proposal(1, 1, kind, "key", {}, "M01", frozenset(), voters, 1, False, NOW)
    known = situation(proposals=(asked,))
    assert contested.was_so(known) is is_so
    assert not contested.is_so_after(known, (Settle(1, State.REFUSED),))
