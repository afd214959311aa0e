"""The whole bot on one database, whose book must hold when a test is over."""

from __future__ import annotations

import pytest

from tests.transcripts import Stage


@pytest.fixture
def stage(checked: Stage) -> Stage:
    """No group is founded yet."""
    return checked
