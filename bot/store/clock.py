"""What the clock was last believed to say, and what else in the store tells of the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import database
from bot.store.tables import clock, entry, inbox, outbox

_ONLY = 1  # the table has one row


def believed(connection: sa.Connection) -> Any:
    """The row: seen_at, and doubted_at while the clock is doubted. None before the first."""
    return connection.execute(sa.select(clock)).first()


def keep(connection: sa.Connection, seen_at: datetime, doubted_at: datetime | None = None) -> None:
    """Keep what is believed now."""
    values = {"seen_at": seen_at, "doubted_at": doubted_at}
    upsert = (
        database.insert(connection, clock)
        .values(id=_ONLY, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )
    connection.execute(upsert)


def newest_sign(connection: sa.Connection, until: datetime) -> datetime | None:
    """When something was last stored, of what was stored until then; None for an empty store."""
    return max(_signs(connection, until), default=None)


def _signs(connection: sa.Connection, until: datetime) -> Iterator[datetime]:
    for moment, number in (
        (inbox.c.received_at, inbox.c.id),
        (outbox.c.created_at, outbox.c.id),
        (entry.c.recorded_at, entry.c.id),
    ):
        newest = sa.select(moment).where(moment <= until).order_by(number.desc()).limit(1)
        found = connection.execute(newest).scalar()
        if found is not None:
            yield found
