"""What money is for is named by the account on which it is owed."""

from __future__ import annotations

import pytest

from bot.conversation.owed_lines import Parts, parts_of, what_for
from chama import entries
from chama.entries import GENERAL, ROTATION, WELFARE
from chama.journal import Account
from chama.kinds import AccountKind
from tests.builders import group, rules

DUES_OF_WELFARE = Account(WELFARE, AccountKind.DUES, "M03")
CASES = [
    pytest.param(entries.dues("M03", "2.5"), ("round", 5, ""), id="round"),
    pytest.param(entries.fines(GENERAL, "M03", "2.5"), ("fine", 5, "6.1"), id="late"),
    pytest.param(entries.fines(WELFARE, "M03", "2.5"), ("fine", 5, "6.1"), id="late-to-welfare"),
    pytest.param(entries.fines(GENERAL, "M03"), ("fine", 0, "6.5"), id="absent"),
    pytest.param(DUES_OF_WELFARE, ("welfare", 0, ""), id="welfare"),
]


@pytest.mark.parametrize(("account", "expected"), CASES)
def test_what_it_is_for(account: Account, expected: tuple[str, int, str]) -> None:
    assert tuple(what_for(group().rules, account).values()) == expected


@pytest.mark.parametrize(
    ("more", "clause"),
    [
        pytest.param("absent = 200", "6.5", id="without-apology"),
        pytest.param("absent_with_apology = 100", "6.6", id="with-apology"),
        pytest.param("absent = 200\nabsent_with_apology = 100", "6.5/6.6", id="both"),
    ],
)
def test_the_clauses_of_absence_are_those_in_force(more: str, clause: str) -> None:
    the_rules = rules(more=f"[fines]\n{more}\n").rules
    assert what_for(the_rules, entries.fines(GENERAL, "M03"))["clause"] == clause


def test_a_sum_in_its_parts() -> None:
    lines = [
        (entries.dues("M03", "1.10"), 100_000),
        (entries.dues("M03", "1.9"), 40_000),
        (entries.fines(GENERAL, "M03", "1.9"), 5_000),
        (DUES_OF_WELFARE, 20_000),
        (entries.advance(ROTATION, "M03"), 7_000),
        (entries.collector(ROTATION, "C1"), -172_000),
    ]
    assert parts_of(lines) == Parts((9, 10), 140_000, 5_000, 20_000)
    assert parts_of([]) == Parts((), 0, 0, 0)
