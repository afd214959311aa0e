"""What an operator's tools ask the web process: alive? ready? and how much waits?"""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.messages import DeliveryStatus
from bot.store.database import StoreBusy, reading
from bot.store.migrate import is_current
from bot.store.tables import inbox, outbox, question


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
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint


class _Backlog(Collector):
    """Gauges read from the database at each scrape, so that every process tells the same."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def collect(self) -> list[GaugeMetricFamily]:
        waiting = {
            "chama_inbox_unhandled": (
                "Messages that our own code failed on and that wait for another try",
                sa.select(sa.func.count()).where(inbox.c.handled_at.is_(None)),
            ),
            "chama_outbox_queued": (
                "Messages that have not gone out",
                sa.select(sa.func.count()).where(outbox.c.status == DeliveryStatus.QUEUED.value),
            ),
            "chama_questions_open": (
                "Questions that wait for an answer",
                sa.select(sa.func.count()).where(question.c.answered_at.is_(None)),
            ),
        }
        with reading(self._engine) as connection:
            return [
                GaugeMetricFamily(name, text, value=connection.execute(count).scalar_one())
                for name, (text, count) in waiting.items()
            ]
