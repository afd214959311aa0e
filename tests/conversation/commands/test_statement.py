"""A member's own payments, the newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.commands.statement import MOST_LINES
from bot.conversation.situation import PaidFor, Payment
from tests.builders import ACHIENG, BARAKA, decided, reply

PAID = Payment(date(2026, 11, 23), 50_000, "UKN1AB2C01")
CASH = Payment(None, 25_000, "")
PLAIN = {
    "is_pot": False, "came_cents": 0, "paid_in": "", "fines_cents": 0, "welfare_cents": 0,
    "fined": 0, "clause": "",
}  # fmt: skip
POT = Payment(date(2026, 11, 20), 400_000, "UKK5OU7T01", is_pot=True)


def _all(cents: int) -> dict[str, int]:
    return {"amount_cents": cents, "rounds_cents": cents}


def test_each_payment_has_its_day_amount_and_code_and_a_pot_is_no_payment() -> None:
    items = [
        {**PLAIN, "on": "2026-11-23", **_all(50_000), "code": "UKN1AB2C01"},
        {**PLAIN, "on": "", **_all(25_000), "code": ""},
        {**PLAIN, "on": "2026-11-20", **_all(400_000), "code": POT.code, "is_pot": True},
    ]
    facts = {
        "name": ACHIENG.name,
        "is_own": True,
        "items": items,
        "total_cents": 75_000,
        "more": 0,
        "paid_for": [],
    }
    decision = decided(ACHIENG, "statement", payments=(PAID, CASH, POT))
    assert decision == (reply(ACHIENG, "statement", **facts),)


def test_the_parts_of_a_payment_add_up_to_it() -> None:
    (said,) = decided(
        ACHIENG, "statement", payments=(replace(PAID, fines_cents=5_000, welfare_cents=10_000),)
    )
    (item,) = said.facts["items"]
    parts = [item[f"{what}_cents"] for what in ("rounds", "fines", "welfare")]
    assert parts == [35_000, 5_000, 10_000]
    assert sum(parts) == item["amount_cents"]


def test_fines_are_lines_and_no_payments() -> None:
    raised = Payment(date(2026, 11, 23), 5_000, "", fined=1, clause="6.1")
    (said,) = decided(ACHIENG, "statement", payments=(replace(PAID, fines_cents=5_000), raised))
    assert said.facts["total_cents"] == 50_000
    assert [(one["fines_cents"], one["fined"], one["clause"]) for one in said.facts["items"]] == [
        (5_000, 0, ""),
        (0, 1, "6.1"),
    ]


def test_what_counts_for_others_stands_apart_and_is_not_in_the_sum() -> None:
    other = PaidFor(date(2026, 11, 23), BARAKA.code, 60_000, "UKN1AB2C02")
    (said,) = decided(ACHIENG, "statement", payments=(PAID,), paid_for=(other,))
    assert said.facts["total_cents"] == 50_000
    assert said.facts["paid_for"] == [
        {
            "on": "2026-11-23",
            "amount_cents": 60_000,
            "code": "UKN1AB2C02",
            "name": BARAKA.name,
            "paid_in": "",
        }
    ]


@pytest.mark.parametrize(("count", "more"), [(MOST_LINES, 0), (MOST_LINES + 3, 3)])
def test_a_long_list_is_cut_and_its_sum_is_not(count: int, more: int) -> None:
    (said,) = decided(ACHIENG, "taarifa", payments=(PAID,) * count)
    assert len(said.facts["items"]) == MOST_LINES
    assert (said.facts["more"], said.facts["total_cents"]) == (more, count * 50_000)


def test_a_phone_of_the_group_has_no_payments() -> None:
    (said,) = decided("+254712000099", "statement")
    assert said.template == "unknown"
