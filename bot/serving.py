"""The web process of the Procfile: how gunicorn is started.

Nothing of what answers is imported here: gunicorn takes this process's place, and imports it anew.
"""

from __future__ import annotations

import os
import sys

import sqlalchemy as sa

from bot.listening import EVERYWHERE, STOP_SECONDS, insist_on_port
from bot.settings import Settings

THREADS = 4
SQLITE_PROCESSES = 1  # a second one only makes writers wait for each other
POSTGRESQL_PROCESSES = 2


def serve(settings: Settings) -> None:
    """Become gunicorn, with as many processes as WEB_CONCURRENCY says or the database likes.

    Raises SettingsError for a port that is taken.
    """
    backend = sa.make_url(settings.database_url).get_backend_name()
    usual = SQLITE_PROCESSES if backend == "sqlite" else POSTGRESQL_PROCESSES
    processes = os.environ.get("WEB_CONCURRENCY") or str(usual)
    insist_on_port(EVERYWHERE, settings.port, "chama-bot serve")
    arguments = [
        *("--config", "python:bot.before_forking"),
        *("--bind", f"{EVERYWHERE}:{settings.port}"),
        *("--workers", processes),
        *("--worker-class", "gthread"),
        *("--threads", str(THREADS)),
        *("--graceful-timeout", str(STOP_SECONDS)),
        *("--keep-alive", "75"),
        "--no-control-socket",  # it would be a file in the home directory, shared by all
        "bot:create_app()",
    ]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments])
