"""What the book has of fines: those of rounds that are not paid, a member's own, and absences."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from bot.store.book import entries_with_ids
from bot.store.tables import entry
from chama import entries
from chama.journal import Balances, JournalEntry
from chama.kinds import AccountKind, EntryKind

_MOST_OWN = 60  # of a member's fines that are read for their list


def of_late(
    connection: sa.Connection, chama_id: int, balances: Balances, rounds: Collection[str]
) -> tuple[JournalEntry, ...]:
    """The fines of those who owe dues for one of these rounds, and what was let off of them."""
    late = {
        (one.owner, one.round)
        for one in balances
        if one.kind is AccountKind.DUES and one.round in rounds
    }
    members = {member for member, _ in late}
    found = _of(connection, chama_id, members, EntryKind.FINE, EntryKind.FINE_WAIVED)
    return tuple(one for one in found if late & entries.fined_in(one))


def of_member(connection: sa.Connection, chama_id: int, member: str) -> tuple[JournalEntry, ...]:
    """A member's newest fines, the newest first."""
    return _of(connection, chama_id, {member}, EntryKind.FINE, most=_MOST_OWN)[::-1]


def of_absent(
    connection: sa.Connection, chama_id: int, balances: Balances
) -> tuple[JournalEntry, ...]:
    """The fines for absence of those who owe any, the newest first."""
    absent = {
        (one.owner, one.round)
        for one in balances
        if one.kind is AccountKind.FINES and not one.round
    }
    members = {member for member, _ in absent}
    found = _of(connection, chama_id, members, EntryKind.FINE)
    return tuple(one for one in reversed(found) if absent & entries.fined_in(one))


def for_absence(connection: sa.Connection, chama_id: int) -> frozenset[str]:
    """The keys of the fines for absence that a chama raised, of whatever day."""
    is_one = entry.c.key.startswith(f"{entries.ABSENT}:")
    chosen = sa.select(entry.c.key).where(entry.c.chama_id == chama_id, is_one)
    return frozenset(connection.execute(chosen).scalars())


def _of(
    connection: sa.Connection,
    chama_id: int,
    members: Collection[str],
    *kinds: EntryKind,
    most: int | None = None,
) -> tuple[JournalEntry, ...]:
    """Entries about some members of these kinds, in the order of the book.

    most: no more than so many, the newest; None for all.
    """
    if not members:
        return ()
    chosen = (
        sa.select(entry.c.id)
        .where(
            entry.c.chama_id == chama_id,
            entry.c.member.in_(members),
            entry.c.kind.in_([kind.value for kind in kinds]),
        )
        .order_by(entry.c.seq.desc())
        .limit(most)
    )
    ids = connection.execute(chosen).scalars().all()
    return tuple(sealed.entry for sealed in entries_with_ids(connection, ids))
