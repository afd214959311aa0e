"""What the worker and an operator's tools ask again and again reads no table from end to end."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from bot.store import dispatch, tables
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.views.operations import gauges

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
GROWING = {"outbox", "attempt", "question"}
# What such an index lists is small, however long the table: what is queued, open, unhandled.
PARTIAL = {
    index.name
    for table in tables.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}

ASKED: dict[str, Callable[[sa.Connection], Any]] = {
    "metrics": gauges,
    "in_hand": dispatch.in_hand,
    "has_due": lambda c: dispatch.has_due(c, NOW),
    "take_due": lambda c: dispatch.take_due(c, NOW, 12),
    "to_send": lambda c: dispatch.to_send(c, Groups(), 1, 1, frozenset(), NOW),
    "undeliverable_questions": lambda c: dispatch.undeliverable_questions(c, 10),
    "withdraw": lambda c: dispatch.withdraw(c, 1, "a", NOW),
}


class Listening:
    """Notes what a connection is asked, on SQLAlchemy's way and on the driver's own."""

    def __init__(self, connection: sa.Connection) -> None:
        self.asked: list[tuple[str, Any]] = []
        self._driver = connection.connection.driver_connection

    def execute(self, sql: str, bound: Any = ()) -> Any:
        self.asked.append((sql, bound))
        return self._driver.execute(sql, bound)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ASKED)
def test_no_growing_table_is_read_from_end_to_end(
    engine: sa.Engine, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(engine) as connection:
        fill(connection)
        listening = Listening(connection)
        monkeypatch.setattr("bot.store.prepared._driver", lambda _connection: listening)

        def note(_c: Any, _cursor: Any, sql: str, bound: Any, *_: Any) -> None:
            listening.asked.append((sql, bound))

        event.listen(engine, "before_cursor_execute", note)
        ASKED[name](connection)
        event.remove(engine, "before_cursor_execute", note)
        assert listening.asked
        for sql, bound in listening.asked:
            assert scanned(connection, sql, bound) & GROWING == set(), sql


def fill(connection: sa.Connection) -> None:
    """Two thousand of everything that is done with, and statistics that tell so."""
    texts = dict.fromkeys(("member", "channel", "template", "provider_id", "text", "error"), "")
    numbers = range(1, 2_001)
    common = {"address": "+254712000001", "facts": {}, "purpose": "event", "status": "sent"}
    done = {**texts, **common, "created_at": NOW, "not_before": NOW, "tries": 0}
    asked = {"kind": "payout", "address": "+254712000001", "details": {}, "asked_at": NOW}
    called = {"channel": "twilio_sms", "started_at": NOW, "cost": "", "error": ""}
    for table, row in (
        (tables.question, lambda n: {**asked, "id": n, "key": str(n), "answered_at": NOW}),
        (tables.outbox, lambda n: {**done, "id": n, "key": str(n), "question_id": n}),
        (tables.attempt, lambda n: {**called, "id": str(n), "outbox_id": n, "finished_at": NOW}),
    ):
        connection.execute(sa.insert(table), [row(number) for number in numbers])
    connection.execute(sa.text("ANALYZE"))


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


def test_a_plan_that_reads_everything_is_noticed(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        everything = "SELECT count(*) FROM outbox WHERE text = 'x'"
        bound: Any = () if connection.dialect.name == "sqlite" else None
        assert scanned(connection, everything, bound) == {"outbox"}
