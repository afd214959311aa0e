"""Every member and every round: what was asked, what was paid, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa

from bot.views.book_at import BookAt
from bot.views.receivables import Owing, owing
from bot.views.rounds import RoundRow
from chama.group import Group, Person
from chama.money import Money
from chama.rota import day_in_nairobi


class State(StrEnum):
    """How a member stands with a round."""

    PAID = "paid"
    LATE = "late"  # paid, after the last day
    PART = "part"
    MISSED = "missed"
    OPEN = "open"  # nothing is paid, and there is time yet
    WAIVED = "waived"  # nothing was asked


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A member and a round."""

    asked: Money
    paid: Money
    state: State


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A member, with a cell for each round of the matrix in its order."""

    code: str
    name: str
    cells: tuple[MatrixCell, ...]

    def count(self, *states: State) -> int:
        """In how many rounds they stand so."""
        return sum(cell.state in states for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """rounds: the oldest first. rows: everybody, in the order of seats."""

    rounds: tuple[RoundRow, ...]
    rows: tuple[MatrixRow, ...]


def matrix(
    connection: sa.Connection, group: Group, until: BookAt, first: date | None, last: date
) -> Matrix:
    """The rounds that ran between two days, as the book was then. first: None for its beginning."""
    known = owing(connection, group, until)
    shown = tuple(
        one
        for one in known.rounds.values()
        if one.opens_on <= last and (first is None or one.due_on >= first)
    )
    today = day_in_nairobi(until.at)
    people = sorted(group.people, key=lambda person: person.seat)
    return Matrix(shown, tuple(_row(known, person, shown, today) for person in people))


def _row(known: Owing, person: Person, shown: tuple[RoundRow, ...], today: date) -> MatrixRow:
    cells = tuple(_cell(known, person.code, one, today) for one in shown)
    return MatrixRow(person.code, person.name, cells)


def _cell(known: Owing, member: str, one: RoundRow, today: date) -> MatrixCell:
    currency, due = known.group.currency, known.for_round(member, one.key)
    late_from = known.late_from(one)
    if due.asked_cents == 0:
        state = State.WAIVED
    elif due.left_cents <= 0:
        is_late = due.settled_on is not None and due.settled_on >= late_from
        state = State.LATE if is_late else State.PAID
    elif due.settled_cents > 0:
        state = State.PART
    else:
        state = State.MISSED if today >= late_from else State.OPEN
    return MatrixCell(Money(due.asked_cents, currency), Money(due.settled_cents, currency), state)
