"""A member's fines: for what, by which clause, and what of each is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from chama.entries import clause_of
from chama.kinds import AccountKind
from chama.money import Money
from chama.receivables import Receivable, receivables
from chama.standing import round_number


@dataclass(frozen=True, slots=True)
class FineRow:
    """What a member was fined for one thing. round: its number, 0 for none: an absence.

    clauses: by which. amount: all that was asked for; let_off, left: of it.
    """

    on: date
    round: int
    clauses: tuple[str, ...]
    amount: Money
    let_off: Money
    left: Money


def fines_of(
    connection: sa.Connection, member: str, currency: str, until: BookAt
) -> tuple[FineRow, ...]:
    """The fines of a member, by their code, the newest first. currency: the group's."""
    found = receivables(entries_until(connection, until))
    rows = (
        _row(one, currency)
        for account, one in found.items()
        if account.kind is AccountKind.FINES and account.owner == member and one.asked
    )
    return tuple(sorted(rows, key=lambda row: row.on, reverse=True))


def _row(one: Receivable, currency: str) -> FineRow:
    return FineRow(
        on=one.asked[-1].on,
        round=round_number(one.account.round),
        clauses=tuple(dict.fromkeys(clause_of(part.entry) for part in one.asked)),
        amount=Money(one.asked_cents, currency),
        let_off=Money(one.let_off_cents, currency),
        left=Money(one.left_cents, currency),
    )
