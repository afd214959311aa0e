"""Two servers, on each kind of database, and a group that has something of everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from bot.store.database import open_engine
from bot.store.verify import verify
from tests.conftest import Databases


@dataclass(frozen=True)
class Servers:
    """The one that a group leaves, and the one that it goes to."""

    old: sa.Engine
    new: sa.Engine


@pytest.fixture(params=["sqlite-to-postgresql", "postgresql-to-sqlite"])
def servers(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Servers]:
    """Both books must hold when the test is over."""
    urls = [databases.create(kind) for kind in request.param.split("-to-")]
    old, new = map(open_engine, urls)
    yield Servers(old, new)
    for engine, url in zip((old, new), urls, strict=True):
        assert list(verify(engine)) == []
        engine.dispose()
        databases.drop(url)
