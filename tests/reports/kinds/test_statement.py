"""The passbook: every entry about a member in words, with what they owe and have ahead after it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reports.asked import Period, WrongAsked
from bot.reports.kinds.statement import build
from bot.reports.value import Cell, Report
from bot.store.book import balances
from chama.money import Money
from tests.builders import ACHIENG, OTIENO
from tests.reports.conftest import Ask


def lines(report: Report) -> list[tuple[Cell, ...]]:
    """What, in, out, owed, ahead of each row."""
    (table,) = report.tables
    return [(row.cells[1], *row.cells[3:7]) for row in table.rows]


def test_each_entry_is_a_line_between_opening_and_closing(ask: Ask) -> None:
    report = build(ask("statement", member=ACHIENG))
    nothing, ahead = Money(0), Money(25_050)
    assert lines(report) == [
        ("Brought forward", None, None, nothing, nothing),
        ("Due: round 1 KES 1,000", None, None, Money(100_000), nothing),
        (
            "Paid: round 1 KES 1,000, paid ahead KES 250.50",
            *(Money(125_050), None, nothing, ahead),
        ),
        (
            "Due: round 2 KES 1,000; KES 250.50 of it from what was paid ahead",
            *(None, None, Money(74_950), nothing),
        ),
        ("Fined by clause 6.1: fine for round 2 KES 50", None, None, Money(79_950), nothing),
        ("Due: round 3 KES 1,000", None, None, Money(179_950), nothing),
        ("Total", Money(125_050), Money(0), None, None),
        ("Carried forward", None, None, Money(179_950), nothing),
    ]
    assert report.facts == ("Achieng Atieno (M03)",)
    assert report.file_name == "umoja-statement-M03-2026-12-07"


def test_receipts_and_book_refs_stand_beside(ask: Ask) -> None:
    (table,) = build(ask("statement", member=ACHIENG)).tables
    paid = table.rows[2].cells
    assert (paid[0], paid[2]) == (date(2026, 11, 23), "UKN1AB2C01")
    assert len(str(paid[7])) == 8


def test_swahili_says_the_same(ask: Ask) -> None:
    report = build(ask("statement", member=ACHIENG, language="sw"))
    (table,) = report.tables
    assert [column.heading for column in table.columns] == [
        *(
            "Tarehe",
            "Maelezo",
            "Risiti",
            "Kuingia",
            "Kutoka",
            "Deni",
            "Amelipa mbele",
            "Ref ya kitabu",
        ),
    ]
    assert lines(report)[2][0] == (
        "Amelipa: raundi ya 1 KES 1,000, imewekwa kwa raundi zijazo KES 250.50"
    )
    assert report.period == "Tangu mwanzo wa kitabu hadi 7 Desemba 2026"


def test_a_month_opens_with_what_the_last_one_closed_with(ask: Ask) -> None:
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    december = Period(date(2026, 12, 1), date(2026, 12, 7))
    first = build(ask("statement", member=OTIENO, period=november))
    second = build(ask("statement", member=OTIENO, period=december))
    assert lines(first)[-1][3:] == lines(second)[0][3:]
    assert first.file_name == "umoja-statement-M02-2026-11"
    assert second.file_name == "umoja-statement-M02-2026-12-01-to-2026-12-07"
    assert first.period == "1 November 2026 to 30 November 2026"


def test_it_closes_with_what_the_ledger_holds(ask: Ask) -> None:
    asked = ask("statement", member=OTIENO)
    held = balances(asked.connection, 1)
    owed = sum(c for one, c in held.items() if one.owner == "M02" and one.kind.meaning.is_owed)
    assert lines(build(asked))[-1][3] == Money(owed)


def test_it_needs_a_member(ask: Ask) -> None:
    with pytest.raises(WrongAsked, match="--member"):
        build(ask("statement"))
