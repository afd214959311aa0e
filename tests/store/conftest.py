"""One book that many tests attack, each in a transaction that is undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.store.database import open_engine
from tests.conftest import Databases
from tests.store.books import new_chama, sample_book


@pytest.fixture(scope="module")
def sqlite_book(databases: Databases) -> Iterator[sa.Engine]:
    """Chama 1 has the sample book, chama 2 one without entries."""
    yield from _sample(databases, "sqlite")


@pytest.fixture(scope="module")
def postgresql_book(databases: Databases) -> Iterator[sa.Engine]:
    """Chama 1 has the sample book, chama 2 one without entries."""
    yield from _sample(databases, "postgresql")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest) -> sa.Engine:
    """The same on each kind of database."""
    engine: sa.Engine = request.getfixturevalue(f"{request.param}_book")
    return engine


def _sample(databases: Databases, kind: str) -> Iterator[sa.Engine]:
    url = databases.create(kind)
    engine = open_engine(url)
    sample_book(engine)
    new_chama(engine, number=2)
    yield engine
    engine.dispose()
    databases.drop(url)
