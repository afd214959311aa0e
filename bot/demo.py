"""The demo: web and worker in one process on SQLite, with a chama of four to play with."""

from __future__ import annotations

import signal
import threading
from datetime import datetime, timedelta
from pathlib import Path

import click
import sqlalchemy as sa
from werkzeug.serving import BaseWSGIServer, make_server

from bot import founding
from bot.app import app_of
from bot.processes import insist_on_port, worker_of
from bot.settings import Settings
from bot.store.database import reading
from bot.store.migrate import migrate
from bot.views.chamas import all_chamas
from bot.wiring import assemble, utc_now
from chama import constitution
from chama.rota import day_in_nairobi

LOOPBACK = "127.0.0.1"
DEMO_DATABASE = "sqlite:///var/demo.db"
CONSTITUTION = Path(__file__).parent / "demo.toml"
DAYS_RUNNING = 4  # into its first round, so that there is something to remind of


def run(settings: Settings) -> None:
    """Serve the demo on loopback until SIGINT or SIGTERM. Raises SettingsError for a taken port."""
    insist_on_port(LOOPBACK, settings.port, "make run")
    migrate(settings.database_url)
    parts = assemble(settings)
    _found_demo_chama(parts.engine, utc_now())
    worker = worker_of(parts)
    server = make_server(LOOPBACK, settings.port, app_of(parts), threaded=True)
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_number, lambda *_: _stop(server))
    worker.start()
    click.echo(f"The demo runs at http://{LOOPBACK}:{server.port}/simulator  (Ctrl-C ends it)")
    try:
        server.serve_forever()
    finally:
        worker.stop()
        server.server_close()
        parts.engine.dispose()


def _stop(server: BaseWSGIServer) -> None:
    """Shut down from another thread: the serving one is interrupted by the signal."""
    threading.Thread(target=server.shutdown).start()


def _found_demo_chama(engine: sa.Engine, now: datetime) -> None:
    with reading(engine) as connection:
        if all_chamas(connection):
            return
    starts = day_in_nairobi(now) - timedelta(days=DAYS_RUNNING)
    text = CONSTITUTION.read_text("utf-8").replace("STARTS", starts.isoformat())
    founding.found_all(engine, [constitution.parse(text, CONSTITUTION.name)], now)
