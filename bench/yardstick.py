"""The yardstick: a bare Flask handler that does one durable insert of what it is posted."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable

import psycopg
import sqlalchemy as sa
from flask import Flask, Response, request

from bench.world import CONFIRMATION_PATH
from bot.store.database import ANSWERING

Insert = Callable[[str], None]


def create_app() -> Flask:
    """The application for DATABASE_URL, with a connection a thread that is kept open."""
    url = sa.make_url(os.environ["DATABASE_URL"])
    insert = _into_sqlite(url) if url.get_backend_name() == "sqlite" else _into_postgresql(url)
    app = Flask("yardstick", static_folder=None)

    @app.post("/webhooks/twilio/whatsapp")
    def take() -> Response:
        insert(json.dumps(request.form))
        return Response("<Response/>", mimetype="text/xml")

    @app.post(CONFIRMATION_PATH)
    def hear() -> dict[str, object]:
        insert(request.get_data(as_text=True))
        return {"ResultCode": 0, "ResultDesc": "Accepted"}

    @app.get("/healthz")
    def healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    return app


def _into_sqlite(url: sa.URL) -> Insert:
    """With the pragmas of our own store; autocommit, so that each insert is durable by itself."""
    local = threading.local()

    def insert(form: str) -> None:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(str(url.database), isolation_level=None)
            local.connection.execute(f"PRAGMA busy_timeout={int(ANSWERING.lock_seconds * 1_000)}")
            local.connection.execute("PRAGMA journal_mode=WAL")
            local.connection.execute("PRAGMA synchronous=FULL")
        local.connection.execute("INSERT INTO form (body) VALUES (?)", (form,))

    with sqlite3.connect(str(url.database)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS form (id INTEGER PRIMARY KEY, body TEXT)")
    return insert


def _into_postgresql(url: sa.URL) -> Insert:
    local = threading.local()
    where = url.set(drivername="postgresql").render_as_string(hide_password=False)

    def insert(form: str) -> None:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(where, autocommit=True)
        local.connection.execute("INSERT INTO form (body) VALUES (%s)", (form,))

    with psycopg.connect(where) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(1)")  # two processes start at once
        connection.execute(
            "CREATE TABLE IF NOT EXISTS form "
            "(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)"
        )
    return insert
