"""What a database reads to answer: every statement of a call, and the tables it reads whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from bot.store import tables

# What such an index lists is small, however long the table: what is queued, open, unhandled.
PARTIAL = {
    index.name
    for table in tables.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}


class Listening:
    """Notes what a connection is asked, on SQLAlchemy's way and on the driver's own."""

    def __init__(self, connection: sa.Connection) -> None:
        self.asked: list[tuple[str, Any]] = []
        self._driver = connection.connection.driver_connection

    def execute(self, sql: str, bound: Any = ()) -> Any:
        self.asked.append((sql, bound))
        return self._driver.execute(sql, bound)  # type: ignore[union-attr]


def statements_of(
    connection: sa.Connection, act: Callable[[sa.Connection], Any], patch: pytest.MonkeyPatch
) -> list[tuple[str, Any]]:
    """What a call asks the database, with the values bound."""
    listening = Listening(connection)

    def note(_c: Any, _cursor: Any, sql: str, bound: Any, *_: Any) -> None:
        listening.asked.append((sql, bound))

    patch.setattr("bot.store.prepared._driver", lambda _connection: listening)
    event.listen(connection.engine, "before_cursor_execute", note)
    act(connection)
    event.remove(connection.engine, "before_cursor_execute", note)
    return listening.asked


def scanned(connection: sa.Connection, sql: str, bound: Any) -> set[str]:
    """The tables that a statement would read whole."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        steps = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {sql}", bound)]
        whole = [step.split() for step in steps if step.startswith("SCAN")]
        return {words[1] for words in whole if words[-1] not in PARTIAL}
    (plan,) = driver.execute(f"EXPLAIN (FORMAT JSON) {sql}", bound).fetchone()
    return set(sequential((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]))


def sequential(plan: dict[str, Any]) -> list[str]:
    """The tables of a plan that it reads whole, in their own order or in an index's."""
    is_whole = plan.get("Index Name") not in PARTIAL and "Index Cond" not in plan
    here = (
        [plan.get("Relation Name", "")] if is_whole and plan["Node Type"].endswith("Scan") else []
    )
    return here + [name for part in plan.get("Plans", ()) for name in sequential(part)]
