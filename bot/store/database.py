"""Connections to SQLite or PostgreSQL, set up so that money is safe in either."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite

BUSY_TIMEOUT_MS = 10_000
SQLITE_CACHE_KIB = 8_192  # a larger page cache buys nothing and costs every process its memory

# Every look-up has an index. A plan that was made while a table was nearly empty, and is kept for
# the connection's life, must not read it from end to end when it has grown.
POSTGRESQL_OPTIONS = "-c timezone=UTC -c enable_seqscan=off"

_READS_ONLY = {"reads_only": True}
TURN = "turn"  # the engine's execution option that holds a Turn


class StoreBusy(Exception):
    """The store could not commit in time; the provider is asked to come again."""


def open_engine(url: str, *, pool_size: int = 8) -> sa.Engine:
    """An engine for the book: full durability, UTC, and on SQLite immediate write transactions.

    url: as DATABASE_URL, e.g. sqlite:///var/chama.db or postgresql+psycopg://user@host/name.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed, pool_size)
    return sa.create_engine(
        parsed,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=False,
        connect_args={"options": POSTGRESQL_OPTIONS},
    )


def _sqlite_engine(url: sa.URL, pool_size: int) -> sa.Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    turn = Turn(Path(f"{url.database}-turn"))
    engine = sa.create_engine(
        url, pool_size=pool_size, max_overflow=pool_size, execution_options={TURN: turn}
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours to say, below
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            f"cache_size=-{SQLITE_CACHE_KIB}",
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


class Turn:
    """Lets the writers of one SQLite file stand in line: a lock for threads, one for processes.

    SQLite itself lets a writer that finds the file taken sleep and try again, for longer each time,
    while others who come later find it free: a few wait very long. The lock of a process that dies
    is gone with it.
    """

    def __init__(self, path: Path) -> None:
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> None:
        self._threads.acquire()
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def __del__(self) -> None:
        os.close(self._file)


def _turn_of(engine: sa.Engine) -> AbstractContextManager[None]:
    """The line in which this engine's writers stand; PostgreSQL keeps one itself."""
    turn: Turn | None = engine.get_execution_options().get(TURN)
    return turn or nullcontext()


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that may write; committed at the end, rolled back on an exception."""
    with _turn_of(engine), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One consistent view that takes no write lock."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        connection.execution_options(**_READS_ONLY)
        with connection.begin():
            yield connection
