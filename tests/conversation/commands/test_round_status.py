"""How the round stands is everybody's to know."""

from __future__ import annotations

import pytest

from chama import entries
from chama.journal import Account
from tests.builders import ACHIENG, BARAKA, WANJIRU, decided, group, open_dues, proposal, reply

ROUND = {
    "round": 1,
    "expected_cents": 400_000,
    "member_count": 4,
    "due_on": "2026-11-26",
    "recipient": WANJIRU.name,
    "abroad": [],
    "is_paid_out": False,
    "waits": [],
    "short": [],
}
POT = {entries.pot("1.1"): -400_000}


@pytest.mark.parametrize(
    ("balances", "facts"),
    [
        pytest.param(
            open_dues(), {"collected_cents": 0, "paid_count": 0, "complete": False}, id="begun"
        ),
        pytest.param(
            open_dues(BARAKA, cents=25_050),
            {"collected_cents": 374_950, "paid_count": 3, "complete": False},
            id="a-part-is-missing",
        ),
        pytest.param(
            POT, {"collected_cents": 400_000, "paid_count": 4, "complete": True}, id="complete"
        ),
        pytest.param(
            {},
            {
                "collected_cents": 400_000,
                "paid_count": 4,
                "complete": True,
                "is_paid_out": True,
            },
            id="paid-out",
        ),
    ],
)
def test_counts_and_totals(balances: dict[Account, int], facts: dict[str, object]) -> None:
    expected = reply(ACHIENG, "round_status", **ROUND | facts)
    assert decided(ACHIENG, "round", balances=balances) == (expected,)


def test_a_pot_of_which_a_reversal_is_claimed_is_not_complete() -> None:
    claimed = proposal("reversal", {})
    (said,) = decided(ACHIENG, "round", balances=POT, proposals=(claimed,))
    assert said.facts["complete"] is False


def test_before_the_first_round_it_says_when_that_starts() -> None:
    decision = decided(ACHIENG, "raundi", group=group(round=None), balances={})
    assert decision == (reply(ACHIENG, "no_round", starts_on="2026-11-20"),)
