"""The cash book: each place where money lies, line by line and day by day, tied to M-Pesa."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reports.asked import Asked, Takes
from bot.reports.lines import fund_called, what_happened
from bot.reports.value import Cell, Column, Kind, Report, Row, Table, rows_of
from bot.reports.words import Words
from bot.views.cash_book import CashRow, PlaceBook, cash_book
from bot.views.ties import OpenItem, Shown, Source, Tie, ties

TAKES = frozenset({Takes.PERIOD})


def build(asked: Asked) -> Report:
    """For each place its lines and its days; for each collector what M-Pesa shows of it."""
    words = asked.words
    places = cash_book(asked.connection, asked.group, asked.until, asked.after)
    tied = ties(asked.connection, asked.group, asked.until)
    shown = [one for one in tied if one.shown is not None]
    tables = [
        *(table for one in places for table in _tables(asked, one)),
        *(_tie(asked, one) for one in shown),
    ]
    notes = [words("note_days"), words("note_tie"), words("note_possible")]
    return asked.report(tables, facts=[words("private"), *_missing(words, tied)], notes=notes)


def _called(words: Words, kind: str, name: str) -> str:
    return words(f"place.{kind}", name=name)


def _missing(words: Words, tied: tuple[Tie, ...]) -> Iterator[str]:
    """What no statement shows."""
    for one in tied:
        place = _called(words, one.collector.kind.value, one.collector.name)
        if one.shown is None:
            yield words("no_balance", place=place)
        elif one.shown.source is Source.TEXT:
            yield words("no_statement", place=place)


def _tables(asked: Asked, one: PlaceBook) -> Iterator[Table]:
    words, place = asked.words, _called(asked.words, one.kind, one.name)
    yield Table(
        name=f"{place} {one.closing.currency}",
        title=f"{place} · {one.closing.currency}",
        currency=one.closing.currency,
        columns=(
            Column("date", words("columns.date"), Kind.DATE),
            Column("what", words("columns.what")),
            Column("receipt", words("columns.receipt")),
            Column("in", words("columns.in"), Kind.MONEY),
            Column("out", words("columns.out"), Kind.MONEY),
            Column("balance", words("columns.balance"), Kind.MONEY),
            Column("chain", words("columns.chain")),
        ),
        rows=tuple(_rows(words, one)),
    )
    if one.rows:
        yield _by_day(words, one, place)


def _rows(words: Words, one: PlaceBook) -> Iterator[Row]:
    nothing = one.opening - one.opening
    came_in = sum((row.came_in for row in one.rows), nothing)
    went_out = sum((row.went_out for row in one.rows), nothing)
    yield Row((None, words("columns.opening"), "", None, None, one.opening, ""), is_strong=True)
    yield from (Row(_cells(words, row)) for row in one.rows)
    total = (None, words("page.total"), "", came_in, went_out, None, "")
    yield Row(total, is_strong=True)
    yield Row((None, words("columns.closing"), "", None, None, one.closing, ""), is_strong=True)
    for fund, money in one.funds:
        said = words("of_fund", fund=fund_called(words, fund))
        yield Row((None, said, "", None, None, money, ""), is_strong=True)


def _cells(words: Words, row: CashRow) -> tuple[Cell, ...]:
    what = what_happened(words, row.kind, row.names, is_contra=row.is_contra, spent_on=row.words)
    in_, out = row.came_in or None, row.went_out or None
    return (row.on, what, row.receipt, in_, out, row.balance, row.chain)


def _by_day(words: Words, one: PlaceBook, place: str) -> Table:
    return Table(
        name=words("by_day", place=place),
        title=words("by_day", place=place),
        currency=one.closing.currency,
        columns=(
            Column("date", words("columns.date"), Kind.DATE),
            Column("opening", words("opening_day"), Kind.MONEY),
            Column("in", words("columns.in"), Kind.MONEY, is_summed=True),
            Column("out", words("columns.out"), Kind.MONEY, is_summed=True),
            Column("closing", words("closing_day"), Kind.MONEY),
        ),
        rows=rows_of(
            [(day.on, day.opening, day.came_in, day.went_out, day.closing) for day in one.days]
        ),
        total_label=words("page.total"),
    )


def _tie(asked: Asked, one: Tie) -> Table:
    words, shown = asked.words, one.shown
    place = _called(words, one.collector.kind.value, one.collector.name)
    return Table(
        name=words("tie", place=place),
        title=words("tie", place=place),
        currency=one.closing.currency,
        columns=(
            Column("what", words("columns.what")),
            Column("date", words("columns.date"), Kind.DATE),
            Column("receipt", words("columns.receipt")),
            Column("amount", words("columns.amount"), Kind.MONEY),
        ),
        rows=tuple(_tie_rows(words, one, shown)) if shown is not None else (),
    )


def _tie_rows(words: Words, one: Tie, shown: Shown) -> Iterator[Row]:
    day = words.day(shown.on)
    source = words(f"shown.{shown.source}", day=day, code=shown.code, names=", ".join(shown.stood))
    code = shown.code if shown.source is Source.TEXT else ""
    yield Row((source, shown.on, code, shown.balance))
    yield Row((words("shown.booked", day=day), shown.on, "", one.booked))
    yield Row((words("shown.difference"), None, "", one.difference), is_strong=True)
    yield from (Row(_item(words, item)) for item in one.known)
    yield Row((words("shown.left"), None, "", one.unexplained), is_strong=True)
    for item in one.possible:
        what, *rest = _item(words, item)
        yield Row((words("shown.possible", what=what), *rest))
    yield Row((words("shown.since"), None, "", one.closing - one.booked))
    yield Row((words("shown.closing"), None, "", one.closing), is_strong=True)


def _item(words: Words, item: OpenItem) -> tuple[Cell, ...]:
    return (words(f"item.{item.kind}", name=item.name), item.on, item.code, item.amount)
