"""Where the group's money lies is everybody's to know."""

from __future__ import annotations

import pytest

from chama import entries
from chama.entries import GENERAL, ROTATION, WELFARE
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, reply

BALANCES = {
    entries.collector(ROTATION, "C1"): 500_000,
    entries.collector(WELFARE, "C1"): 100_000,
    entries.collector(GENERAL, "C1"): -2_900,
    entries.cash(ROTATION, "M02"): 80_000,
    entries.cash(GENERAL, "M02"): -30_000,
    entries.set_aside("3"): -50_000,
    entries.expenses(): 80_000,
}


@pytest.mark.parametrize("sender", [ACHIENG, WANJIRU])
@pytest.mark.parametrize(
    "text", ["cash", "who holds cash?", "pesa iko kwa nani?", "how much money does the group have?"]
)
def test_each_place_and_of_what_it_is(sender: Person, text: str) -> None:
    assert decided(sender, text, balances=BALANCES) == (
        reply(
            sender,
            "money_place",
            collectors=[
                {"name": WANJIRU.name, "kind": "phone", "amount_cents": 597_100, "paid_in": ""}
            ],
            hands=[{"name": OTIENO.name, "amount_cents": 50_000}],
            total_cents=647_100,
            pots_cents=580_000,
            welfare_cents=100_000,
            own_cents=-32_900,
            agreed_cents=50_000,
        ),
    )
