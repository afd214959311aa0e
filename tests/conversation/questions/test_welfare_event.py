"""Which of the group's events it is, by number, name, or none at all."""

from __future__ import annotations

from typing import Any

import pytest

from chama import entries
from chama.entries import WELFARE
from tests.builders import (
    ACHIENG,
    PEOPLE,
    SARAH,
    decided,
    group,
    proposed,
    question,
    rules,
    templates_to,
    voters,
)

EVENTS = "[welfare]\nevents = {parent = 5000, school_fees = 3000}\n"
GROUP = group(people=(*PEOPLE, SARAH), rules=rules(more=EVENTS).rules)
FUND = {entries.collector(WELFARE, "C1"): 900_000, entries.given(): -900_000}
DETAILS = {
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "is_own": True,
    "kind": "bereavement",
    "cents": None,
    "words": "nimefiwa",
    "events": [
        {"event": "parent", "amount_cents": 500_000},
        {"event": "school_fees", "amount_cents": 300_000},
    ],
}


def answered(text: str, **changes: Any) -> Any:
    asked = question("welfare_event", ACHIENG, {**DETAILS, **changes})
    return decided(ACHIENG, text, group=GROUP, balances=FUND, questions=(asked,))


@pytest.mark.parametrize(
    ("text", "event"),
    [("1", "parent"), ("namba mbili", "school_fees"), ("2", "school_fees"), ("parent", "parent")],
)
def test_an_event_is_put_to_the_officers(text: str, event: str) -> None:
    assert proposed(answered(text)).facts["event"] == event


def test_something_else_needs_an_amount() -> None:
    assert templates_to(answered("3"), ACHIENG) == ["welfare_say_amount"]
    assert proposed(answered("3", cents=120_000)).facts["amount_cents"] == 120_000


@pytest.mark.parametrize("text", ["4", "no", "hapana"])
def test_nothing_is_asked_for_on_a_no(text: str) -> None:
    assert templates_to(answered(text), ACHIENG) == ["cancelled"]


def test_an_officer_who_asks_for_a_member_counts_as_one() -> None:
    details = {**DETAILS, "is_own": False}
    asked = question("welfare_event", SARAH, details)
    decision = decided(SARAH, "1", group=GROUP, balances=FUND, questions=(asked,))
    assert proposed(decision).needed == 1
    assert [one.name.split()[0] for one in voters(decision)] == ["Wanjiru", "Otieno"]
