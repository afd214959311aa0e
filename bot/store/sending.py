"""The outbox as the worker sees it: what is due, what a try needs to know, what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation import reminding
from bot.conversation.effects import Purpose
from bot.conversation.situation import Group
from bot.messages import DeliveryStatus
from bot.routing import WHATSAPP, WHATSAPP_WINDOW, WINDOW_MARGIN, NextStep
from bot.store import chamas, inbox, ledger
from bot.store.chamas import Groups
from bot.store.outbox import Part, parts_of
from bot.store.tables import attempt, channel_pause, outbox
from chama.rota import day_in_nairobi

LEASE = timedelta(minutes=5)
"""For how long a taken message is left to the worker that took it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message that a worker has taken. try_number: which try of it this is, from 0."""

    id: int
    try_number: int
    address: str


@dataclass(frozen=True, slots=True)
class ToSend:
    """What a try of one message needs to know. parts: () when there is nothing left to say."""

    id: int
    address: str
    template: str
    parts: tuple[Part, ...]
    purpose: Purpose
    language: str
    wanted: str
    last_channel: str
    is_window_open: bool
    failed_with: str
    is_opted_out: bool
    group: Group | None
    paused: frozenset[str]


def take_due(connection: sa.Connection, now: datetime, limit: int) -> list[Due]:
    """Take messages that are due, answers before notices, so that no other worker does.

    One whose worker never came back is taken anew after its lease, as a further try.
    """
    prompt = _take(connection, outbox.c.purpose != Purpose.NOTICE.value, now, limit)
    rest = limit - len(prompt)
    return prompt + _take(connection, outbox.c.purpose == Purpose.NOTICE.value, now, rest)


def _take(
    connection: sa.Connection, urgency: sa.ColumnElement[bool], now: datetime, limit: int
) -> list[Due]:
    if limit < 1:
        return []
    due = (
        sa.select(outbox.c.id)
        .where(outbox.c.status == DeliveryStatus.QUEUED.value, urgency, outbox.c.not_before <= now)
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    was_taken = sa.case((outbox.c.taken_at.is_(None), 0), else_=1)
    taken = (
        sa.update(outbox)
        .where(outbox.c.id.in_(due))
        .values(taken_at=now, not_before=now + LEASE, tries=outbox.c.tries + was_taken)
        .returning(outbox.c.id, outbox.c.tries, outbox.c.address)
    )
    rows = connection.execute(taken)
    return sorted((Due(row.id, row.tries, row.address) for row in rows), key=lambda due: due.id)


def has_due(connection: sa.Connection, now: datetime) -> bool:
    """Whether anything waits to be taken; a look that locks nothing."""
    due = sa.select(outbox.c.id).where(
        outbox.c.status == DeliveryStatus.QUEUED.value, outbox.c.not_before <= now
    )
    return connection.execute(due.limit(1)).first() is not None


def to_send(
    connection: sa.Connection, groups: Groups, due_id: int, try_number: int, now: datetime
) -> ToSend | None:
    """What this try needs to know, None when the message is sent or another try's already."""
    row = connection.execute(sa.select(outbox).where(outbox.c.id == due_id)).one_or_none()
    if row is None or row.status != DeliveryStatus.QUEUED.value or row.tries != try_number:
        return None
    group = groups.get(connection, row.chama_id) if row.chama_id is not None else None
    contact = chamas.contact(connection, row.address)
    last = inbox.newest_channel(connection, row.address)
    return ToSend(
        id=row.id,
        address=row.address,
        template=row.template,
        parts=_current(connection, group, row, now),
        purpose=Purpose(row.purpose),
        language=(contact and contact.language) or (group.language if group else ""),
        wanted=row.channel,
        last_channel=last[0] if last else "",
        is_window_open=inbox.wrote_on(
            connection, row.address, WHATSAPP, WHATSAPP_WINDOW - WINDOW_MARGIN, now
        ),
        failed_with=row.error,
        is_opted_out=bool(contact and contact.opted_out_at),
        group=group,
        paused=_paused(connection, now),
    )


def _current(
    connection: sa.Connection, group: Group | None, row: Any, now: datetime
) -> tuple[Part, ...]:
    """The parts of a message; a reminder says what is owed now, and nothing when nothing is."""
    parts = parts_of(row.facts)
    if group is None or row.template != reminding.TEMPLATE:
        return parts
    key = parts[0].facts[reminding.ROUND]
    person = group.person(row.member)
    fund = ledger.fund_of(connection, group.id)
    left_cents = reminding.left_cents(ledger.balances(connection, fund.id), row.member, key)
    if person is None or left_cents <= 0:
        return ()
    due_on = chamas.due_on(connection, group.id, key)
    day = day_in_nairobi(now)
    return (Part(row.template, reminding.reminder_facts(group, person, left_cents, due_on, day)),)


def _paused(connection: sa.Connection, now: datetime) -> frozenset[str]:
    pauses = sa.select(channel_pause.c.channel).where(channel_pause.c.until > now)
    return frozenset(connection.execute(pauses).scalars())


def start_attempt(connection: sa.Connection, due_id: int, channel: str, now: datetime) -> str:
    """Write down that a try begins, before the provider is called; gives the try's own id."""
    attempt_id = uuid.uuid4().hex
    connection.execute(
        sa.insert(attempt).values(id=attempt_id, outbox_id=due_id, channel=channel, started_at=now)
    )
    return attempt_id


def postpone(connection: sa.Connection, due_id: int, until: datetime) -> None:
    """Not now: by then at the earliest. Does not count as a try."""
    _update(connection, due_id, not_before=until, taken_at=None)


def drop(connection: sa.Connection, due_id: int, reason: str) -> None:
    """Never: it is not wanted any more, or there is no way to the person."""
    _update(connection, due_id, status=DeliveryStatus.FAILED.value, error=reason)


def succeeded(
    connection: sa.Connection,
    due_id: int,
    attempt_id: str,
    *,
    provider_id: str,
    cost: str,
    text: str,
    now: datetime,
) -> None:
    """The provider took the message over; a report may have come before this and stands."""
    connection.execute(
        sa.update(attempt)
        .where(attempt.c.id == attempt_id)
        .values(provider_id=provider_id, cost=cost, finished_at=now)
    )
    _update(connection, due_id, text=text, provider_id=provider_id, sent_at=now)
    connection.execute(
        sa.update(outbox)
        .where(outbox.c.id == due_id, outbox.c.status == DeliveryStatus.QUEUED.value)
        .values(status=DeliveryStatus.SENT.value, error="")
    )


def failed(
    connection: sa.Connection,
    due_id: int,
    attempt_id: str,
    step: NextStep,
    *,
    error: str,
    channel: str,
    address: str,
    remedy: str,
    now: datetime,
) -> None:
    """The provider refused, or could not be had: what follows is in `step`."""
    connection.execute(
        sa.update(attempt).where(attempt.c.id == attempt_id).values(error=error, finished_at=now)
    )
    follow(connection, due_id, step, error=error, remedy=remedy)
    if step.opt_out:
        chamas.set_contact(connection, address, opted_out_at=now)
    if step.pause_until is not None:
        pause(connection, channel, step.pause_until, error)


def follow(
    connection: sa.Connection, due_id: int, step: NextStep, *, error: str, remedy: str
) -> None:
    """Queue a message again, or give it up. While it waits, its error is the remedy to heed."""
    if step.retry_at is None:
        drop(connection, due_id, error)
        return
    _update(
        connection,
        due_id,
        status=DeliveryStatus.QUEUED.value,
        not_before=step.retry_at,
        taken_at=None,
        tries=outbox.c.tries + 1,
        error=remedy,
    )


def pause(connection: sa.Connection, channel: str, until: datetime, reason: str) -> None:
    """Keep off a channel for a while."""
    gone = sa.delete(channel_pause).where(channel_pause.c.channel == channel)
    connection.execute(gone)
    connection.execute(sa.insert(channel_pause).values(channel=channel, until=until, reason=reason))


def _update(connection: sa.Connection, due_id: int, **values: Any) -> None:
    connection.execute(sa.update(outbox).where(outbox.c.id == due_id).values(**values))


def pending_ids(connection: sa.Connection) -> Sequence[int]:
    """Messages that have not gone out, for tests and operators."""
    chosen = sa.select(outbox.c.id).where(outbox.c.status == DeliveryStatus.QUEUED.value)
    return connection.execute(chosen).scalars().all()


def unpaused(channels: Collection[str], paused: frozenset[str]) -> frozenset[str]:
    """The channels that may be used now."""
    return frozenset(channels) - paused
