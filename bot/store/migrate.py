"""Brings a database to the newest tables and guards; safe to call at each start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.store.current import MIGRATIONS
from bot.store.database import open_engine, writing

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


def _config(connection: sa.Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
