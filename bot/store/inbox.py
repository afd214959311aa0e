"""The inbox: every message that a provider handed over, once, whether we understood it or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.messages import UNANSWERED, InboundMessage, Kind
from bot.store.prepared import Prepared, PreparedRows
from bot.store.tables import inbox
from chama.receipts import MOST_PARTS

LONGEST_ERROR = 500  # characters of an error kept beside its message

_INSERT = PreparedRows(
    inbox,
    [column.name for column in inbox.c if column is not inbox.c.id],
    lambda insert: insert.on_conflict_do_nothing().returning(inbox.c.id),
)


def store(connection: sa.Connection, message: InboundMessage, now: datetime) -> int | None:
    """Put a message in, as handled now unless `mark_unhandled` follows; gives its id.

    None when the same message is there already.
    """
    row = {
        "channel": message.channel,
        "provider_id": message.provider_id,
        "sender": message.sender,
        "recipient": message.recipient,
        "text": message.text,
        "button": message.button,
        "kind": message.kind.value,
        "raw": dict(message.raw),
        "received_at": message.received_at,
        "handled_at": now,
        "tries": 0,
        "error": "",
    }
    return next((stored.id for stored in _INSERT.rows(connection, [row])), None)


def mark_handled(connection: sa.Connection, inbox_id: int, now: datetime) -> None:
    """What a message causes is in the store."""
    connection.execute(
        sa.update(inbox).where(inbox.c.id == inbox_id).values(handled_at=now, error="")
    )


def mark_unhandled(connection: sa.Connection, inbox_id: int, error: str) -> None:
    """Our own code failed on a message: it waits for another try."""
    connection.execute(
        sa.update(inbox)
        .where(inbox.c.id == inbox_id)
        .values(handled_at=None, tries=inbox.c.tries + 1, error=error[:LONGEST_ERROR])
    )


def unhandled(
    connection: sa.Connection, *, limit: int, before: datetime, most_tries: int | None = None
) -> list[tuple[int, InboundMessage]]:
    """Messages that wait, oldest first. most_tries: leave out those that failed that often."""
    chosen = (
        sa.select(inbox)
        .where(inbox.c.handled_at.is_(None), inbox.c.received_at < before)
        .order_by(inbox.c.received_at, inbox.c.id)
        .limit(limit)
    )
    if most_tries is not None:
        chosen = chosen.where(inbox.c.tries < most_tries)
    return [(row.id, as_message(row)) for row in connection.execute(chosen)]


def lock_unhandled(connection: sa.Connection, inbox_id: int) -> bool:
    """Hold a waiting message for this transaction; False when another has handled it."""
    chosen = (
        sa.select(inbox.c.id)
        .where(inbox.c.id == inbox_id, inbox.c.handled_at.is_(None))
        .with_for_update()
    )
    return connection.execute(chosen).first() is not None


def as_message(row: Any) -> InboundMessage:
    """The message of a row."""
    return InboundMessage(
        channel=row.channel,
        provider_id=row.provider_id,
        sender=row.sender,
        recipient=row.recipient,
        text=row.text,
        received_at=row.received_at,
        button=row.button,
        kind=Kind(row.kind),
        raw=row.raw,
    )


_NEWEST = Prepared(
    sa.select(inbox.c.channel)
    .where(
        inbox.c.sender == sa.bindparam("sender"),
        *(inbox.c.channel != one for one in UNANSWERED),
    )
    .order_by(inbox.c.received_at.desc())
    .limit(1)
)
_WROTE_ON = Prepared(
    sa.select(inbox.c.id)
    .where(
        inbox.c.sender == sa.bindparam("sender"),
        inbox.c.channel == sa.bindparam("channel"),
        inbox.c.received_at > sa.bindparam("after", type_=inbox.c.received_at.type),
    )
    .limit(1)
)


def texts_since(connection: sa.Connection, address: str, since: datetime) -> list[str]:
    """What somebody has written lately, the oldest first, no more than make up one text."""
    chosen = (
        sa.select(inbox.c.text)
        .where(inbox.c.sender == address, inbox.c.received_at >= since, inbox.c.text != "")
        .order_by(inbox.c.received_at.desc())
        .limit(MOST_PARTS - 1)
    )
    return list(reversed(connection.execute(chosen).scalars().all()))


def newest_channel(connection: sa.Connection, address: str) -> str:
    """The channel that a person wrote on last and can be answered on, "" when they never did."""
    row = _NEWEST.first(connection, {"sender": address})
    return row.channel if row is not None else ""


def wrote_on(
    connection: sa.Connection, address: str, channel: str, within: timedelta, now: datetime
) -> bool:
    """Whether a person wrote on a channel within that time: WhatsApp's window."""
    wanted = {"sender": address, "channel": channel, "after": now - within}
    return _WROTE_ON.first(connection, wanted) is not None
