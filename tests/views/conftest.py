"""Two groups with a little history, for views to be held against the book."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.store.database import reading
from tests.transcripts import Stage
from tests.views.groups import with_history


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Umoja and Amani."""
    return with_history(engine)


@pytest.fixture
def connection(stage: Stage) -> Iterator[sa.Connection]:
    with reading(stage.engine) as connection:
        yield connection
