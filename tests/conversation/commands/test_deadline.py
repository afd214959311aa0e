"""The last day to pay, and what the asker has left of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.understanding import Intent
from chama import entries
from tests.builders import (
    ACHIENG,
    OTIENO,
    ROUND,
    group,
    open_claim,
    open_dues,
    reply,
    rules,
    wanted,
)

ASKED = Intent("deadline")
FACTS = {
    "name": ACHIENG.name,
    "round": 1,
    "due_on": "2026-11-26",
    "is_over": False,
    "left_cents": 100_000,
    "besides_cents": 0,
    "waiting_cents": 0,
    "next_on": "",
    "fine_on": "",
    "clause": "6.1",
}


@pytest.mark.parametrize(
    ("known", "changes"),
    [
        pytest.param({}, {}, id="owes"),
        pytest.param(
            {"balances": open_dues(OTIENO)}, {"left_cents": 0, "next_on": "2026-12-03"}, id="paid"
        ),
        pytest.param(
            {"open_claims": (open_claim(cents=30_000),)}, {"waiting_cents": 30_000}, id="waiting"
        ),
        pytest.param(
            {"balances": {**open_dues(ACHIENG), entries.dues("M03", "1.0"): 40_000}},
            {"besides_cents": 40_000},
            id="owes-of-before-too",
        ),
    ],
)
def test_the_day_and_what_is_left(known: dict[str, Any], changes: dict[str, Any]) -> None:
    assert wanted(ACHIENG, ASKED, **known) == (reply(ACHIENG, "deadline", **FACTS | changes),)


def test_a_fine_is_told_with_the_first_day_on_which_it_costs() -> None:
    fined = rules(more="[fines]\nlate = 50\ngrace_days = 2\n").rules
    (said,) = wanted(ACHIENG, ASKED, group=group(rules=fined))
    assert said.facts["fine_on"] == "2026-11-29"


def test_a_day_that_is_over_is_told_as_over() -> None:
    over = group(
        round=ROUND.__class__(1, 1, ("M01",), 100_000, date(2026, 11, 1), date(2026, 11, 22))
    )
    (said,) = wanted(ACHIENG, ASKED, group=over)
    assert said.facts["is_over"] is True


def test_before_the_first_round_it_says_when_that_starts() -> None:
    (said,) = wanted(ACHIENG, ASKED, group=group(round=None), balances={})
    assert said.template == "no_round"


def test_a_phone_of_the_group_hears_the_day_alone() -> None:
    (said,) = wanted("+254712000099", ASKED)
    assert (said.facts["name"], said.facts["due_on"]) == ("", "2026-11-26")
