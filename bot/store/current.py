"""Whether a database has the newest tables and guards.

Every process asks when it starts, and Alembic, which brings them, takes long to import: so this
reads for itself what Alembic has written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from bot.store.database import StoreMissing, opened, reading

MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = sa.table("alembic_version", sa.column("version_num"))  # its own table, none of ours


def newest() -> str:
    """The newest migration that this code knows: a file's name begins with its revision."""
    return max(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py"))


def is_current(engine: sa.Engine) -> bool:
    """Whether the database has every migration that this code knows."""
    with reading(engine) as connection:
        if not sa.inspect(connection).has_table(_VERSION.name):
            return False
        done = connection.execute(sa.select(_VERSION.c.version_num)).scalars().all()
    return list(done) == [newest()]


@contextmanager
def opened_whole(url: str) -> Iterator[sa.Engine]:
    """The database of that URL, which is there and has its tables. Raises StoreMissing."""
    with opened(url) as engine:
        if not is_current(engine):
            raise StoreMissing("The database is not up to date: run chama-bot migrate first.")
        yield engine
