"""Delivery reports: a provider's later news, which never moves a message backwards.

Reports come late, twice, out of order, and before our own record of the call. Each is about one
attempt; only a failure of the newest attempt asks for another try.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.messages import DeliveryReport, DeliveryStatus, Remedy, SendError
from bot.routing import after_failure
from bot.store import dispatch
from bot.store.tables import attempt, outbox


def take(connection: sa.Connection, report: DeliveryReport, now: datetime) -> None:
    """Note what became of a message. News of a message that we do not know is no error."""
    found = connection.execute(_attempt_of(report).with_for_update(of=outbox)).first()
    if found is None:
        return
    if report.failure is not None:
        _note_failure(connection, found, report, report.failure, now)
    elif not (_has_failed(found) and report.status.rank < DeliveryStatus.FAILED.rank):
        _advance(connection, found, report, now)


def _attempt_of(report: DeliveryReport) -> sa.Select[tuple[object, ...]]:
    """The attempt by our own id on the callback URL, else by the provider's id."""
    later = attempt.alias("later")
    is_overtaken = sa.exists().where(
        later.c.outbox_id == outbox.c.id, later.c.started_at > attempt.c.started_at
    )
    chosen = sa.select(
        outbox.c.id,
        outbox.c.status,
        outbox.c.tries,
        outbox.c.provider_id,
        outbox.c.sent_at,
        attempt.c.id.label("attempt_id"),
        attempt.c.channel,
        attempt.c.provider_id.label("attempt_provider_id"),
        attempt.c.error.label("attempt_error"),
        is_overtaken.label("is_overtaken"),
    ).join(attempt, attempt.c.outbox_id == outbox.c.id)
    if report.attempt_id:
        return chosen.where(attempt.c.id == report.attempt_id)
    return chosen.where(
        attempt.c.channel == report.channel, attempt.c.provider_id == report.provider_id
    )


def _has_failed(found: Any) -> bool:
    """Whether an earlier report said so: our own errors stand on attempts without provider's id."""
    return bool(found.attempt_error) and found.attempt_provider_id is not None


def _advance(connection: sa.Connection, found: Any, report: DeliveryReport, now: datetime) -> None:
    """Good news. Any at all proves that the provider has the message, even if our call was cut."""
    _note_attempt(connection, found, report, now, error="")
    status = max(report.status, DeliveryStatus.SENT, key=lambda one: one.rank)
    if status.rank > DeliveryStatus(found.status).rank:
        connection.execute(
            sa.update(outbox)
            .where(outbox.c.id == found.id)
            .values(
                status=status.value,
                error="",
                provider_id=report.provider_id or found.provider_id,
                sent_at=found.sent_at or now,
            )
        )


def _note_failure(
    connection: sa.Connection,
    found: Any,
    report: DeliveryReport,
    failure: SendError,
    now: datetime,
) -> None:
    """Bad news: what it asks for is done once, and not for a message that is out or given up."""
    if found.attempt_error:  # known already, or our call failed and the message waits anyway
        return
    _note_attempt(connection, found, report, now, error=failure.code)
    is_settled = DeliveryStatus(found.status).rank >= DeliveryStatus.FAILED.rank
    if not is_settled and not found.is_overtaken:
        step = after_failure(failure, found.tries, now)
        dispatch.follow(connection, found.id, failure, step, channel=found.channel, now=now)
    elif failure.remedy is Remedy.OPT_OUT:
        dispatch.opt_out(connection, found.id, now)


def _note_attempt(
    connection: sa.Connection, found: Any, report: DeliveryReport, now: datetime, *, error: str
) -> None:
    values: dict[str, Any] = {"error": error}
    if found.attempt_provider_id is None:
        values |= {"provider_id": report.provider_id, "finished_at": now}
    connection.execute(sa.update(attempt).where(attempt.c.id == found.attempt_id).values(**values))
