"""What the worker asks of the outbox beside sending: questions that cannot reach who is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from bot.conversation.effects import Purpose
from bot.store import dispatch, outbox
from bot.store.database import reading, writing
from bot.store.dispatch import Undeliverable
from bot.store.outbox import NewMessage, Part
from bot.store.tables import outbox as rows
from bot.store.tables import question

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
CHAIR = "+254712000002"


def ask(connection: sa.Connection, number: int, **changes: Any) -> None:
    """Question `number`, put to the chair."""
    values = {
        "id": number,
        "key": f"q{number}",
        "kind": "payout",
        "address": CHAIR,
        "details": {},
        "asked_at": NOW,
    }
    connection.execute(sa.insert(question).values(values | changes))


def tell(
    connection: sa.Connection, number: int, status: str, reason: str = "", key: str = ""
) -> None:
    """Its message, and what became of it."""
    part = Part("ask_payout", {})
    message = NewMessage(key or f"m{number}", CHAIR, (part,), Purpose.EVENT, question_id=number)
    outbox.queue(connection, [message], NOW)
    connection.execute(
        sa.update(rows).where(rows.c.key == message.key).values(status=status, error=reason)
    )


@pytest.mark.parametrize("reason", ["21610", "opted_out", "no_channel", "63014"])
def test_an_open_question_that_was_given_up_is_told_with_its_reason(
    engine: sa.Engine, reason: str
) -> None:
    with writing(engine) as connection:
        ask(connection, 1)
        tell(connection, 1, "failed", reason)
    with reading(engine) as connection:
        assert dispatch.undeliverable_questions(connection, 10) == [Undeliverable(1, CHAIR, reason)]


def test_what_is_out_answered_or_shown_again_is_not_told(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        for number, status in enumerate(("queued", "sent", "delivered", "read"), start=1):
            ask(connection, number)
            tell(connection, number, status)
        ask(connection, 5, answered_at=NOW)
        tell(connection, 5, "failed", "21610")
        ask(connection, 6)
        tell(connection, 6, "failed", "21610")
        tell(connection, 6, "sent", key="again")
    with reading(engine) as connection:
        assert dispatch.undeliverable_questions(connection, 10) == []


def test_no_more_are_told_than_asked_for_and_the_oldest_first(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        for number in (3, 1, 2):
            ask(connection, number)
            tell(connection, number, "failed", "21610")
    with reading(engine) as connection:
        told = dispatch.undeliverable_questions(connection, 2)
    assert [one.question_id for one in told] == [1, 2]
