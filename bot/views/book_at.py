"""A book as it was at a moment: its first numbers, and what its accounts held by them.

The book only grows, so what it was is told by how far it had come: the last number that was put
down by then. Whatever is read up to a number is the same whenever it is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store import book
from bot.store.tables import entry, register
from chama.journal import Account, SealedEntry, add_postings


@dataclass(frozen=True, slots=True)
class BookAt:
    """How far a book had come at an aware moment. seq, head: of its last number; 0 and "": none."""

    chama_id: int
    at: datetime
    seq: int
    head: str


def book_at(connection: sa.Connection, chama_id: int, at: datetime) -> BookAt:
    """How far a chama's book had come, entries and register alike."""
    last = [
        sa.select(table.c.seq, table.c.hash)
        .where(table.c.chama_id == chama_id, table.c.recorded_at <= at)
        .order_by(table.c.seq.desc())
        .limit(1)
        for table in (entry, register)
    ]
    rows = [row for chosen in last for row in connection.execute(chosen)]
    newest = max(rows, key=lambda row: row.seq, default=None)
    return BookAt(chama_id, at, newest.seq, newest.hash) if newest else BookAt(chama_id, at, 0, "")


def entries_until(
    connection: sa.Connection, until: BookAt, *, after: BookAt | None = None
) -> Iterator[SealedEntry]:
    """The entries that were in a book then, in their order; after: only those that came later."""
    first = after.seq if after is not None else 0
    return book.entries_of(connection, until.chama_id, after_seq=first, up_to_seq=until.seq)


def balances_until(connection: sa.Connection, until: BookAt) -> dict[Account, int]:
    """What each account held then, in cents, debits positive; those at zero are left out."""
    held: dict[Account, int] = {}
    for sealed in entries_until(connection, until):
        add_postings(held, sealed.entry.postings)
    return held
