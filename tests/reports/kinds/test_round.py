"""The round sheet: what each was to pay, has paid and by what, what is left, overdue and fined."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reports.kinds.round import build
from bot.store.book import balances
from bot.views.round_sheet import NoSuchRound
from chama.entries import dues
from chama.money import Money
from tests.builders import ACHIENG, OTIENO, PEOPLE, WANJIRU
from tests.reports.conftest import HARMFUL, Ask


def test_each_member_stands_with_what_is_left_since_when_and_the_fine(ask: Ask) -> None:
    report = build(ask("round", round=2))
    (table,) = report.tables
    full, nothing, late, fine = Money(100_000), Money(0), date(2026, 12, 4), Money(5_000)
    assert [(*row.cells[:3], *row.cells[4:]) for row in table.rows] == [
        (WANJIRU.name, full, nothing, full, late, fine, "6.1"),
        (OTIENO.name, full, nothing, full, late, fine, "6.1"),
        (ACHIENG.name, full, Money(25_050), Money(74_950), late, fine, "6.1"),
        (HARMFUL.name, full, nothing, full, late, fine, "6.1"),
    ]
    assert table.totals == (
        *("Total", Money(400_000), Money(25_050), None, Money(374_950), None),
        *(Money(20_000), None),
    )
    assert report.period == "Round 2, 27 November 2026 to 3 December 2026"
    assert report.facts == (f"Whose turn it is: {OTIENO.name}",)
    assert report.file_name == "umoja-round-2-2026-12-07"


def test_what_was_paid_stands_with_its_receipt(ask: Ask) -> None:
    (table,) = build(ask("round", round=1)).tables
    assert [row.cells[3] for row in table.rows] == ["", "UKN1AB2C02", "UKN1AB2C01", ""]


def test_what_is_left_is_what_the_ledger_has_as_owed(ask: Ask) -> None:
    asked = ask("round", round=1)
    held = balances(asked.connection, 1)
    left = sum(held.get(dues(one.code, "1.1"), 0) for one in PEOPLE)
    assert build(asked).tables[0].total("left") == Money(left)


def test_the_newest_round_is_meant_where_none_is_said(ask: Ask) -> None:
    report = build(ask("round", language="sw"))
    assert report.period == "Raundi ya 3, 4 Desemba 2026 hadi 10 Desemba 2026"
    (table,) = report.tables
    assert table.name == "Raundi 3"


def test_what_was_paid_ahead_says_so(ask: Ask) -> None:
    (table,) = build(ask("round", round=2)).tables
    by = str(table.rows[2].cells[3])
    assert by.startswith("paid ahead ")
    assert table.rows[2].cells[2] == Money(25_050)


def test_a_round_that_is_not_there_is_refused(ask: Ask) -> None:
    with pytest.raises(NoSuchRound, match="it has 1 to 3"):
        build(ask("round", round=9))
