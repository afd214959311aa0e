"""Which charge of a provider is worth a word to those who are asked and told."""

from __future__ import annotations

import pytest

from bot.conversation.charges import unusual_cents


@pytest.mark.parametrize(
    ("fee_cents", "amount_cents", "shown_cents"),
    [
        pytest.param(0, 50_000, 0, id="free"),
        pytest.param(1_100, 5_000, 0, id="the-least-from-an-agent"),
        pytest.param(2_900, 10_100, 0, id="from-an-agent"),
        pytest.param(10_800, 5_000_000, 0, id="the-dearest-for-sending"),
        pytest.param(30_900, 5_000_000, 30_900, id="the-dearest-from-an-agent"),
        pytest.param(54_000, 5_000, 54_000, id="more-than-was-drawn"),
        pytest.param(3_000, 5_000, 3_000, id="more-than-half-of-it"),
    ],
)
def test_more_than_is_usual_is_shown(fee_cents: int, amount_cents: int, shown_cents: int) -> None:
    assert unusual_cents(fee_cents, amount_cents) == shown_cents
