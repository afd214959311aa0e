"""The contribution matrix: every member and every round, in money and in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reports.asked import Asked, Takes
from bot.reports.value import Cell, Column, Kind, Report, Table, rows_of
from bot.reports.words import Words
from bot.views.matrix import Matrix, MatrixRow, State, matrix
from chama.money import Money

TAKES = frozenset({Takes.PERIOD})


def build(asked: Asked) -> Report:
    """A table of sums, one of money and one of states; those of the rounds of the period."""
    words, period = asked.words, asked.period
    found = matrix(asked.connection, asked.group, asked.until, period.first, period.last)
    return asked.report(
        [_sums(asked, found), _paid(asked, found), _states(asked, found)],
        notes=[words("note"), *(words(f"meaning.{state}") for state in State)],
    )


def _sums(asked: Asked, found: Matrix) -> Table:
    words = asked.words
    columns = (
        Column("member", words("columns.member")),
        *(
            Column(f"rounds_{state}", words(f"state.{state}"), Kind.COUNT, is_summed=True)
            for state in State
        ),
        Column("due", words("columns.due"), Kind.MONEY, is_summed=True),
        Column("paid", words("columns.paid"), Kind.MONEY, is_summed=True),
        Column("left", words("columns.left"), Kind.MONEY, is_summed=True),
    )
    return Table(
        name=words("sums"),
        title=words("sums"),
        currency=asked.group.currency,
        columns=columns,
        rows=rows_of([_sums_of(row, asked.group.currency) for row in found.rows]),
        total_label=words("page.total"),
    )


def _sums_of(row: MatrixRow, currency: str) -> Sequence[Cell]:
    asked = Money(sum(cell.asked.cents for cell in row.cells), currency)
    paid = Money(sum(cell.paid.cents for cell in row.cells), currency)
    return (row.name, *(row.count(state) for state in State), asked, paid, asked - paid)


def _paid(asked: Asked, found: Matrix) -> Table:
    words, currency = asked.words, asked.group.currency
    rounds = (
        Column(f"round_{one.number}", str(one.number), Kind.MONEY, is_summed=True)
        for one in found.rounds
    )
    return Table(
        name=words("columns.paid"),
        title=words("paid_by_round"),
        currency=currency,
        columns=(
            Column("member", words("columns.member")),
            *rounds,
            Column("paid", words("page.total"), Kind.MONEY, is_summed=True),
        ),
        rows=rows_of([_paid_of(row, currency) for row in found.rows]),
        total_label=words("page.total"),
    )


def _paid_of(row: MatrixRow, currency: str) -> Sequence[Cell]:
    cells = [cell.paid for cell in row.cells]
    return (row.name, *cells, Money(sum(one.cents for one in cells), currency))


def _states(asked: Asked, found: Matrix) -> Table:
    words = asked.words
    rounds = (Column(f"round_{one.number}", str(one.number)) for one in found.rounds)
    return Table(
        name=words("states"),
        title=words("state_by_round"),
        currency=asked.group.currency,
        columns=(Column("member", words("columns.member")), *rounds),
        rows=rows_of([_states_of(words, row) for row in found.rows]),
    )


def _states_of(words: Words, row: MatrixRow) -> Sequence[Cell]:
    return (row.name, *(words(f"state.{cell.state}") for cell in row.cells))
