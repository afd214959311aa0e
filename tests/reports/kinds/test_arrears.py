"""Arrears by age: for officers, every shilling that is receivable, by how long it is overdue."""

from __future__ import annotations

from datetime import date

from bot.reports.kinds.arrears import build
from bot.store.book import balances
from chama.money import Money
from tests.builders import OTIENO
from tests.reports.conftest import Ask


def test_what_is_owed_stands_by_age(ask: Ask) -> None:
    """Monday the 7th of December: round 1 fell due on 26 November, round 2 on 3 December."""
    (table,) = build(ask("arrears")).tables
    (otieno,) = (row.cells for row in table.rows if row.cells[0] == OTIENO.name)
    assert otieno == (
        OTIENO.name,
        Money(100_000),  # round 3, until Thursday
        Money(105_000),  # round 2, and its fine
        Money(60_000),  # what is left of round 1
        *(Money(0), Money(0)),
        Money(265_000),
        date(2026, 11, 26),
    )
    assert [column.heading for column in table.columns[1:7]] == [
        *("Not due yet", "0-7 days", "8-30 days", "31-90 days", "over 90 days", "Total"),
    ]


def test_the_total_is_what_is_receivable(ask: Ask) -> None:
    asked = ask("arrears")
    held = balances(asked.connection, 1)
    receivable = sum(cents for one, cents in held.items() if one.kind.meaning.is_owed)
    assert build(asked).tables[0].total("owed") == Money(receivable)


def test_it_says_that_it_is_for_officers(ask: Ask) -> None:
    assert build(ask("arrears")).facts[0].startswith("For officers only")
    assert build(ask("arrears", language="sw")).facts[0].startswith("Kwa viongozi tu")
