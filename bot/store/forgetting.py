"""Links and sessions that are long over are forgotten: nobody needs to know for ever who looked."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.store import file_links, sessions
from bot.store.database import writing
from bot.store.tables import dashboard_link, dashboard_session, file_link

SESSIONS_KEPT = timedelta(days=30)  # an officer who is told of a login that was not theirs may ask
AT_ONCE = 500  # rows of one turn to write

_KEPT = (
    (dashboard_link, dashboard_link.c.made_at, sessions.AUDIT_LASTS),
    (file_link, file_link.c.made_at, file_links.KEPT),
    (dashboard_session, dashboard_session.c.opened_at, SESSIONS_KEPT),
)


def forget_looks(engine: sa.Engine, now: datetime) -> int:
    """Delete what began longer ago than it is kept; gives how many rows. Of each kind the newest
    stays: SQLite gives the number of a deleted last row to the next one, and a session's number
    names what its person is told and the browser that looks."""
    return sum(_forget(engine, table, began, now - kept) for table, began, kept in _KEPT)


def _forget(
    engine: sa.Engine, table: sa.Table, began: sa.ColumnElement[datetime], before: datetime
) -> int:
    """From the oldest on, up to the first that is young: numbers grow with time."""
    oldest = sa.select(table.c.id).order_by(table.c.id).limit(AT_ONCE)
    newest = sa.select(sa.func.max(table.c.id)).scalar_subquery()
    over = sa.delete(table).where(table.c.id.in_(oldest), table.c.id < newest, began < before)
    count = 0
    while True:
        with writing(engine) as connection:
            gone = connection.execute(over).rowcount
        count += gone
        if gone < AT_ONCE:
            return count
