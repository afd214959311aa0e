"""The messages that came in and those that go out, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from bot.store.tables import inbox, outbox
from bot.views._streamed import streamed


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message. address: the other side's. at: when it came, or was queued.

    status: "handled" or "unhandled" of what came in; "queued", "sent", ... of what goes out.
    template, facts: what it is made of, if it goes out; text: as it came, or as it went out.
    """

    id: int
    is_incoming: bool
    channel: str
    provider_id: str
    status: str
    address: str
    at: datetime
    template: str
    text: str
    error: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def messages(connection: sa.Connection) -> Iterator[MessageRow]:
    """All that came in, then all that goes out, each in the order in which it was stored."""
    for row in streamed(connection, sa.select(inbox).order_by(inbox.c.id)):
        yield _incoming(row)
    for row in streamed(connection, sa.select(outbox).order_by(outbox.c.id)):
        yield _outgoing(row)


def newest_messages(connection: sa.Connection, address: str, limit: int) -> tuple[MessageRow, ...]:
    """The last messages from and to an address, the oldest of them first."""
    came = (
        sa.select(inbox)
        .where(inbox.c.sender == address)
        .order_by(inbox.c.received_at.desc(), inbox.c.id.desc())
        .limit(limit)
    )
    went = (
        sa.select(outbox)
        .where(outbox.c.address == address)
        .order_by(outbox.c.created_at.desc(), outbox.c.id.desc())
        .limit(limit)
    )
    found = [
        *(_incoming(row) for row in reversed(connection.execute(came).all())),
        *(_outgoing(row) for row in reversed(connection.execute(went).all())),
    ]
    return tuple(sorted(found, key=attrgetter("at"))[-limit:])


def has_written(connection: sa.Connection, address: str, words: str) -> bool:
    """Whether some message from an address holds these words."""
    chosen = sa.select(inbox.c.id).where(inbox.c.sender == address, inbox.c.text.contains(words))
    return connection.execute(chosen.limit(1)).first() is not None


def _incoming(row: Any) -> MessageRow:
    return MessageRow(
        id=row.id,
        is_incoming=True,
        channel=row.channel,
        provider_id=row.provider_id,
        status="handled" if row.handled_at else "unhandled",
        address=row.sender,
        at=row.received_at,
        template="",
        text=row.text,
        error=row.error,
    )


def _outgoing(row: Any) -> MessageRow:
    return MessageRow(
        id=row.id,
        is_incoming=False,
        channel=row.channel,
        provider_id=row.provider_id,
        status=row.status,
        address=row.address,
        at=row.created_at,
        template=row.template,
        text=row.text,
        error=row.error,
        facts=row.facts,
    )
