"""A peer on loopback, and what is told to the log meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.payments.daraja.peer import DarajaPeer


@pytest.fixture
def peer() -> Iterator[DarajaPeer]:
    with DarajaPeer() as running:
        yield running
