"""How much waits, over all chamas: what an operator's tools measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.tables import (
    NOTICE_IS_QUEUED,
    PROMPT_IS_QUEUED,
    channel_pause,
    inbox,
    outbox,
    question,
)


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number that is measured. says: what it counts."""

    name: str
    says: str
    value: int


def gauges(connection: sa.Connection) -> tuple[Gauge, ...]:
    """What is measured, as it is now; counted from indexes alone."""
    return tuple(
        Gauge(name, says, connection.execute(count).scalar_one())
        for name, (says, count) in _COUNTS.items()
    )


def _how_many(which: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(outbox).where(which).scalar_subquery()


_COUNTS: Mapping[str, tuple[str, sa.Select[int]]] = {
    "chama_inbox_unhandled": (
        "Messages that our own code failed on and that wait for another try",
        sa.select(sa.func.count()).where(inbox.c.handled_at.is_(None)),
    ),
    "chama_outbox_queued": (
        "Messages that have not gone out",
        sa.select(_how_many(PROMPT_IS_QUEUED) + _how_many(NOTICE_IS_QUEUED)),
    ),
    "chama_channels_paused": (
        "Channels that are not tried, because of a fault of ours with their provider",
        sa.select(sa.func.count()).where(channel_pause.c.until > sa.func.now()),
    ),
    "chama_questions_open": (
        "Questions that wait for an answer",
        sa.select(sa.func.count()).where(question.c.answered_at.is_(None)),
    ),
}
