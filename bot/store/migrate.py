"""Brings a database to the newest tables and guards; safe to call at each start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store.database import StoreMissing, open_engine, opened, reading, writing

MIGRATIONS = Path(__file__).parent / "migrations"
POSTGRESQL_LOCK = 0x6368616D61  # "chama": any number that no other program locks


def migrate(url: str) -> None:
    """Upgrade the database of that URL in one transaction; others who try meanwhile wait for it."""
    engine = open_engine(url)
    try:
        with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(POSTGRESQL_LOCK)))
            command.upgrade(_config(connection), "head")
    finally:
        engine.dispose()


def is_current(engine: sa.Engine) -> bool:
    """Whether the database has every migration that this code knows."""
    with reading(engine) as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    return revision == ScriptDirectory(str(MIGRATIONS)).get_current_head()


@contextmanager
def opened_whole(url: str) -> Iterator[sa.Engine]:
    """The database of that URL, which is there and has its tables. Raises StoreMissing."""
    with opened(url) as engine:
        if not is_current(engine):
            raise StoreMissing("The database is not up to date: run chama-bot migrate first.")
        yield engine


def _config(connection: sa.Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
