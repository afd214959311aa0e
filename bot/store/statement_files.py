"""Statements that officers have sent: fetched and read, agreed to by others, then carried out.

A file waits for the worker until it has been read, then for people, then for the worker again.
What stays of a statement once it was held against the book is how it began and ended, no row of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation.effects import AgreeToStatement
from bot.store.tables import statement_file, statement_seen

LEASE = timedelta(minutes=15)
"""How long a worker has for one file before another may take it: far longer than it needs."""


@dataclass(frozen=True, slots=True)
class StatementFile:
    """One file to fetch and read, or one that was read and agreed to.

    tries: how many there have been, this one counted. statement, proposal_id, stand: once people
    have agreed, what was read, the proposal and who stands for it; None before. digest: SHA-256 of
    the file, "" before it was read.
    """

    id: int
    chama_id: int
    channel: str
    sender: str
    url: str
    password: str = field(repr=False)
    tries: int
    statement: Mapping[str, Any] | None = field(repr=False)
    proposal_id: int | None
    stand: Sequence[str] | None
    digest: str = ""


_COLUMNS = [statement_file.c[name] for name in StatementFile.__slots__]


def take_due(connection: sa.Connection, now: datetime) -> StatementFile | None:
    """Take the file that has waited longest, so that no other worker does; None for none."""
    due = (
        sa.select(statement_file.c.id)
        .where(statement_file.c.done_at.is_(None), statement_file.c.not_before <= now)
        .order_by(statement_file.c.not_before)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        sa.update(statement_file)
        .where(statement_file.c.id == due)
        .values(not_before=now + LEASE, tries=statement_file.c.tries + 1)
        .returning(*_COLUMNS)
    )
    row = connection.execute(taken).first()
    return StatementFile(*row) if row is not None else None


def try_again(connection: sa.Connection, file_id: int, at: datetime, error: str) -> None:
    """Nothing came of this try: the next one is due then."""
    _update(connection, file_id, not_before=at, error=error)


def keep(
    connection: sa.Connection, file_id: int, statement: Mapping[str, Any], digest: str
) -> None:
    """People are asked about what was read; the code that opened the file is forgotten."""
    read = {"statement": dict(statement), "digest": digest}
    _update(connection, file_id, **read, not_before=None, password="", error="")


def agree(connection: sa.Connection, agreed: AgreeToStatement, now: datetime) -> None:
    """People have agreed to what was read: it is the worker's turn again."""
    _update(
        connection,
        agreed.file_id,
        proposal_id=agreed.proposal_id,
        stand=list(agreed.stand),
        not_before=now,
        tries=0,
    )


def finish(connection: sa.Connection, file_id: int, now: datetime, error: str = "") -> None:
    """It is decided; what was read, and the code that opened the file, are forgotten."""
    _update(connection, file_id, done_at=now, error=error, password="", statement=None)


def _update(connection: sa.Connection, file_id: int, **values: object) -> None:
    chosen = statement_file.c.id == file_id
    connection.execute(sa.update(statement_file).where(chosen).values(**values))


@dataclass(frozen=True, slots=True)
class Seen:
    """How a statement of a collector ended that was held against the book; amounts in cents.

    content: names what it says. digest: SHA-256 of the file. first_on, last_on: of which days it
    is. stood: the codes of those who stood for it, "" where the operator brought it in.
    """

    content: str
    collector: str
    digest: str
    first_on: date | None
    last_on: date | None
    opening_cents: int
    closing_cents: int
    rows: int
    stood: str


def note_seen(connection: sa.Connection, chama_id: int, seen: Seen, now: datetime) -> None:
    """Keep how a statement ended; one that came before, in whatever file, stays as it was."""
    known = sa.select(statement_seen.c.content).where(
        statement_seen.c.chama_id == chama_id, statement_seen.c.content == seen.content
    )
    if connection.execute(known).first() is None:
        row = {"chama_id": chama_id, "seen_at": now, **asdict(seen)}
        connection.execute(sa.insert(statement_seen).values(row))
