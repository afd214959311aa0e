"""A member's passbook over a period: how they stood, every entry about them, how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from chama.entries import clause_of
from chama.journal import Account
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.passbook import Line, Passbook

_OF_FINES = (EntryKind.FINE, EntryKind.FINE_WAIVED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member owes in all, and what they have paid ahead."""

    owed: Money
    ahead: Money


@dataclass(frozen=True, slots=True)
class PassbookRow:
    """One entry, as `chama.passbook.Line` has it. chain: its short code.

    receipt: the provider's code, "" without one. moved: by how much what they owe, have ahead or
    are to be sent changed, by account, debits positive. amount: the entry's own; came: the same
    where that is in another currency than the group's. clause: by which a fine was raised or let
    off. is_cash: whether notes moved.
    """

    seq: int
    on: date
    kind: EntryKind
    is_contra: bool
    receipt: str
    network: str
    paid_in: Money
    sent: Money
    moved: tuple[tuple[Account, int], ...]
    owed: Money
    ahead: Money
    amount: Money
    came: Money | None
    clause: str
    is_cash: bool
    chain: str


@dataclass(frozen=True, slots=True)
class PassbookView:
    """A member's passbook. opening, closing: how they stood before its first row, and after all."""

    member: str
    opening: Standing
    rows: tuple[PassbookRow, ...]
    closing: Standing


def passbook(
    connection: sa.Connection,
    member: str,
    currency: str,
    until: BookAt,
    after: BookAt | None = None,
) -> PassbookView:
    """The passbook of a member, by their code, as the book was then. currency: the group's.

    after: how far the book had come before the period; None for all from its beginning on.
    """
    read = Passbook(member)
    first = after.seq if after is not None else 0
    opening = _standing(read, currency)
    rows: list[PassbookRow] = []
    for line in read.lines(entries_until(connection, until)):
        if line.sealed.seq > first:
            rows.append(_row(line, currency))
        else:
            opening = _standing(read, currency)
    return PassbookView(member, opening, tuple(rows), _standing(read, currency))


def _standing(read: Passbook, currency: str) -> Standing:
    return Standing(Money(read.owed_cents, currency), Money(read.ahead_cents, currency))


def _row(line: Line, currency: str) -> PassbookRow:
    receipt, entry = line.receipt, line.entry
    amount = Money(entry.amount_cents, line.currency or currency)
    return PassbookRow(
        seq=line.sealed.seq,
        on=line.on,
        kind=line.kind,
        is_contra=line.is_contra,
        receipt=receipt.code if receipt else "",
        network=receipt.network if receipt else "",
        paid_in=Money(line.in_cents, currency),
        sent=Money(line.out_cents, currency),
        moved=line.moved,
        owed=Money(line.owed_cents, currency),
        ahead=Money(line.ahead_cents, currency),
        amount=amount,
        came=amount if line.currency else None,
        clause=clause_of(entry) if line.kind in _OF_FINES else "",
        is_cash=any(one.account.kind is AccountKind.CASH for one in entry.postings),
        chain=line.sealed.chain_code,
    )
