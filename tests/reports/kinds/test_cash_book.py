"""The cash book: each place line by line and by day, and beside what M-Pesa shows."""

from __future__ import annotations

from bot.reports.kinds.cash_book import build
from bot.reports.value import Cell, Report
from bot.store.book import balances
from bot.views.cash_book import place_of
from chama.money import Money
from tests.reports.conftest import Ask


def tie_of(report: Report) -> list[tuple[Cell, ...]]:
    return [(row.cells[0], row.cells[3]) for row in report.tables[-1].rows]


def test_each_line_has_its_receipt_and_its_book_ref(ask: Ask) -> None:
    phone, by_day, _ = build(ask("cash-book")).tables
    assert [row.cells[1:6] for row in phone.rows] == [
        ("Brought forward", "", None, None, Money(0)),
        ("Paid by Achieng Atieno", "UKN1AB2C01", Money(125_050), None, Money(125_050)),
        ("Paid by Otieno Ouma", "UKN1AB2C02", Money(40_000), None, Money(165_050)),
        ("Total", "", Money(165_050), Money(0), None),
        ("Carried forward", "", None, None, Money(165_050)),
        ("Of it, Rotation", "", None, None, Money(165_050)),
    ]
    assert all(len(str(row.cells[6])) == 8 for row in phone.rows[1:3])
    assert [row.cells[1:] for row in by_day.rows] == [
        (Money(0), Money(165_050), Money(0), Money(165_050))
    ]


def test_it_closes_with_what_the_ledger_has_there(ask: Ask) -> None:
    asked = ask("cash-book")
    held = balances(asked.connection, 1)
    lies = sum(cents for account, cents in held.items() if place_of(account) is not None)
    phone, *_ = build(asked).tables
    assert phone.rows[-2].cells[5] == Money(lies)


def test_the_balance_of_the_newest_text_stands_in_for_a_statement(ask: Ask) -> None:
    report = build(ask("cash-book"))
    assert report.facts[1].startswith("Phone of Wanjiru Kamau: no statement was ever brought in")
    assert tie_of(report) == [
        ("M-Pesa's text of 23 November 2026", Money(1_250_000)),
        ("In the book on 23 November 2026", Money(165_050)),
        ("Difference", Money(1_084_950)),
        ("Not explained by these", Money(1_084_950)),
        ("In the book since then", Money(0)),
        ("In the book now", Money(165_050)),
    ]


def test_swahili_has_the_columns_that_people_know(ask: Ask) -> None:
    phone, *_ = build(ask("cash-book", language="sw")).tables
    assert [column.heading for column in phone.columns] == [
        *("Tarehe", "Maelezo", "Risiti", "Kuingia", "Kutoka", "Salio", "Ref ya kitabu"),
    ]
