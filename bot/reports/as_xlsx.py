"""A report as XLSX: a sheet a table, real numbers and dates, text that is never a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date
from decimal import Decimal
from typing import Any, BinaryIO, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from bot.reports.cells import without_controls
from bot.reports.value import Cell, Column, Kind, Report, Row, Table
from chama.money import CENTS_PER_UNIT, Money, minor_digits

Sheet: TypeAlias = Any  # the stubs know nothing of sheets that are only written
Written: TypeAlias = Any

_BOLD = Font(bold=True)
_HEADING = PatternFill("solid", fgColor="FFE7EAEE")
_DATES = "d mmm yyyy"
_A4 = 9  # as the format counts paper
_NARROWEST, _WIDEST = 6, 48  # letters
_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def write(report: Report, out: BinaryIO) -> None:
    """Write it; the last sheet says what the pages of a PDF say."""
    book = Workbook(write_only=True)
    book.properties.creator = "chama-bot"
    book.properties.title = without_controls(f"{report.group}: {report.title}")
    book.properties.created = book.properties.modified = report.as_of.astimezone(UTC).replace(
        tzinfo=None
    )
    names = _sheet_names([*(table.name for table in report.tables), report.labels.about])
    for table, name in zip(report.tables, names, strict=False):
        _write(book.create_sheet(name), table, report)
    _write_about(book.create_sheet(names[-1]), report)
    book.save(out)


def _sheet_names(names: list[str]) -> list[str]:
    """Names that a sheet may have, each once, whatever its letters' case."""
    given: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = _NOT_IN_A_NAME.sub(" ", without_controls(name)).strip(" '")
        plain = plain[:_LONGEST_NAME] or f"{number}"
        if plain.casefold() in {one.casefold() for one in given}:
            plain = f"{plain[: _LONGEST_NAME - 4]} {number}"
        given.append(plain)
    return given


def _write(sheet: Sheet, table: Table, report: Report) -> None:
    _set_up(sheet, table, report)
    sheet.append([_heading(sheet, column.heading) for column in table.columns])
    for row in table.rows:
        sheet.append(list(_cells(sheet, table, row)))
    if (totals := table.totals) is not None:
        sheet.append(list(_cells(sheet, table, Row(totals, is_strong=True))))
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"


def _set_up(sheet: Sheet, table: Table, report: Report) -> None:
    """What a sheet has before its first row: a frozen heading, widths, and how it is printed."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    for place, column in enumerate(table.columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = _width(table, column, place)
    _set_up_print(sheet, report, table.title)


def _set_up_print(sheet: Sheet, report: Report, title: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    labels = report.labels
    above = [report.group, report.title, title, report.period, report.currency]
    sheet.oddHeader.left.text = _printed(" · ".join(part for part in above if part))
    sheet.oddFooter.left.text = _printed(f"{labels.as_of} · {labels.book}")
    sheet.oddFooter.right.text = "&P / &N"


def _printed(text: str) -> str:
    """A text in a header, where "&" would begin a command."""
    return without_controls(text).replace("&", "&&")


def _width(table: Table, column: Column, place: int) -> int:
    cells = [row.cells[place] for row in table.rows]
    if (totals := table.totals) is not None:
        cells.append(totals[place])
    longest = max((len(_as_read(cell)) for cell in cells), default=0)
    return min(max(longest, len(column.heading), _NARROWEST) + 2, _WIDEST)


def _as_read(cell: Cell) -> str:
    if isinstance(cell, Money):
        return f"{cell.units:,}.00"
    if isinstance(cell, date):
        return "00 mmm 0000"
    return "" if cell is None else str(cell)


def _heading(sheet: Sheet, text: str) -> Written:
    cell = _text(sheet, text)
    cell.font, cell.fill = _BOLD, _HEADING
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cells(sheet: Sheet, table: Table, row: Row) -> Iterator[Written]:
    for column, value in zip(table.columns, row.cells, strict=True):
        cell = _cell(sheet, value)
        if cell is not None and row.is_strong:
            cell.font = _BOLD
        if cell is not None and column.kind is Kind.TEXT:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        yield cell


def _cell(sheet: Sheet, value: Cell) -> Written:
    if value is None:
        return None
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, Money):
        cell = _written(sheet, Decimal(value.cents) / CENTS_PER_UNIT)
        cell.number_format = "#,##0.00" if minor_digits(value.currency) else "#,##0"
        return cell
    cell = _written(sheet, value)
    if isinstance(value, date):
        cell.number_format = _DATES
    return cell


def _written(sheet: Sheet, value: Any) -> Written:
    return WriteOnlyCell(sheet, value=value)


def _text(sheet: Sheet, text: str) -> Written:
    """A text that stays one, whatever it begins with."""
    cell = _written(sheet, without_controls(text))
    cell.data_type = "s"
    return cell


def _write_about(sheet: Sheet, report: Report) -> None:
    sheet.column_dimensions["A"].width = 2 * _WIDEST
    _set_up_print(sheet, report, "")
    labels = report.labels
    said = (
        *(report.group, report.title, report.period),
        *(labels.as_of, labels.currency, labels.book, *report.facts, *report.notes),
    )
    for line in said:
        cell = _text(sheet, line)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.append([cell])
