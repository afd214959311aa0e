"""A dashboard for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.dashboard.site import PUBLIC, Site, site_at


@pytest.fixture
def site(sqlite_url: str) -> Iterator[Site]:
    """The one of these tests: Umoja's, at its public address."""
    yield from site_at(PUBLIC, sqlite_url)
