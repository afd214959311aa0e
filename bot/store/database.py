"""Connections to SQLite or PostgreSQL, set up so that money is safe in either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
    engine = sa.create_engine(url, pool_size=pool_size, max_overflow=pool_size)

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


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that may write; committed at the end, rolled back on an exception."""
    with engine.begin() as connection:
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
