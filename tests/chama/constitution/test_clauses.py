"""Each rule has a number that stays, and tells its value as a sentence needs it."""

from __future__ import annotations

import pytest

from chama.constitution.clauses import (
    CHAPTERS,
    NUMBERS,
    chapter,
    clause,
    in_force,
    number_of,
    path_of,
)
from chama.constitution.rules import SECTIONS
from chama.constitution.section import rules_of
from tests.builders import rules

GIVEN = {
    "rotation.contribution": "2.1",
    "rotation.due": "2.4",
    "allocation.order": "3.1",
    "approvals.money_out": "4.1",
    "payout.net_off": "5.1",
    "payout.short_pot": "5.2",
    "fines.late": "6.1",
    "fines.absent": "6.5",
    "welfare.assessment": "7.4",
    "expenses.limit": "8.1",
    "evidence.oldest_days": "9.1",
    "messages.quiet_hours": "10.1",
    "privacy.debtors": "11.1",
    "meetings.quorum": "12.5",
    "amendment.approve": "13.1",
    "articles.dissolution": "14.10",
    "abroad.currencies": "15.2",
}
"""Numbers that members have been told; a new rule must not move them."""


@pytest.mark.parametrize(("path", "number"), GIVEN.items())
def test_a_number_that_was_told_stays(path: str, number: str) -> None:
    assert number_of(path) == number
    assert path_of(number) == path


def test_every_rule_has_a_number_of_its_own() -> None:
    paths = [f"{name}.{one.key}" for name, kind in SECTIONS.items() for one in rules_of(kind)]
    assert list(NUMBERS) == paths
    assert len(set(NUMBERS.values())) == len(paths)


@pytest.mark.parametrize("number", ["0.1", "6", "6.99", "99.1", "", "a.b"])
def test_no_other_number_is_a_rule(number: str) -> None:
    assert path_of(number) is None


def test_no_other_path_has_a_number() -> None:
    with pytest.raises(KeyError):
        number_of("fines.early")


@pytest.mark.parametrize(
    ("path", "more", "told"),
    [
        ("rotation.contribution", "", 100_000),
        ("rotation.every", "", "week"),
        ("rotation.starts", "", "2026-11-20"),
        ("rotation.recipient_pays", "", True),
        ("payout.net_off", "", ["arrears", "fines"]),
        ("fines.late", "", "none"),
        ("fines.late", "[fines]\nlate = 50", {"amount_cents": 5_000, "percent": ""}),
        ("fines.late", '[fines]\nlate = "10%"', {"amount_cents": None, "percent": "10%"}),
        ("welfare.starts", "", "first round"),
        (
            "welfare.events",
            "[welfare]\nevents = {parent = 200}",
            [{"event": "parent", "amount_cents": 20_000}],
        ),
        ("expenses.limit", "", "none"),
        ("expenses.limit", "[expenses]\nlimit = 70", 7_000),
        ("meetings.time", '[meetings]\ntime = "9:30"', "09:30"),
        ("meetings.quorum", "", "50%"),
        ("purpose.goal", "", ""),
    ],
)
def test_a_clause_tells_its_value(path: str, more: str, told: object) -> None:
    own = clause(rules(more=more).rules, path)
    assert own.told == told
    section, _, key = path.partition(".")
    assert own.facts() == {
        "number": number_of(path), "section": section, "key": key, "told": told,
        "from_on": "", "until_on": "",
    }  # fmt: skip


def test_a_chapter_is_a_section_and_knows_where_it_is_silent() -> None:
    own = rules(more='[purpose]\ngoal = "A plot"\n').rules
    said = [one.path for one in chapter(own, "purpose") if not one.is_silent]
    assert said == ["purpose.goal"]
    assert not any(one.is_silent for one in chapter(own, "rotation"))
    assert CHAPTERS[5] == "fines"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", ["fines.late", "fines.absent", "fines.absent_with_apology", "fines.fund"]),
        (
            "[fines]\nlate = 50\n",
            [f"fines.{one.key}" for one in rules_of(SECTIONS["fines"])],
        ),
    ],
    ids=["no fine for lateness", "a fine for lateness"],
)
def test_what_hangs_on_a_rule_that_is_none_is_not_in_force(more: str, said: list[str]) -> None:
    own = rules(more=more).rules
    clauses = in_force(own, [path for path in NUMBERS if path.startswith("fines.")])
    assert [one.path for one in clauses] == said


def test_what_is_silent_is_not_in_force() -> None:
    assert in_force(rules().rules, [path for path in NUMBERS if path.startswith("articles.")]) == []
