"""Words about a pot that was sent: its M-Pesa text is the proof; who collects keeps their own."""

from __future__ import annotations

import pytest

from chama import entries
from tests.builders import (
    OTIENO,
    PHONE,
    ROUND,
    WANJIRU,
    asks,
    decided,
    templates_to,
)

MINE = {
    entries.payable("rotation", WANJIRU.code, ROUND.key): -400_000,
    entries.collector("rotation", PHONE.code): 400_000,
}


@pytest.mark.parametrize("text", ["I have sent the pot to Otieno", "pot sent", "nimetuma pot"])
def test_the_text_of_the_provider_is_asked_for(text: str) -> None:
    assert templates_to(decided(WANJIRU, text, balances={}), WANJIRU) == ["show_payout"]


@pytest.mark.parametrize("text", ["taken", "nimechukua pot yangu", "TAKEN"])
def test_who_collects_keeps_their_own_when_an_officer_confirms(text: str) -> None:
    decision = decided(WANJIRU, text, balances=MINE, my_collectors=(PHONE,))
    assert templates_to(decision, WANJIRU) == ["asked_handed"]
    assert (OTIENO.phone, "agree") in asks(decision) or ("agree", OTIENO.phone) in asks(decision)


def test_nobody_else_keeps_it() -> None:
    assert templates_to(decided(OTIENO, "taken", balances=MINE), OTIENO) == ["show_payout"]
