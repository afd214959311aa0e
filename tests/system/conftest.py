"""One installation of the real program for all tests of a module, on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.channels.stub_provider import StubProvider
from tests.conftest import IS_LONG, Databases
from tests.system.inside import Inside, settings_for
from tests.system.installation import Installation, SlowProvider

ON_SQLITE = pytest.mark.parametrize(
    "installation",
    ["sqlite", "postgresql"] if IS_LONG else ["sqlite"],
    indirect=True,
    scope="module",
)
"""For a module of which the databases are not the point: the other modules have the processes run
on both, and what is done with money is tried on both in one process."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def installation(
    request: pytest.FixtureRequest,
    databases: Databases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Installation]:
    """A program that is set up and does not run yet."""
    url = databases.create(request.param)
    with SlowProvider() as stub:
        yield Installation(tmp_path_factory.mktemp("installation"), url, stub)
    databases.drop(url)


@pytest.fixture
def inside(engine: sa.Engine) -> Iterator[Inside]:
    """The program inside this process, with both providers on a stub."""
    with StubProvider() as stub:
        yield Inside(engine, stub, settings_for(stub.base_url))
