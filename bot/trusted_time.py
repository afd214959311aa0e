"""Whether to believe the clock before it opens rounds and reminds people of debts.

A machine's clock may jump by days, and what is done by it cannot be undone in people's minds. So
the worker notes the time as it goes; a clock that stands far beyond everything noted or stored is
doubted, the operator is told, and nothing is done by it. It is believed again when the operator
says so, or when it has gone on from there for an hour: a machine that was off for a week comes back
by itself (docs/decisions/0017-the-clock.md).
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog

from bot.store import clock
from bot.store.database import reading, writing

JUMP = timedelta(days=3)  # beyond everything known: longer than a weekend's outage
NOTED_EVERY = timedelta(hours=1)
BELIEVED_AFTER = timedelta(hours=1)  # of going on from where it jumped to

log = structlog.get_logger()


def is_trusted(engine: sa.Engine, now: datetime) -> bool:
    """Whether what is due at this moment may be done; notes the moment if so."""
    with reading(engine) as connection:
        known = clock.believed(connection)
    if known is not None and known.doubted_at is None and now - known.seen_at < NOTED_EVERY:
        return True
    with writing(engine) as connection:
        return _look_closely(connection, now)


def trust(engine: sa.Engine, now: datetime) -> None:
    """The operator says that this is the time."""
    with writing(engine) as connection:
        clock.keep(connection, now)


def _look_closely(connection: sa.Connection, now: datetime) -> bool:
    known = clock.believed(connection)
    # What was stored since the clock may have jumped is no sign: it has its time from that clock.
    sign = clock.newest_sign(connection, now - BELIEVED_AFTER)
    seen = [moment for moment in (known.seen_at if known else None, sign) if moment is not None]
    doubted_at = known.doubted_at if known else None
    if not seen or now - max(seen) <= JUMP or _has_gone_on(doubted_at, now):
        clock.keep(connection, now)
        return True
    if doubted_at is None or now < doubted_at or now - doubted_at > JUMP:
        clock.keep(connection, max(seen), doubted_at=now)
        log.error(
            "clock_doubted",
            says=now.isoformat(),
            last_known=max(seen).isoformat(),
            remedy="if the time is right run chama-bot trust-clock; it is believed in an hour",
        )
    return False


def _has_gone_on(doubted_at: datetime | None, now: datetime) -> bool:
    """Whether the clock has gone on from where it jumped to, and has not jumped again."""
    return doubted_at is not None and BELIEVED_AFTER <= now - doubted_at <= JUMP
