"""What money is for is named by the account on which it is owed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.owed_lines import Parts, parts_of, what_for
from chama import entries
from chama.entries import GENERAL, ROTATION, WELFARE
from chama.journal import Account
from chama.kinds import AccountKind

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
    assert tuple(what_for(account, 100, ()).values()) == expected


ABSENCE = entries.fines(GENERAL, "M03")
FINED = [
    entries.fine(ABSENCE, cents, clause=clause, key=f"fine:absent:{on}:M03", on=on, actor="M01+M02")
    for on, clause, cents in (
        (date(2026, 12, 4), "6.6", 100), (date(2026, 11, 20), "6.5", 200),
        (date(2026, 11, 6), "6.6", 100),
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("cents", "clause"),
    [
        pytest.param(100, "6.6", id="the-newest-alone"),
        pytest.param(50, "6.6", id="a-part-of-it"),
        pytest.param(300, "6.5/6.6", id="one-of-each"),
        pytest.param(400, "6.5/6.6", id="all"),
    ],
)
def test_absence_is_named_by_the_clause_that_was_applied(cents: int, clause: str) -> None:
    assert what_for(ABSENCE, cents, FINED)["clause"] == clause


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
