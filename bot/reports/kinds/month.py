"""The month on one page: five figures, the rounds as bars, the next turn, and what is open."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reports.asked import Asked, Takes
from bot.reports.fund_tables import Line, fund_tables
from bot.reports.value import Column, Kind, Report, Table, rows_of
from bot.views.coming import next_round, open_matters
from bot.views.funds import OWED, funds
from bot.views.matrix import Matrix, matrix
from chama.kinds import AccountKind
from chama.money import Money

TAKES = frozenset({Takes.PERIOD})
MONTHS = 1

ROUNDS = 6
"""How many of the newest rounds stand as bars."""


def build(asked: Asked) -> Report:
    """Of the month in which the period ends, unless it is said from when."""
    asked = asked.since(asked.period.last.replace(day=1))
    words, connection, group = asked.words, asked.connection, asked.group
    views = funds(connection, group, asked.until, asked.after)
    coming = next_round(connection, group, asked.until)
    turn = words(
        "next",
        round=coming.number,
        day=words.day(coming.opens_on),
        names=", ".join(coming.recipients),
    )
    shown = [one for one in views if one.currency == group.currency or any(one.closing.values())]
    return asked.report(
        [
            *fund_tables(words, shown, _five(), "figures"),
            _rounds(asked, matrix(connection, group, asked.until, None, asked.period.last)),
            _open(asked),
        ],
        facts=[turn],
        notes=[words("note")],
    )


def _five() -> Iterator[Line]:
    yield "five.came_in", lambda one: one.total_in, False
    yield "five.went_out", lambda one: one.total_out, False
    yield "five.money", lambda one: one.cash(), True
    yield (
        "five.aside",
        lambda one: -one.has(AccountKind.PAYABLE, AccountKind.UNALLOCATED),
        False,
    )
    yield "five.owed", lambda one: one.has(*OWED), False


def _rounds(asked: Asked, found: Matrix) -> Table:
    """What was due and what is paid of each of the newest rounds."""
    words, currency = asked.words, asked.group.currency
    rows: list[tuple[str, Money, Money, Money]] = []
    for place, one in list(enumerate(found.rounds))[-ROUNDS:]:
        cells = [row.cells[place] for row in found.rows]
        due = Money(sum(cell.asked.cents for cell in cells), currency)
        paid = Money(sum(cell.paid.cents for cell in cells), currency)
        rows.append((words("round", round=one.number), due, paid, due - paid))
    said = "; ".join(
        words("in_words", round=name, paid=str(paid), due=str(due)) for name, due, paid, _ in rows
    )
    return Table(
        name=words("rounds"),
        title=words("rounds"),
        currency=currency,
        columns=(
            Column("round", words("round_heading")),
            Column("due", words("columns.due"), Kind.MONEY),
            Column("paid", words("columns.paid"), Kind.MONEY),
            Column("left", words("columns.left"), Kind.MONEY),
        ),
        rows=rows_of(rows),
        bars=("due", "paid"),
        in_words=said,
    )


def _open(asked: Asked) -> Table:
    """What waits, by its kind: whom it is about stands nowhere."""
    words, counted = asked.words, open_matters(asked.connection, asked.until)
    return Table(
        name=words("open"),
        title=words("open"),
        currency=asked.group.currency,
        columns=(
            Column("what", words("columns.what")),
            Column("count", words("columns.count"), Kind.COUNT, is_summed=True),
        ),
        rows=rows_of([(words("kind", kind=kind), n) for kind, n in sorted(counted.items())]),
        total_label=words("page.total"),
    )
