"""The contribution matrix: sums, money by round, states by round; all of the same cells."""

from __future__ import annotations

from datetime import date

from bot.reports.asked import Period
from bot.reports.kinds.matrix import build
from chama.money import Money
from tests.reports.conftest import Ask


def test_money_and_states_stand_by_round(ask: Ask) -> None:
    sums, paid, states = build(ask("matrix")).tables
    assert [column.heading for column in paid.columns] == ["Member", "1", "2", "3", "Total"]
    assert paid.rows[2].cells[1:] == (*map(Money, (100_000, 25_050, 0)), Money(125_050))
    assert states.rows[2].cells[1:] == ("in time", "part", "open")
    assert states.rows[0].cells[1:] == ("missed", "missed", "open")
    assert sums.rows[2].cells[1:] == (
        *(1, 0, 1, 0, 1, 0),
        *map(Money, (300_000, 125_050, 174_950)),
    )


def test_the_sums_are_those_of_the_rows(ask: Ask) -> None:
    sums, paid, _ = build(ask("matrix")).tables
    assert sums.total("paid") == paid.total("paid")
    assert [row.cells[-2] for row in sums.rows] == [row.cells[-1] for row in paid.rows]


def test_every_state_that_is_shown_is_explained(ask: Ask) -> None:
    for language in ("en", "sw"):
        report = build(ask("matrix", language=language))
        shown = {str(cell) for row in report.tables[2].rows for cell in row.cells[1:]}
        explained = {note.partition(":")[0] for note in report.notes[1:]}
        assert shown <= explained


def test_a_period_has_its_own_rounds(ask: Ask) -> None:
    week = Period(date(2026, 11, 27), date(2026, 12, 3))
    _, paid, _ = build(ask("matrix", period=week)).tables
    assert [column.key for column in paid.columns] == ["member", "round_2", "paid"]
