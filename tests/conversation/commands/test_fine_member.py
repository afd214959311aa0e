"""Officers fine for absence by the rules, with a second one; nothing else is fined by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chama import entries
from chama.group import Group
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    PEOPLE,
    SARAH,
    TODAY,
    WANJIRU,
    asks,
    decided,
    group,
    postings_of,
    proposed,
    rules,
    templates_to,
    voters,
)

BOTH = 'absent = 200\nabsent_with_apology = "5%"'
DAY = TODAY.isoformat()


def with_rules(fines: str = BOTH, more: str = "", **changes: Any) -> Group:
    the_rules = rules(more=f"{more}\n[fines]\n{fines}\n").rules
    return group(rules=the_rules, people=(*PEOPLE, SARAH), **changes)


@pytest.mark.parametrize(
    ("text", "clause", "fined"),
    [
        pytest.param("Achieng was absent", "6.5", {"M03": 20_000}, id="one"),
        pytest.param(
            "Achieng na Baraka hawakuja mkutano",
            "6.5",
            {"M03": 20_000, "M04": 20_000},
            id="several",
        ),
        pytest.param("Achieng was absent with apology", "6.6", {"M03": 5_000}, id="with-apology"),
    ],
)
def test_it_is_put_to_the_other_officers(text: str, clause: str, fined: dict[str, int]) -> None:
    decision = decided(WANJIRU, text, group=with_rules())
    put = proposed(decision)
    assert (put.kind, put.needed, put.interested) == ("absence", 1, tuple(sorted(fined)))
    assert {one["member"]: one["amount_cents"] for one in put.facts["fines"]} == fined
    assert (put.facts["clause"], put.facts["on"], put.facts["fund"]) == (clause, DAY, "general")
    assert voters(decision) == [OTIENO, SARAH]
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["asked_absence"]


def test_as_many_agree_as_to_letting_it_off() -> None:
    group_of = with_rules(more="[approvals]\nwaiver = 3\n")
    assert proposed(decided(WANJIRU, "Achieng was absent", group=group_of)).needed == 2


def test_a_member_with_two_seats_pays_a_percentage_of_both() -> None:
    double = replace(ACHIENG, further_seats=(9,))
    people = (WANJIRU, OTIENO, double, BARAKA, SARAH)
    group_of = replace(with_rules(), people=people)
    decision = decided(WANJIRU, "Achieng was absent with apology", group=group_of)
    assert proposed(decision).facts["amount_cents"] == 10_000


@pytest.mark.parametrize(
    ("fines", "text"),
    [
        pytest.param("", "Achieng was absent", id="no-rule"),
        pytest.param("absent = 200", "Achieng was absent with apology", id="not-with-apology"),
        pytest.param(BOTH, "fine Achieng 200 for noise", id="for-something-else"),
        pytest.param(BOTH, "fine Achieng for being late", id="late-comes-by-itself"),
    ],
)
def test_what_the_rules_do_not_name_is_not_fined(fines: str, text: str) -> None:
    decision = decided(WANJIRU, text, group=with_rules(fines))
    assert templates_to(decision, WANJIRU) == ["fine_by_rule"]
    assert asks(decision) == []


def test_members_may_not() -> None:
    decision = decided(ACHIENG, "Baraka was absent", group=with_rules())
    assert templates_to(decision, ACHIENG) == ["officers_only"]


@pytest.mark.parametrize("name", ["Zawadi", ""])
def test_whose_it_is_must_be_clear(name: str) -> None:
    text = f"fine {name} for absence" if name else "mtoze faini ya kutohudhuria"
    decision = decided(WANJIRU, text, group=with_rules())
    assert asks(decision) == []


def test_who_is_fined_for_that_day_is_not_fined_again() -> None:
    known = frozenset({entries.absence_key(TODAY, ACHIENG.code)})
    again = decided(WANJIRU, "Achieng was absent", group=with_rules(), absences=known)
    assert templates_to(again, WANJIRU) == ["fined_already"]
    both = decided(WANJIRU, "Achieng and Baraka were absent", group=with_rules(), absences=known)
    assert [one["member"] for one in proposed(both).facts["fines"]] == [BARAKA.code]


def test_what_is_only_asked_is_offered() -> None:
    decision = decided(WANJIRU, "was Baraka absent?", group=with_rules())
    assert asks(decision) == [("did_you_mean", WANJIRU.phone)]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Baraka was absent on 20 Nov", "2026-11-20"),
        ("Baraka was absent yesterday", "2026-11-22"),
        ("Baraka hakuja mkutano jana", "2026-11-22"),
        ("Baraka was absent last saturday", "2026-11-21"),
        ("Baraka was absent saturday", "2026-11-21"),
        ("Baraka hakuja mkutano jumamosi", "2026-11-21"),
        ("Baraka was absent last monday", "2026-11-16"),
        ("Baraka was absent today", DAY),
    ],
)
def test_the_day_that_is_said_counts(text: str, on: str) -> None:
    raised_today = frozenset({entries.absence_key(TODAY, BARAKA.code)} if on != DAY else ())
    put = proposed(decided(WANJIRU, text, group=with_rules(), absences=raised_today))
    assert put.facts["on"] == on
    assert [one["name"] for one in put.facts["fines"]] == [BARAKA.name]


@pytest.mark.parametrize(
    "text",
    [
        "Baraka was absent on 25 Dec",
        "Baraka was absent on 1 Nov 2020",
        "Achieng hakuja mkutano juzi",
        "Achieng was absent last week",
    ],
)
def test_a_day_that_cannot_be_told_is_asked_for(text: str) -> None:
    decision = decided(WANJIRU, text, group=with_rules())
    assert templates_to(decision, WANJIRU) in (["fine_which_day"], ["ask_did_you_mean"])
    assert postings_of(decision) == []


@pytest.mark.parametrize(
    "text",
    [
        "Baraka sent apology, Otieno was absent without",
        "Achieng was absent, Baraka was absent with apology",
    ],
)
def test_of_whom_different_things_are_said_is_asked_one_by_one(text: str) -> None:
    decision = decided(WANJIRU, text, group=with_rules())
    assert templates_to(decision, WANJIRU) == ["say_each"]
