"""The whole bot on one database, whose book must hold when a test is over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.store.database import open_engine
from bot.store.verify import verify
from tests.transcripts import Stage


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    engine = open_engine(sqlite_url)
    stage = Stage(engine)
    yield stage
    assert list(verify(engine)) == []
    engine.dispose()
