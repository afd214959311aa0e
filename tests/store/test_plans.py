"""What the worker and an operator's tools ask again and again reads no table from end to end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import dispatch, questions, tables
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.views.operations import gauges
from tests.store.plans import scanned, statements_of

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
GROWING = {"outbox", "attempt", "question"}
ASKED: dict[str, Callable[[sa.Connection], Any]] = {
    "metrics": gauges,
    "in_hand": dispatch.in_hand,
    "has_due": lambda c: dispatch.has_due(c, NOW),
    "take_due": lambda c: dispatch.take_due(c, NOW, 12),
    "to_send": lambda c: dispatch.to_send(c, Groups(), 1, 1, frozenset(), NOW),
    "undeliverable_questions": lambda c: dispatch.undeliverable_questions(c, 10),
    "groups_with_said": lambda c: questions.groups_with_said(c, NOW),
    "apologies": lambda c: questions.apologies(c, 1, ["+254712000099"], NOW),
    "withdraw": lambda c: dispatch.withdraw(c, 1, "a", NOW),
}


@pytest.mark.parametrize("name", ASKED)
def test_no_growing_table_is_read_from_end_to_end(
    engine: sa.Engine, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(engine) as connection:
        fill(connection)
        asked = statements_of(connection, ASKED[name], monkeypatch)
        assert asked
        for sql, bound in asked:
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


def test_a_plan_that_reads_everything_is_noticed(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        everything = "SELECT count(*) FROM outbox WHERE text = 'x'"
        bound: Any = () if connection.dialect.name == "sqlite" else None
        assert scanned(connection, everything, bound) == {"outbox"}
