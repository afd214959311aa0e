"""How to pay, and that the M-Pesa text is the proof."""

from __future__ import annotations

import pytest

from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, open_claim, open_dues, reply

PAY_TO = "0712000001 (Wanjiru Kamau)"


def test_a_member_learns_how_much_is_left_and_where_to_pay() -> None:
    left = {
        "remaining_cents": 100_000,
        "waiting_cents": 0,
        "payable": [],
        "for_rate": [],
        "is_own": True,
        "is_asked": False,
        "can_push": False,
    }
    facts = {"name": ACHIENG.name, **left, "pay_to": PAY_TO}
    assert decided(ACHIENG, "I want to pay") == (reply(ACHIENG, "how_to_pay", **facts),)


@pytest.mark.parametrize(
    ("claimed_cents", "left_cents", "waiting_cents"),
    [(30_000, 70_000, 30_000), (100_000, 0, 100_000), (None, 0, 100_000)],
)
def test_what_waits_need_not_be_paid_again(
    claimed_cents: int | None, left_cents: int, waiting_cents: int
) -> None:
    claims = (open_claim(cents=claimed_cents),)
    (said,) = decided(ACHIENG, "I want to pay", open_claims=claims)
    assert said.facts["remaining_cents"] == left_cents
    assert said.facts["waiting_cents"] == waiting_cents


def test_who_owes_nothing_may_pay_ahead() -> None:
    (said,) = decided(ACHIENG, "nataka kulipa", balances=open_dues(OTIENO))
    assert said.facts["remaining_cents"] == 0


def test_the_collector_has_nowhere_to_send_it() -> None:
    (said,) = decided(WANJIRU, "I want to pay")
    assert said.template == "how_to_pay"
    assert not said.facts.get("pay_to")
