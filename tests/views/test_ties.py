"""What M-Pesa shows beside the book: a statement, else a text; and what explains a difference."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.importing.command import run
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.ties import Source, Tie, ties
from chama.money import Money
from tests.builders import ACHIENG, OTIENO, WANJIRU, received_text, rules, sent_text
from tests.importing.statements import on_paybill, paid, statement
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(on_paybill())
    return stage


def tie(stage: Stage) -> Tie:
    with reading(stage.engine) as connection:
        found = ties(connection, load_group(connection, 1), book_at(connection, 1, stage.now))
    return found[0]


def bring_in(stage: Stage, tmp_path: Path, text: str) -> None:
    file = tmp_path / "statement.csv"
    file.write_text(text, "utf-8")
    run(stage.engine, str(file), stage.now, name=None, password=None, is_dry_run=False)


def test_without_a_statement_or_a_text_nothing_is_shown(stage: Stage) -> None:
    one = tie(stage)
    assert (one.shown, one.difference, one.known, one.possible) == (None, Money(0), (), ())


def test_a_statement_ties_to_what_it_brought_in(stage: Stage, tmp_path: Path) -> None:
    bring_in(stage, tmp_path, statement(paid("UKN1AB2C01")))
    one = tie(stage)
    assert one.shown is not None
    assert (one.shown.source, one.shown.balance, one.shown.stood) == (
        *(Source.STATEMENT, Money(100_000), ()),
    )
    assert (one.booked, one.difference, one.unexplained) == (Money(100_000), Money(0), Money(0))


def test_money_out_that_waits_for_agreement_explains_what_is_less(
    stage: Stage, tmp_path: Path
) -> None:
    bring_in(stage, tmp_path, statement(paid("UKN1AB2C01"), paid("UKN1AB2C02", OTIENO, -30_000)))
    one = tie(stage)
    assert one.difference == one.known[0].amount
    assert (one.known[0].code, one.difference < Money(0), one.unexplained) == (
        *("UKN1AB2C02", True, Money(0)),
    )


def test_what_is_booked_on_word_and_what_people_took_out_are_known(engine: sa.Engine) -> None:
    """The newest text stands in for a statement."""
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    for person, text in (
        (WANJIRU, received_text()),
        (WANJIRU, "I paid 500"),
        (OTIENO, "yes"),
        (WANJIRU, "undo UKN1AB2C01"),
        (OTIENO, "yes"),
        (ACHIENG, "yes"),
    ):
        stage.say(person, text)
        stage.deliver()
    one = tie(stage)
    assert one.shown is not None
    assert (one.shown.source, one.shown.code) == (Source.TEXT, "UKN1AB2C01")
    assert {(item.kind, item.amount.cents) for item in one.known} == {
        ("by_word", -50_000),
        ("taken_out", 100_000),
    }
    own_money = one.shown.balance - Money(100_000)  # of whoever uses the phone for themselves too
    assert one.unexplained == own_money


def test_a_claim_may_explain_the_rest_and_is_not_counted(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(ACHIENG, sent_text("UKN1AB2C07"))
    stage.say(WANJIRU, received_text("UKN1AB2C01", "1,000.00", "OTIENO OUMA 0712000002"))
    one = tie(stage)
    assert [(item.kind, item.code, item.name) for item in one.possible] == [
        ("claim", "UKN1AB2C07", ACHIENG.name)
    ]
    assert one.known == ()


def test_a_text_of_later_is_not_shown_of_before(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    stage.say(WANJIRU, received_text())
    with reading(engine) as connection:
        group = load_group(connection, 1)
        before = book_at(connection, 1, stage.now - timedelta(days=30))
        (one,) = ties(connection, group, before)
    assert one.shown is None
    assert date.max > group.founded_on
