"""A dashboard for the tests of this folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.dashboard.site import PUBLIC, Site, site_at


@pytest.fixture
def site(sqlite_url: str) -> Iterator[Site]:
    """The one of these tests: Umoja's, at its public address."""
    yield from site_at(PUBLIC, sqlite_url)


@pytest.fixture(autouse=True)
def _main_stays() -> Iterator[None]:
    """Streamlit puts each script in the place of the program that runs, and leaves it there; other
    tests start processes of that program."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
