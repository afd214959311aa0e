"""Open questions as a view gives them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.database import reading
from bot.views.questions import open_questions
from chama.money import Money
from tests.builders import OTIENO, WANJIRU
from tests.transcripts import Stage
from tests.views.groups import AMANI, UMOJA


def test_an_open_question_says_whom_it_asks_and_what_about(connection: sa.Connection) -> None:
    whose, cash = open_questions(connection, UMOJA)
    assert (whose.kind, whose.asked, whose.address) == (
        "whose_payment",
        WANJIRU.name,
        WANJIRU.phone,
    )
    assert (whose.about, whose.amount, whose.code) == ("ROSE AKOTH", Money(100_000), "UKN1AB2C03")
    assert whose.is_shown
    assert (cash.kind, cash.asked) == ("agree", OTIENO.name)
    assert (cash.about, cash.amount, cash.code) == ("Baraka Mwangi", Money(20_000), "")
    assert list(open_questions(connection, AMANI)) == []


def test_what_was_answered_is_no_question_any_more(stage: Stage) -> None:
    stage.say(OTIENO, "yes")
    with reading(stage.engine) as connection:
        assert [row.kind for row in open_questions(connection)] == ["whose_payment"]
