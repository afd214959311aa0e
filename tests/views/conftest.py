"""Two groups with a little history, for views to be held against the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store.database import reading
from tests.builders import rules
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


@pytest.fixture
def two_receive(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Umoja, where two receive in each round and do not pay in it."""
    stage = Stage(engine)
    stage.found(rules(rotation="recipients = 2\nrecipient_pays = false\n"))
    with reading(engine) as connection:
        yield connection


@pytest.fixture
def later(stage: Stage) -> Iterator[sa.Connection]:
    """The two groups five weeks on, in the sixth round: nobody has paid since."""
    for _ in range(5):
        stage.move_clock(stage.now + timedelta(days=7))
    with reading(stage.engine) as connection:
        yield connection
