"""What must not be tried for a while: a channel without airtime, payouts without money in hand."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store import database
from bot.store.tables import channel_pause

PAYOUTS = "payouts"


def begin(connection: sa.Connection, what: str, until: datetime, reason: str) -> bool:
    """Stop something until then; whether it is news, which is told once for each reason."""
    known = connection.execute(
        sa.select(channel_pause.c.reason).where(channel_pause.c.channel == what)
    ).scalar_one_or_none()
    row = {"channel": what, "until": until, "reason": reason}
    connection.execute(
        database.insert(connection, channel_pause)
        .values(row)
        .on_conflict_do_update(index_elements=["channel"], set_={"until": until, "reason": reason})
    )
    return known != reason


def until(connection: sa.Connection, what: str, now: datetime) -> datetime | None:
    """Until when it is stopped; None where it is not."""
    chosen = sa.select(channel_pause.c.until).where(
        channel_pause.c.channel == what, channel_pause.c.until > now
    )
    return connection.execute(chosen).scalar_one_or_none()


def reason_of(connection: sa.Connection, what: str) -> str:
    """Why it was stopped last; "" where it never was, or went well since."""
    chosen = sa.select(channel_pause.c.reason).where(channel_pause.c.channel == what)
    return connection.execute(chosen).scalar_one_or_none() or ""


def end(connection: sa.Connection, what: str) -> None:
    """It may go on, and the next trouble is news again."""
    connection.execute(sa.delete(channel_pause).where(channel_pause.c.channel == what))
