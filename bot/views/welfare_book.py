"""The welfare fund's money line by line, and the help that was agreed, without whom it was for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from chama.entries import WELFARE, receipt_of
from chama.group import Group
from chama.journal import Account, JournalEntry, SealedEntry, add_postings
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.receivables import day_of


@dataclass(frozen=True, slots=True)
class WelfareRow:
    """An entry that moved the fund's money. names: of who paid in; "" of whoever was helped, and so
    is their receipt. balance: the fund's money after it."""

    seq: int
    on: date
    kind: EntryKind
    is_contra: bool
    names: str
    receipt: str
    came_in: Money
    went_out: Money
    balance: Money
    chain: str


@dataclass(frozen=True, slots=True)
class Help:
    """A claim that was agreed to. what: the event in one word, as the rules call it.

    agreed, sent: how much, of that; left: set aside for it still.
    """

    on: date
    what: str
    agreed: Money
    sent: Money
    left: Money
    chain: str


@dataclass(frozen=True, slots=True)
class WelfareBook:
    """The fund over a period. help: what was agreed to in it, with what became of it by its end."""

    opening: Money
    rows: tuple[WelfareRow, ...]
    closing: Money
    help: tuple[Help, ...]


def welfare_book(
    connection: sa.Connection, group: Group, until: BookAt, after: BookAt | None = None
) -> WelfareBook:
    """The fund as the book was then; after: how far the book had come before the period."""
    first, cents, opening_cents = after.seq if after is not None else 0, 0, 0
    rows: list[WelfareRow] = []
    entries: dict[int, SealedEntry] = {}
    held: dict[Account, int] = {}
    for sealed in entries_until(connection, until):
        entries[sealed.seq] = sealed
        add_postings(held, sealed.entry.postings)
        moved = _money_moved(sealed.entry)
        cents += moved
        if sealed.seq <= first:
            opening_cents = cents
        elif moved:
            meant = entries[sealed.entry.reverses or sealed.seq].entry
            rows.append(_row(group, sealed, meant, moved, cents))
    return WelfareBook(
        opening=Money(opening_cents, group.currency),
        rows=tuple(rows),
        closing=Money(cents, group.currency),
        help=tuple(
            _help(group, one, entries, held)
            for one in entries.values()
            if one.entry.kind is EntryKind.GRANT_AGREED and one.seq > first
        ),
    )


def _money_moved(entry: JournalEntry) -> int:
    return sum(
        line.amount_cents
        for line in entry.postings
        if line.account.fund == WELFARE and line.account.kind.meaning.is_money
    )


def _row(
    group: Group, sealed: SealedEntry, meant: JournalEntry, moved: int, cents: int
) -> WelfareRow:
    entry, receipt = sealed.entry, sealed.entry.receipt_id or receipt_of(sealed.entry.key)
    is_help = meant.kind in (EntryKind.PAYOUT, EntryKind.MONEY_RETURNED)
    names = ", ".join(filter(None, map(group.name_of, meant.members)))
    return WelfareRow(
        seq=sealed.seq,
        on=day_of(sealed),
        kind=meant.kind,
        is_contra=entry.reverses is not None,
        names="" if is_help else names,
        receipt="" if is_help or receipt is None else receipt.code,
        came_in=Money(max(0, moved), group.currency),
        went_out=Money(max(0, -moved), group.currency),
        balance=Money(cents, group.currency),
        chain=sealed.chain_code,
    )


def _help(
    group: Group,
    agreed: SealedEntry,
    entries: dict[int, SealedEntry],
    held: dict[Account, int],
) -> Help:
    (aside,) = (
        line.account for line in agreed.entry.postings if line.account.kind is AccountKind.PAYABLE
    )
    moved = {EntryKind.PAYOUT: 0, EntryKind.MONEY_RETURNED: 0}
    for one in entries.values():
        meant = entries[one.entry.reverses or one.seq].entry
        if meant.kind in moved:
            lines = (p.amount_cents for p in one.entry.postings if p.account == aside)
            moved[meant.kind] += sum(lines)
    return Help(
        on=day_of(agreed),
        what=agreed.entry.memo,
        agreed=Money(agreed.entry.amount_cents, group.currency),
        sent=Money(sum(moved.values()), group.currency),
        left=Money(-held.get(aside, 0), group.currency),
        chain=agreed.chain_code,
    )
