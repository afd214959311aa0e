"""Delivery reports: a provider's later news, which never moves a message backwards."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.messages import DeliveryReport, DeliveryStatus, Remedy
from bot.store import chamas
from bot.store.tables import attempt, outbox


def take(connection: sa.Connection, report: DeliveryReport, now: datetime) -> None:
    """Note what became of a message. News of a message that we do not know is no error."""
    found = connection.execute(_attempt_of(report).with_for_update(of=outbox)).first()
    if found is None:
        return
    if found.attempt_provider_id is None and report.provider_id:
        # The call to the provider was cut off, but it had taken the message over.
        connection.execute(
            sa.update(attempt)
            .where(attempt.c.id == found.attempt_id)
            .values(provider_id=report.provider_id, finished_at=now)
        )
    if report.status.rank > DeliveryStatus(found.status).rank:
        connection.execute(
            sa.update(outbox)
            .where(outbox.c.id == found.id)
            .values(
                status=report.status.value,
                error=report.error_code,
                provider_id=report.provider_id or found.provider_id,
                sent_at=found.sent_at or now,
            )
        )
    if report.failure is not None and report.failure.remedy is Remedy.OPT_OUT:
        chamas.set_contact(connection, found.address, opted_out_at=now)


def _attempt_of(report: DeliveryReport) -> sa.Select[tuple[object, ...]]:
    """The attempt by our own id on the callback URL, else by the provider's id."""
    chosen = sa.select(
        outbox.c.id,
        outbox.c.status,
        outbox.c.address,
        outbox.c.provider_id,
        outbox.c.sent_at,
        attempt.c.id.label("attempt_id"),
        attempt.c.provider_id.label("attempt_provider_id"),
    ).join(attempt, attempt.c.outbox_id == outbox.c.id)
    if report.attempt_id:
        return chosen.where(attempt.c.id == report.attempt_id)
    return chosen.where(attempt.c.provider_id == report.provider_id)
