"""What an operator's tools ask the web process: alive? ready? and how much waits?"""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.store.current import is_current
from bot.store.database import StoreBusy, reading
from bot.views.operations import gauges


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
                GaugeMetricFamily(gauge.name, gauge.says, value=gauge.value)
                for gauge in gauges(connection)
            ]
