"""The month: five figures of each fund, bars with their numbers beside them, one page."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pdfminer.high_level import extract_pages, extract_text

from bot.reports.as_pdf import write
from bot.reports.asked import Period
from bot.reports.kinds.month import build
from chama.money import Money
from tests.builders import BARAKA
from tests.reports.conftest import HARMFUL, Ask


def test_five_figures_stand_for_each_fund(ask: Ask) -> None:
    figures, *_ = build(ask("month", period=Period(None, date(2026, 11, 30)))).tables
    assert [column.heading for column in figures.columns] == [
        *("What", "Rotation", "Welfare", "Group's own"),
    ]
    assert [row.cells[:2] for row in figures.rows] == [
        ("Came in", Money(165_050)),
        ("Went out", Money(0)),
        ("Money at the end", Money(165_050)),
        ("Of it, agreed and not sent yet, or waiting for its owner", Money(0)),
        ("Members still owe", Money(634_950 - 0)),
    ]


def test_it_is_of_the_month_in_which_it_ends(ask: Ask) -> None:
    report = build(ask("month"))
    assert report.period == "1 December 2026 to 7 December 2026"
    assert report.tables[0].rows[0].cells[1] == Money(0)


def test_the_bars_are_the_rounds_and_the_same_numbers_stand_beside(ask: Ask) -> None:
    rounds = build(ask("month")).table("The rounds: due and paid")
    assert rounds.bars == ("due", "paid")
    assert [row.cells for row in rounds.rows] == [
        ("Round 1", *map(Money, (400_000, 140_000, 260_000))),
        ("Round 2", *map(Money, (400_000, 25_050, 374_950))),
        ("Round 3", *map(Money, (400_000, 0, 400_000))),
    ]
    assert rounds.in_words.startswith("Round 1: KES 1,400 of KES 4,000; Round 2: KES 250.50 of")


@pytest.mark.parametrize("language", ["en", "sw"])
def test_it_is_one_page_and_the_bars_are_said_in_words(ask: Ask, language: str) -> None:
    out = io.BytesIO()
    write(build(ask("month", language=language)), out)
    assert len(list(extract_pages(out))) == 1
    assert "KES 250.50" in extract_text(out)


def test_it_names_the_next_turn_and_nobody_who_owes(ask: Ask) -> None:
    report = build(ask("month"))
    (fact,) = report.facts
    assert fact.startswith("Next: round 4 opens on 11 December 2026")
    assert HARMFUL.name in fact
    assert HARMFUL.code == BARAKA.code
    cells = [cell for table in report.tables for row in table.rows for cell in row.cells]
    assert not any(HARMFUL.name in str(cell) for cell in cells)
