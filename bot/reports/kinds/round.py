"""The round sheet: due, collected, balance, overdue; for the meeting, read aloud line by line."""

from __future__ import annotations

from bot.reports.asked import Asked, Takes
from bot.reports.value import Cell, Column, Kind, Report, Table, rows_of
from bot.reports.words import Words
from bot.views.round_sheet import Paid, PaidBy, RoundSheet, SheetRow, round_sheet

TAKES = frozenset({Takes.ROUND})


def build(asked: Asked) -> Report:
    """The sheet of the round that is asked for, else of the newest."""
    words = asked.words
    sheet = round_sheet(asked.connection, asked.group, asked.as_of, asked.round)
    first, last = words.day(sheet.opens_on), words.day(sheet.due_on)
    return asked.report(
        [_table(asked, sheet)],
        facts=[words("turn", names=", ".join(sheet.recipients))] if sheet.recipients else (),
        notes=[words("note")],
        period=words("period", round=sheet.number, first=first, last=last),
        about=str(sheet.number),
    )


def _table(asked: Asked, sheet: RoundSheet) -> Table:
    words = asked.words
    return Table(
        name=words("sheet", round=sheet.number),
        currency=asked.group.currency,
        columns=(
            Column("member", words("columns.member")),
            Column("due", words("columns.due"), Kind.MONEY, is_summed=True),
            Column("paid", words("columns.paid"), Kind.MONEY, is_summed=True),
            Column("by", words("by_what")),
            Column("left", words("columns.left"), Kind.MONEY, is_summed=True),
            Column("overdue_since", words("overdue_since"), Kind.DATE),
            Column("fine", words("fine"), Kind.MONEY, is_summed=True),
            Column("clause", words("clause")),
        ),
        rows=rows_of([_cells(words, row) for row in sheet.rows]),
        total_label=words("page.total"),
    )


def _cells(words: Words, row: SheetRow) -> tuple[Cell, ...]:
    is_one = len(row.by) == 1
    return (
        row.name,
        row.due,
        row.paid,
        ", ".join(_by(words, one, is_one=is_one) for one in row.by),
        row.left,
        row.overdue_since,
        row.fine or None,
        ", ".join(row.clauses),
    )


def _by(words: Words, paid: Paid, *, is_one: bool) -> str:
    """By what; with how much, where that is not all of it."""
    by = paid.code if paid.by is PaidBy.RECEIPT else words(f"by.{paid.by}", code=paid.code)
    return by if is_one else f"{by} {paid.amount}"
