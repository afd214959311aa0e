"""Long answers of the database, a thousand rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

ROWS_AT_ONCE = 1_000


def streamed(connection: sa.Connection, chosen: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
    """The rows of a query, however many."""
    with connection.execute(chosen, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        yield from rows
