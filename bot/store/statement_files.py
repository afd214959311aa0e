"""Statements that officers have sent, until the worker has fetched and read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.store.tables import statement_file

LEASE = timedelta(minutes=15)
"""How long a worker has for one file before another may take it: far longer than it needs."""


@dataclass(frozen=True, slots=True)
class StatementFile:
    """One file to fetch and read. tries: how many there have been, this one counted."""

    id: int
    chama_id: int
    channel: str
    sender: str
    url: str
    password: str = field(repr=False)
    tries: int


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
        .returning(
            statement_file.c.id,
            statement_file.c.chama_id,
            statement_file.c.channel,
            statement_file.c.sender,
            statement_file.c.url,
            statement_file.c.password,
            statement_file.c.tries,
        )
    )
    row = connection.execute(taken).first()
    return StatementFile(*row) if row is not None else None


def try_again(connection: sa.Connection, file_id: int, at: datetime, error: str) -> None:
    """Nothing came of this try: the next one is due then."""
    _update(connection, file_id, not_before=at, error=error)


def finish(connection: sa.Connection, file_id: int, now: datetime, error: str = "") -> None:
    """The sender has an answer; the code that opened the file is forgotten."""
    _update(connection, file_id, done_at=now, error=error, password="")


def _update(connection: sa.Connection, file_id: int, **values: object) -> None:
    chosen = statement_file.c.id == file_id
    connection.execute(sa.update(statement_file).where(chosen).values(**values))
