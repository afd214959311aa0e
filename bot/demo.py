"""The demo: web and worker in one process on SQLite, with two chamas of four to play with.

Umoja's money goes from phone to phone and is told of by M-Pesa's texts; Pamoja's comes and goes by
M-Pesa's API, which the same process plays.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click
import sqlalchemy as sa
from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from bot import dashboard_command, founding
from bot.app import app_of
from bot.around import utc_now
from bot.listening import insist_on_port
from bot.payments.daraja.client import Daraja
from bot.processes import worker_of
from bot.settings import LOOPBACK, Settings
from bot.simulator import daraja as stub
from bot.simulator.phones import STRANGER, owners
from bot.simulator.provider import PAYBILL, account_at, provider, variables_of
from bot.simulator.wallets import Wallets
from bot.store import served
from bot.store.chamas import load_group
from bot.store.current import opened_whole
from bot.store.database import reading
from bot.store.migrate import migrate
from bot.store.tokens import StoredTokens
from bot.views.chamas import all_chamas
from bot.wiring import Parts, assemble
from chama import constitution
from chama.rota import day_in_nairobi

DEMO_DATABASE = "sqlite:///var/demo.db"
CONSTITUTION = Path(__file__).parent / "demo.toml"
BY_API = Path(__file__).parent / "demo_by_api.toml"
NOMINATED = "+254712000011"  # the treasurer of BY_API, whom Daraja would text
DAYS_RUNNING = 4  # into its first round, so that there is something to remind of


def run(settings: Settings, faults: Iterable[stub.Fault] = ()) -> None:
    """Serve the demo on loopback until SIGINT or SIGTERM. Raises SettingsError for a taken port.

    faults: how its M-Pesa misbehaves.
    """
    insist_on_port(LOOPBACK, settings.port, "make run")
    if settings.with_dashboard:
        dashboard_command.insist(settings, LOOPBACK, "make dashboard")
    migrate(settings.database_url)
    with opened_whole(settings.database_url) as engine:
        found_demo_chamas(engine, utc_now())
        held_cents = booked_cents(engine)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # nothing stays behind of a half start
    with provider(held_cents, faults) as daraja:
        used = with_account(settings, daraja, settings.port or _free_port())
        _run_beside(used, daraja)


def _run_beside(settings: Settings, daraja: stub.Daraja) -> None:
    """All that the demo is made of, beside its provider, which is running."""
    with _dashboard_of(settings, daraja):
        parts = assemble(settings)
        register(parts)
        _serve(parts, app_of(parts, wallets_of(parts.engine, daraja)))


def _serve(parts: Parts, app: Flask) -> None:
    server = make_server(LOOPBACK, parts.settings.port, app, threaded=True)
    worker = worker_of(parts)
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_number, lambda *_: _stop(server))
    worker.start()
    click.echo(f"The demo runs at http://{LOOPBACK}:{server.port}/simulator  (Ctrl-C ends it)")
    click.echo(_about_dashboard(parts.settings))
    try:
        server.serve_forever()
    finally:
        worker.stop()
        server.server_close()
        parts.engine.dispose()


def _about_dashboard(settings: Settings) -> str:
    if not settings.with_dashboard:
        return "The officers' pages in a browser come along with: make dashboard"
    return (
        f"The officers' pages are at {settings.dashboard_url}: "
        "send DASHBOARD from Wanjiru's phone for a link."
    )


@contextmanager
def _dashboard_of(settings: Settings, daraja: stub.Daraja) -> Iterator[None]:
    """The officers' pages as a process of their own, for as long as the demo runs. What is clicked
    there is asked as what is written is: with the same account at the same provider."""
    if settings.daraja is None or not settings.with_dashboard:
        yield
        return
    variables = {
        **variables_of(settings.daraja, daraja),
        "DATABASE_URL": settings.database_url,
        "PUBLIC_BASE_URL": settings.public_base_url,
        "DASHBOARD_PORT": str(settings.dashboard_port),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main()", "dashboard", "--demo"],
        env={**os.environ, **variables},
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _stop(server: BaseWSGIServer) -> None:
    """Shut down from another thread: the serving one is interrupted by the signal."""
    threading.Thread(target=server.shutdown).start()


def _free_port() -> int:
    """A port that the provider can be told before it is served on."""
    with socket.create_server((LOOPBACK, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


# --- the groups ----------------------------------------------------------------------------------


def found_demo_chamas(engine: sa.Engine, now: datetime) -> None:
    """Both demo chamas, where the database has none at all."""
    with reading(engine) as connection:
        if all_chamas(connection):
            return
    starts = (day_in_nairobi(now) - timedelta(days=DAYS_RUNNING)).isoformat()
    texts = [(file.read_text("utf-8"), file.name) for file in (CONSTITUTION, BY_API)]
    rules = [constitution.parse(text.replace("STARTS", starts), name) for text, name in texts]
    founding.found_all(engine, rules, now)


# --- their M-Pesa --------------------------------------------------------------------------------


def booked_cents(engine: sa.Engine) -> int:
    """What the books say lies on the provider's account, so that it does."""
    with reading(engine) as connection:
        return served.booked_cents(connection, [PAYBILL])


def with_account(settings: Settings, daraja: stub.Daraja, port: int) -> Settings:
    """The settings of a bot on that port that moves money by this provider, which is running."""
    at = f"http://{LOOPBACK}:{port}"
    return replace(settings, port=port, public_base_url=at, daraja=account_at(daraja))


def register(parts: Parts) -> None:
    """Tell the provider where payments are reported, as an operator does once."""
    settings = parts.settings
    if settings.daraja is None:
        raise LookupError("The demo has no account at its provider.")
    account = Daraja(settings.daraja, settings.public_base_url, StoredTokens(parts.engine))
    account.register_urls()
    account.register_pull(NOMINATED)


def wallets_of(engine: sa.Engine, daraja: stub.Daraja) -> Wallets:
    """A wallet for each phone of the page."""
    wallets = Wallets(daraja)
    with reading(engine) as connection:
        for one in all_chamas(connection):
            for owner in owners(load_group(connection, one.id)):
                wallets.open(owner.address, owner.name)
    wallets.open(STRANGER, "Stranger")
    return wallets
