"""Connections to SQLite or PostgreSQL, set up so that money is safe in either."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.store.turn import StoreBusy as StoreBusy  # what callers of this module catch
from bot.store.turn import StoreMissing as StoreMissing
from bot.store.turn import Turn

SQLITE_CACHE_KIB = 8_192  # a larger page cache buys nothing and costs every process its memory
SQLITE_LOG_PAGES = 4_000  # the log is folded into the file after some 160 messages, not after 40

# Every look-up has an index. A plan that was made while a table was nearly empty, and is kept for
# the connection's life, must not read it from end to end when it has grown.
POSTGRESQL_OPTIONS = "-c timezone=UTC -c enable_seqscan=off"

_READS_ONLY = {"reads_only": True}
TURN = "turn"  # the engine's execution option that holds a Turn


_TIMED_OUT = frozenset({"55P03", "57014", "25P03", "SQLITE_BUSY"})
"""PostgreSQL: lock not available, statement cancelled, idle for too long; SQLite: busy."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long an engine waits before it gives up with StoreBusy. None: as long as it takes.

    lock_seconds: for another's lock, write turn, or a free connection. statement_seconds: for one
    statement. idle_seconds: how long a transaction may stand still before the server ends it.
    connect_seconds: for a server that does not answer.
    """

    lock_seconds: float
    statement_seconds: float | None
    idle_seconds: float
    connect_seconds: int

    @property
    def postgresql_options(self) -> str:
        """The same as settings of a session."""
        milliseconds = {
            "lock_timeout": self.lock_seconds,
            "statement_timeout": self.statement_seconds or 0,
            "idle_in_transaction_session_timeout": self.idle_seconds,
        }
        return " ".join(f"-c {name}={int(one * 1_000)}" for name, one in milliseconds.items())


ANSWERING = Deadlines(lock_seconds=3, statement_seconds=6, idle_seconds=6, connect_seconds=3)
"""For the web: a provider waits 15 seconds, and a process has few threads."""

WORKING = Deadlines(lock_seconds=20, statement_seconds=None, idle_seconds=300, connect_seconds=10)
"""For the worker and commands, whose statements may be long: reminders, verify, imports."""


def open_engine(
    url: str, *, pool_size: int = 8, deadlines: Deadlines = WORKING, must_exist: bool = False
) -> sa.Engine:
    """An engine for the book: full durability, UTC, and on SQLite immediate write transactions.

    url: as DATABASE_URL, e.g. sqlite:///var/chama.db or postgresql+psycopg://user@host/name.
    must_exist: whether a file that is not there is an error, and no new and empty book.
    Its errors never show the values of a statement: they are people's names and numbers.
    Raises StoreMissing.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        if must_exist:
            _require_file(path)
        else:
            _make_folder(path.parent)
        return _sqlite_engine(parsed, pool_size, deadlines)
    return sa.create_engine(
        parsed,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=deadlines.lock_seconds,
        pool_pre_ping=False,
        hide_parameters=True,
        connect_args={
            "options": f"{POSTGRESQL_OPTIONS} {deadlines.postgresql_options}",
            "connect_timeout": deadlines.connect_seconds,
        },
    )


def open_reading_engine(url: str, *, deadlines: Deadlines = ANSWERING) -> sa.Engine:
    """An engine through which nothing can be written, on a database that is there.

    Raises StoreMissing.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        _require_file(path)
        return _reading_sqlite_engine(path, deadlines)
    options = f"{POSTGRESQL_OPTIONS} -c default_transaction_read_only=on"
    return sa.create_engine(
        parsed,
        pool_timeout=deadlines.lock_seconds,
        hide_parameters=True,
        connect_args={
            "options": f"{options} {deadlines.postgresql_options}",
            "connect_timeout": deadlines.connect_seconds,
        },
    )


def _reading_sqlite_engine(path: Path, deadlines: Deadlines) -> sa.Engine:
    address = f"{path.absolute().as_uri()}?mode=ro"
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=sa.QueuePool,
        pool_timeout=deadlines.lock_seconds,
        pool_reset_on_return=None,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "query_only=ON",
            f"busy_timeout={int(deadlines.lock_seconds * 1_000)}",
            f"cache_size=-{SQLITE_CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _require_file(path: Path) -> None:
    try:
        path.stat()
    except OSError as error:
        raise StoreMissing(
            f"There is no database at {path}. If DATABASE_URL is right, run chama-bot migrate."
        ) from error


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreMissing(
            f"The folder {path} cannot be made for the database: {error.strerror}."
        ) from error


def _sqlite_engine(url: sa.URL, pool_size: int, deadlines: Deadlines) -> sa.Engine:
    turn = Turn(Path(f"{url.database}-turn"), deadlines.lock_seconds)
    engine = sa.create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=deadlines.lock_seconds,
        pool_reset_on_return=None,  # `writing` and `reading` end each transaction themselves
        hide_parameters=True,
        execution_options={TURN: turn},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours to say, below
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={int(deadlines.lock_seconds * 1_000)}",
            f"cache_size=-{SQLITE_CACHE_KIB}",
            f"wal_autocheckpoint={SQLITE_LOG_PAGES}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        reads_only = connection.get_execution_options().get("reads_only")
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def insert(connection: sa.Connection, table: sa.Table) -> Any:
    """An INSERT of the connection's own dialect, which knows ON CONFLICT."""
    module = sqlite if connection.dialect.name == "sqlite" else postgresql
    return module.insert(table)


def _turn_of(engine: sa.Engine) -> AbstractContextManager[None]:
    """The line in which this engine's writers stand; PostgreSQL keeps one itself."""
    turn: Turn | None = engine.get_execution_options().get(TURN)
    return turn or nullcontext()


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that may write; committed at the end, rolled back on an exception.

    Raises StoreBusy when it had to wait for longer than the engine's deadlines.
    """
    try:
        with _turn_of(engine), engine.begin() as connection:
            yield connection
    except (DBAPIError, PoolTimeout) as error:
        _raise_busy(error)
        raise


def retrying(act: Callable[[], None]) -> None:
    """Do what must be written, a few times over should a lock or a connection get lost."""
    for is_last in (False, False, True):
        try:
            act()
        except (OperationalError, StoreBusy):
            if is_last:
                raise
        else:
            return


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One consistent view that takes no write lock. Raises StoreBusy as `writing` does."""
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            connection.execution_options(**_READS_ONLY)
            with connection.begin():
                yield connection
    except (DBAPIError, PoolTimeout) as error:
        _raise_busy(error)
        raise


@contextmanager
def opened(url: str) -> Iterator[sa.Engine]:
    """A database that is there, for as long as a command lasts. Raises StoreMissing."""
    engine = open_engine(url, must_exist=True)
    try:
        with plainly(url):
            yield engine
    finally:
        engine.dispose()


@contextmanager
def plainly(url: str) -> Iterator[None]:
    """Raises StoreMissing, with a sentence for the operator, where a database cannot be had."""
    try:
        yield
    except DBAPIError as error:
        is_connecting = error.statement is None and not isinstance(error, IntegrityError)
        if not (is_connecting or isinstance(error, OperationalError)):
            raise  # a fault of ours
        said = " ".join(str(error.orig).split())
        raise StoreMissing(f"The database {shown(url)} cannot be used: {said}") from error


def shown(url: str) -> str:
    """A database's address without the password, wherever in it that stands."""
    parsed = sa.make_url(url).difference_update_query(["password"])
    return parsed.render_as_string(hide_password=True)


def _raise_busy(error: DBAPIError | PoolTimeout) -> None:
    """Raise StoreBusy when this is a wait that took too long."""
    if isinstance(error, PoolTimeout):
        raise StoreBusy("no connection was free in time") from error
    said = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    if said in _TIMED_OUT:
        raise StoreBusy(f"waited too long: {said}") from error
