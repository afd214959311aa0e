"""What an operator's tools ask the web process: alive? ready? and how much waits?"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import StoreBusy, reading
from bot.store.migrate import is_current
from bot.store.tables import (
    NOTICE_IS_QUEUED,
    PROMPT_IS_QUEUED,
    channel_pause,
    inbox,
    outbox,
    question,
)


def operations_blueprint(engine: sa.Engine) -> Blueprint:
    """The routes /healthz, /readyz and /metrics."""
    blueprint = Blueprint("operations", __name__)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Backlog(engine))

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    @blueprint.get("/readyz")
    def readyz() -> Response:
        try:
            ready = is_current(engine)
        except (SQLAlchemyError, StoreBusy):
            ready = False
        text = "ready" if ready else "the database is out of reach or not migrated"
        return Response(text, status=200 if ready else 503, mimetype="text/plain")

    @blueprint.get("/metrics")
    def metrics() -> Response:
        try:
            text = generate_latest(registry)
        except (SQLAlchemyError, StoreBusy):
            return Response("the database is out of reach", status=503, mimetype="text/plain")
        return Response(text, content_type=CONTENT_TYPE_LATEST)

    return blueprint


class _Backlog(Collector):
    """Gauges read from the database at each scrape, so that every process tells the same."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def collect(self) -> list[GaugeMetricFamily]:
        with reading(self._engine) as connection:
            return [
                GaugeMetricFamily(name, text, value=connection.execute(count).scalar_one())
                for name, (text, count) in gauges().items()
            ]


def gauges() -> Mapping[str, tuple[str, sa.Select[int]]]:
    """What is measured: name -> what it says, and how it is counted, from indexes alone."""
    return {
        "chama_inbox_unhandled": (
            "Messages that our own code failed on and that wait for another try",
            sa.select(sa.func.count()).where(inbox.c.handled_at.is_(None)),
        ),
        "chama_outbox_queued": (
            "Messages that have not gone out",
            sa.select(_count(PROMPT_IS_QUEUED) + _count(NOTICE_IS_QUEUED)),
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


def _count(which: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(outbox).where(which).scalar_subquery()
