"""What the book has of fines: those of rounds that are not paid, a member's own, and absences."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from bot.store.book import entries_with_ids
from bot.store.tables import entry
from chama import entries
from chama.journal import Balances, JournalEntry
from chama.kinds import AccountKind, EntryKind

_MOST_OWN = 60  # of a member's fines that are read for their list


def of_open_rounds(
    connection: sa.Connection, chama_id: int, balances: Balances
) -> tuple[JournalEntry, ...]:
    """The fines for rounds for which somebody owes dues, and what was let off of them."""
    rounds = {one.round for one in balances if one.kind is AccountKind.DUES and one.round}
    keys = [entry.c.key.startswith(f"{entries.LATE}:{round_}:") for round_ in sorted(rounds)]
    if not keys:
        return ()
    chosen = sa.select(entry.c.id).where(entry.c.chama_id == chama_id, sa.or_(*keys))
    return _entries(connection, connection.execute(chosen).scalars())


def of_member(connection: sa.Connection, chama_id: int, member: str) -> tuple[JournalEntry, ...]:
    """A member's newest fines, the newest first."""
    chosen = (
        sa.select(entry.c.id)
        .where(
            entry.c.chama_id == chama_id,
            entry.c.member == member,
            entry.c.kind == EntryKind.FINE.value,
        )
        .order_by(entry.c.seq.desc())
        .limit(_MOST_OWN)
    )
    return tuple(reversed(_entries(connection, connection.execute(chosen).scalars())))


def absences(connection: sa.Connection, chama_id: int) -> frozenset[str]:
    """The keys of the fines for absence that a group has raised."""
    chosen = sa.select(entry.c.key).where(
        entry.c.chama_id == chama_id,
        entry.c.kind == EntryKind.FINE.value,
        entry.c.key.startswith(f"{entries.ABSENT}:"),
    )
    return frozenset(connection.execute(chosen).scalars())


def _entries(connection: sa.Connection, ids: Iterable[int]) -> tuple[JournalEntry, ...]:
    return tuple(sealed.entry for sealed in entries_with_ids(connection, list(ids)))
