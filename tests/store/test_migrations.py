"""The migrations build what the code names, once, whoever starts first."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store.current import MIGRATIONS, is_current, newest
from bot.store.database import open_engine, reading
from bot.store.migrate import migrate
from bot.store.tables import metadata
from tests.conftest import Databases


def test_migrations_build_exactly_the_tables_that_the_code_names(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_alembics_head() -> None:
    assert newest() == ScriptDirectory(str(MIGRATIONS)).get_current_head()


def test_a_migrated_database_is_current_and_may_be_migrated_again(
    database_url: str, engine: sa.Engine
) -> None:
    migrate(database_url)
    assert is_current(engine)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    url = databases.create(request.param, is_migrated=False)
    yield url
    databases.drop(url)


def test_processes_that_start_together_do_not_race(empty_url: str) -> None:
    engine = open_engine(empty_url)
    assert not is_current(engine)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate, [empty_url] * 4))
    assert is_current(engine)
    engine.dispose()
