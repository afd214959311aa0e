"""A report as CSV: headings in one language for all, ISO dates, a point before cents, no totals.

Each row ends with the currency of its amounts. Several tables stand one below the other, an empty
line between. It is for programs; `for_excel` puts the mark in front without which Excel misreads
letters.
"""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from bot.reports.cells import safe
from bot.reports.value import Cell, Report, Table
from chama.money import Money


def write(report: Report, out: BinaryIO, *, for_excel: bool = False) -> None:
    """Write it in UTF-8."""
    text = io.TextIOWrapper(out, "utf-8-sig" if for_excel else "utf-8", newline="")
    for number, table in enumerate(report.tables):
        if number:
            text.write("\n")
        _write(table, text)
    text.detach()


def _write(table: Table, text: io.TextIOWrapper) -> None:
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(safe(column.key) for column in table.columns), "currency"])
    for row in table.rows:
        writer.writerow([*map(_shown, row.cells), table.currency])


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return cell.decimal
    return safe(cell) if isinstance(cell, str) else str(cell)
