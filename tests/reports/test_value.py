"""A report's value holds together: columns, kinds, one currency a table, totals of what counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.reports.value import Cell, NotATable, rows_of
from chama.money import Money
from tests.reports.values import COLUMNS, report, table


def test_totals_are_the_sums_of_the_rows_that_count() -> None:
    assert table().totals == ("Total", None, 3, Money(75_050), None)
    assert table().total("paid") == Money(75_050)


def test_an_opening_is_in_no_total() -> None:
    with_opening = table()
    plain = table(rows=tuple(row for row in with_opening.rows if not row.is_strong))
    assert plain.totals == with_opening.totals


def test_a_table_without_a_label_has_no_totals() -> None:
    assert table(total_label="").totals is None


def test_the_totals_of_no_rows_are_nothing() -> None:
    assert table(rows=()).totals == ("Total", None, 0, Money(0), None)


@pytest.mark.parametrize(
    "cells",
    [
        ("Achieng",),
        ("Achieng", None, None, Money(1, "GBP"), None),
        ("Achieng", None, None, 100, None),
        ("Achieng", None, "2", None, None),
        ("Achieng", None, True, None, None),
        ("Achieng", datetime(2026, 11, 6, tzinfo=UTC), None, None, None),
        (Money(1), None, None, None, None),
    ],
    ids=["short", "other-currency", "no-money", "no-count", "yes", "moment", "no-text"],
)
def test_what_does_not_fit_is_refused(cells: tuple[Cell, ...]) -> None:
    with pytest.raises(NotATable):
        table(rows=rows_of([cells]))


def test_a_table_is_found_by_its_name() -> None:
    assert report().table("Members").columns == COLUMNS
