"""Bars beside a table, and lines to write in: what PDF alone shows."""

from __future__ import annotations

import io

import pytest
from pdfminer.high_level import extract_text

from bot.reports.as_pdf import write
from bot.reports.value import NotATable, rows_of
from chama.money import Money
from tests.reports.values import COLUMNS, report, table


def written(**changes: object) -> bytes:
    out = io.BytesIO()
    write(report(table(**changes)), out)
    return out.getvalue()


def test_bars_have_their_numbers_in_words_beside_them() -> None:
    said = extract_text(io.BytesIO(written(bars=("paid",), in_words="Wanjirũ: KES 1,250.50")))
    assert said.count("KES 1,250.50") == 1
    assert said.count("Paid") == 2  # above the column, and beside the colour


def test_two_runs_give_the_same_bars() -> None:
    assert written(bars=("paid", "owed")) == written(bars=("paid", "owed"))


@pytest.mark.parametrize("cents", [-50_000, 0, 1])
def test_any_amount_can_be_a_bar(cents: int) -> None:
    rows = rows_of([("Achieng", None, None, Money(cents), None)])
    assert written(rows=rows, bars=("paid", "owed"))


def test_bars_are_of_money_alone() -> None:
    with pytest.raises(NotATable, match="bars"):
        table(bars=("rounds",))


def test_a_form_takes_the_whole_width_and_more_room() -> None:
    columns = (COLUMNS[0], COLUMNS[0].__class__("by_hand", "By hand"))
    rows = rows_of([(f"Line {number}", "") for number in range(40)])
    plain = {"columns": columns, "rows": rows, "total_label": ""}
    form, other = written(**plain, is_form=True), written(**plain)
    assert form.count(b"/Type /Page\n") == 2
    assert other.count(b"/Type /Page\n") == 1
