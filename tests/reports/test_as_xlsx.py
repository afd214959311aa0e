"""XLSX is for people: real numbers and dates, never a formula, pages that can be printed."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.reports.as_xlsx import write
from bot.reports.value import Report
from tests.reports.values import HARMFUL, HEAD, names, report, shillings_of_uganda, table


def read(what: Report) -> Any:
    out = io.BytesIO()
    write(what, out)
    out.seek(0)
    return load_workbook(out)


def test_numbers_and_dates_are_real_and_totals_stand_below() -> None:
    sheet = read(report())["Members"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Member", "Date", "Rounds", "Paid", "Owed"],
        ["Brought forward", None, None, None, 0],
        ["Wanjirũ Kĩmani", datetime(2026, 11, 6), 2, 1250.5, 0],  # noqa: DTZ001  # as it is read
        ["Ng’ang’a", datetime(2026, 11, 7), 1, -500, 12345.67],  # noqa: DTZ001
        ["Total", None, 3, 750.5, None],
    ]
    assert sheet["D3"].number_format == "#,##0.00"
    assert sheet["B3"].number_format == "d mmm yyyy"
    assert sheet["A5"].font.bold
    assert not sheet["A3"].font.bold


def test_money_without_cents_shows_none() -> None:
    sheet = read(report(table(), shillings_of_uganda()))["Waiting"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (1500, "#,##0")


def test_a_sheet_can_be_filtered_and_printed() -> None:
    sheet = read(report())["Members"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E4")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["C"].width


def test_every_page_and_the_last_sheet_say_whose_and_as_of_when() -> None:
    book = read(report(group="Kamau & Sons"))
    sheet, about = book["Members"], book["About"]
    # An ampersand is doubled, or else would begin a command.
    assert sheet.oddHeader.left.text.startswith("Kamau && Sons · Members · 1 November 2026")
    assert sheet.oddFooter.left.text.startswith("As of 30 November 2026, 18:05:00 EAT · Book")
    assert HEAD in sheet.oddFooter.left.text
    assert sheet.oddFooter.right.text == "&P / &N"
    said = [row[0].value for row in about.iter_rows()]
    assert said[:3] == ["Kamau & Sons", "Members", "1 November 2026 to 30 November 2026"]
    assert said[-1] == "Read it aloud."


@pytest.mark.parametrize("name", [*HARMFUL, "=1+1", "+254712000001", "@SUM(A1)", "https://x.org"])
def test_a_name_is_text_whatever_it_looks_like(name: str) -> None:
    cell = read(report(names(name)))["Members"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_what_a_sheet_cannot_hold_is_left_out() -> None:
    assert read(report(names("A\x00ch\x07ieng")))["Members"]["A2"].value == "Achieng"


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        (["Round 5"], ["Round 5"]),
        (["a[b]:c*d?e/f\\g"], ["a b  c d e f g"]),
        (["x" * 40], ["x" * 31]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 27 + " 2"]),
        ([""], ["1"]),
        (["About"], ["About"]),
    ],
    ids=["plain", "signs", "long", "twice", "empty", "about"],
)
def test_sheets_have_names_that_are_allowed(called: list[str], shown: list[str]) -> None:
    tables = [table(name=name) for name in called]
    assert read(report(*tables)).sheetnames[:-1] == shown
