"""Whose turn it is, and when mine is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.commands.rota_order import MOST_LINES
from chama.group import Person
from tests.builders import ACHIENG, PEOPLE, ROUND, WANJIRU, decided, group, reply, rules

MANY = tuple(
    Person(f"M{seat:02d}", f"Member Number{seat}", f"+2547120001{seat:02d}", seat)
    for seat in range(1, 31)
)


@pytest.mark.parametrize("text", ["rota", "who is next?", "zamu ni ya nani"])
def test_the_order_begins_with_the_round_that_runs(text: str) -> None:
    days = ["2026-11-26", "2026-12-03", "2026-12-10", "2026-12-17"]
    items = [
        {"round": number, "name": person.name, "on": day, "now": number == 1}
        for number, (person, day) in enumerate(zip(PEOPLE, days, strict=True), start=1)
    ]
    assert decided(ACHIENG, text) == (reply(ACHIENG, "rota", items=items),)


def test_a_large_group_sees_the_next_turns_only() -> None:
    many = group(people=MANY)
    (said,) = decided(MANY[3], "rota", group=many)
    assert [item["round"] for item in said.facts["items"]] == list(range(1, MOST_LINES + 1))


@pytest.mark.parametrize(
    ("person", "facts"),
    [
        (ACHIENG, {"seat": 3, "round": 3, "on": "2026-12-10", "now": False}),
        (WANJIRU, {"seat": 1, "round": 1, "on": "2026-11-26", "now": True}),
    ],
    ids=["later", "now"],
)
def test_ones_own_turn(person: Person, facts: dict[str, object]) -> None:
    brings = {"gets_cents": 400_000, "has_got": False}
    expected = reply(person, "my_turn", name=person.name, is_own=True, **facts, **brings)
    assert decided(person, "my turn") == (expected,)


@pytest.mark.parametrize("text", ["when is Wanjiru's turn", "zamu ya wanjiru ni lini"])
def test_anothers_turn_is_told_to_any_member(text: str) -> None:
    (said,) = decided(ACHIENG, text)
    facts = {"name": WANJIRU.name, "is_own": False, "seat": 1, "round": 1, "on": "2026-11-26"}
    brings = {"now": True, "gets_cents": 400_000, "has_got": False}
    assert said == reply(ACHIENG, "my_turn", **facts, **brings)


def test_it_is_asked_whose_turn_where_several_are_called_so() -> None:
    both = (*PEOPLE, Person("M09", "Baraka Otieno", "+254712000009", 9))
    (said,) = decided(ACHIENG, "Baraka's turn", group=group(people=both))
    assert (said.template, len(said.facts["names"])) == ("which_member", 2)


def test_a_phone_of_the_group_has_no_turn() -> None:
    (said,) = decided("+254712000099", "my turn")
    assert said.template == "unknown"


@pytest.mark.parametrize(
    ("rotation", "gets_cents"),
    [
        pytest.param("recipient_pays = false\n", 300_000, id="who-receives-does-not-pay"),
        pytest.param("recipients = 2\n", 200_000, id="two-share-it"),
    ],
)
def test_what_a_turn_to_come_brings_goes_by_the_rules(rotation: str, gets_cents: int) -> None:
    by_rules = group(rules=rules(rotation=rotation).rules, round=None, turns=())
    (said,) = decided(ACHIENG, "my turn", group=by_rules, balances={})
    assert said.facts["gets_cents"] == gets_cents


def test_a_round_that_runs_brings_what_it_was_opened_with() -> None:
    opened = replace(ROUND, contribution_cents=50_000)
    (said,) = decided(WANJIRU, "my turn", group=group(round=opened))
    assert said.facts["gets_cents"] == 200_000


def test_who_has_got_the_pot_of_the_round_that_runs_waits_for_nothing() -> None:
    (said,) = decided(WANJIRU, "my turn", balances={})
    assert said.facts["has_got"] is True
