"""Who may ask that what was agreed is not sent, and of what."""

from __future__ import annotations

import pytest

from chama import entries
from chama.journal import Account
from tests.builders import ACHIENG, BARAKA, OTIENO, ROUND, decided, templates_to

SET_ASIDE = {entries.payable("rotation", BARAKA.code, ROUND.key): -400_000}


@pytest.mark.parametrize(
    ("text", "balances", "template"),
    [
        pytest.param("cancel the payout of Baraka", SET_ASIDE, "asked_release", id="asked"),
        pytest.param("futa malipo ya raundi ya Baraka", SET_ASIDE, "asked_release", id="swahili"),
        pytest.param("cancel the payout of Baraka", {}, "nothing_to_release", id="nothing"),
    ],
)
def test_an_officer_asks(text: str, balances: dict[Account, int], template: str) -> None:
    assert templates_to(decided(OTIENO, text, balances=balances), OTIENO) == [template]


def test_a_member_does_not() -> None:
    decision = decided(ACHIENG, "cancel the payout of Baraka", balances=SET_ASIDE)
    assert templates_to(decision, ACHIENG) == ["officers_only"]
