"""A list that may be received cash, or does not add up: a yes tells of each, a no of none."""

from __future__ import annotations

from typing import Any

from bot.conversation import questions
from bot.conversation.effects import Propose
from tests.builders import ACHIENG, BARAKA, WANJIRU, decided, question, templates_to

DETAILS: dict[str, Any] = {
    "given": [
        {"member_name": ACHIENG.name, "amount_cents": 100_000},
        {"member_name": BARAKA.name, "amount_cents": 50_000},
    ],
    "left_out": [],
    "total_cents": 200_000,
    "text": "received cash Achieng 1000, Baraka 500, total 2000",
}
ASKED = question("cash_listed", WANJIRU, DETAILS)


def test_it_shows_who_gave_how_much_and_both_sums() -> None:
    template, facts = questions.shown("cash_listed", DETAILS)
    assert template == "ask_cash_listed"
    assert (facts["sum_cents"], facts["total_cents"]) == (150_000, 200_000)


def test_a_yes_tells_of_each() -> None:
    decision = decided(WANJIRU, "yes", questions=(ASKED,))
    given = [one.facts["amount_cents"] for one in decision if isinstance(one, Propose)]
    assert given == [100_000, 50_000]


def test_a_no_puts_nothing_down() -> None:
    decision = decided(WANJIRU, "hapana", questions=(ASKED,))
    assert templates_to(decision, WANJIRU) == ["list_not_so"]
    assert not any(isinstance(one, Propose) for one in decision)
