"""A question to the provider is found by the provider's own name for it, and answered once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.conversation.effects import OrderMoney
from bot.conversation.money_api import OrderKind
from bot.store import orders, provider_questions
from bot.store.database import writing
from bot.store.provider_questions import About, Asked
from tests.builders import NOW
from tests.store.books import new_chama


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    with writing(engine) as connection:
        yield connection


def asked(connection: sa.Connection, our_id: str = "ours", request_id: str = "AG_1") -> int:
    question = provider_questions.put(connection, our_id, About.BALANCE, NOW)
    provider_questions.name(connection, question, request_id)
    return question


def test_a_question_is_found_by_the_name_that_the_provider_gave_it(
    connection: sa.Connection,
) -> None:
    question = asked(connection)
    asked(connection, "another", "AG_2")
    assert provider_questions.find(connection, "AG_1") == Asked(
        question, About.BALANCE, order_id=None, news_id=None, asked_at=NOW, is_answered=False
    )


@pytest.mark.parametrize(
    "request_id",
    [
        pytest.param("", id="no name: each question that has none yet has this one"),
        pytest.param("ours", id="our own id, which callbacks of others could bear"),
        pytest.param("AG_9", id="a name that nobody gave"),
    ],
)
def test_nothing_else_finds_a_question(connection: sa.Connection, request_id: str) -> None:
    asked(connection)
    provider_questions.put(connection, "not named yet", About.BALANCE, NOW)
    assert provider_questions.find(connection, request_id) is None


def test_only_a_question_about_the_order_itself_is_a_miss_of_it(engine: sa.Engine) -> None:
    new_chama(engine, 1)
    effect = OrderMoney("sent", OrderKind.PAYOUT, "M03", "+254712000003", 5_000)
    with writing(engine) as connection:
        orders.place(connection, 1, effect, "ours", NOW)
        order = orders.with_our_id(connection, "ours")
        assert order is not None
        for about in (About.ORDER, About.RECEIPT):
            own = provider_questions.put(connection, about.value, about, NOW, order_id=order.id)
            provider_questions.answered(connection, own, NOW, is_miss=True)
        assert provider_questions.count_misses(connection, order.id, NOW) == 1


def test_a_question_is_answered_once(connection: sa.Connection) -> None:
    question = asked(connection)
    assert provider_questions.answered(connection, question, NOW)
    assert not provider_questions.answered(connection, question, NOW)
    found = provider_questions.find(connection, "AG_1")
    assert found is not None
    assert found.is_answered
