"""Whatever happened in a group, as of whatever moment: reports tie to the ledger to the cent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.store.database import open_engine
from tests.conftest import Databases
from tests.reports.ties import untied
from tests.years.driver import Year
from tests.years.groups import GROUPS

DAYS = 30


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Of database."""
    return str(request.param)


@pytest.fixture
def played(databases: Databases, kind: str, name: str) -> Iterator[sa.Engine]:
    """A month of a group: people pay, forget, send, correct and take back, as its seed has it."""
    url = databases.create(kind)
    engine = open_engine(url)
    year = Year(engine, GROUPS[name](), f"reports/{name}")
    year.live(DAYS)
    assert year.counts["payments"] > 0
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.mark.drawn
@pytest.mark.parametrize("name", list(GROUPS))
def test_every_report_ties_to_the_ledger(played: sa.Engine) -> None:
    assert untied(played) == []
