"""A round, member by member: what was due, what came in and by what, what is left, what is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa

from bot.views.book_at import BookAt
from bot.views.receivables import Owing, owing
from bot.views.rounds import RoundRow
from chama.entries import clause_of, receipt_of
from chama.errors import ChamaError
from chama.group import Group, Person
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.receivables import Part, Receivable
from chama.rota import day_in_nairobi


class NoSuchRound(ChamaError):
    """A round that the book does not have, or had not yet; the sentence says which it has."""


class PaidBy(StrEnum):
    """By what a member's dues were settled."""

    RECEIPT = "receipt"
    CASH = "cash"
    AHEAD = "ahead"  # of what they had paid before
    POT = "pot"  # kept from their own pot
    WORD = "word"  # on officers' word, such as money in an account


@dataclass(frozen=True, slots=True)
class Paid:
    """What settled a part. code: of the receipt, else the book ref of the entry."""

    by: PaidBy
    code: str
    amount: Money


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A member's round. overdue_since: the first day on which it is late, None unless it is.

    fine: what they were fined for being late with it, less what was let off; clauses: by which.
    """

    code: str
    name: str
    due: Money
    paid: Money
    by: tuple[Paid, ...]
    left: Money
    overdue_since: date | None
    fine: Money
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """A round. recipients: names, by position. rows: everybody, in the order of seats."""

    number: int
    opens_on: date
    due_on: date
    recipients: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def round_sheet(
    connection: sa.Connection, group: Group, until: BookAt, number: int | None = None
) -> RoundSheet:
    """A round as the book was then; number: None for the newest. Raises NoSuchRound."""
    known = owing(connection, group, until)
    one = chosen_round(known, number)
    today = day_in_nairobi(until.at)
    people = sorted(group.people, key=lambda person: person.seat)
    return RoundSheet(
        number=one.number,
        opens_on=one.opens_on,
        due_on=one.due_on,
        recipients=tuple(map(group.name_of, one.recipients)),
        rows=tuple(_row(known, person, one, today) for person in people),
    )


def chosen_round(known: Owing, number: int | None) -> RoundRow:
    """The round of that number, None for the newest. Raises NoSuchRound."""
    numbers = {one.number: one for one in known.rounds.values()}
    if not numbers:
        raise NoSuchRound(f"No round of {known.group.name} is in the book yet.")
    if number is not None and number not in numbers:
        raise NoSuchRound(
            f"Round {number} of {known.group.name} is not in the book: it has "
            f"{min(numbers)} to {max(numbers)}."
        )
    return numbers[max(numbers) if number is None else number]


def _row(known: Owing, person: Person, one: RoundRow, today: date) -> SheetRow:
    currency, asked = known.group.currency, known.for_round(person.code, one.key)
    late_from, fines = known.late_from(one), list(known.fines_for(person.code, one.key))
    is_late = asked.left_cents > 0 and today >= late_from
    fined_cents = sum(fine.asked_cents - fine.let_off_cents for fine in fines)
    clauses = {clause_of(part.entry): None for fine in fines for part in fine.asked}
    return SheetRow(
        code=person.code,
        name=person.name,
        due=Money(asked.asked_cents, currency),
        paid=Money(asked.settled_cents, currency),
        by=tuple(_paid_by(asked, currency)),
        left=Money(asked.left_cents, currency),
        overdue_since=late_from if is_late else None,
        fine=Money(fined_cents, currency),
        clauses=tuple(clauses) if fined_cents else (),
    )


def _paid_by(asked: Receivable, currency: str) -> Iterator[Paid]:
    for part in asked.settled:
        by, code = _how(part)
        yield Paid(by, code, Money(part.cents, currency))


def _how(part: Part) -> tuple[PaidBy, str]:
    entry, chain = part.entry, part.sealed.chain_code
    if entry.kind in (EntryKind.ROUND_OPENED, EntryKind.ADVANCE_USED):
        return PaidBy.AHEAD, chain
    if entry.kind is EntryKind.PAYOUT_AGREED:
        return PaidBy.POT, chain
    receipt = receipt_of(entry.key)
    if receipt is not None:
        return PaidBy.RECEIPT, receipt.code
    is_cash = any(line.account.kind is AccountKind.CASH for line in entry.postings)
    return PaidBy.CASH if is_cash else PaidBy.WORD, chain
