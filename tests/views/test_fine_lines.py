"""Fines and what became of each, against the ledger's accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.fine_lines import FinesOfFund, FineStep, fines_of
from chama.kinds import AccountKind
from chama.money import Money
from tests.builders import ACHIENG, NOW, OTIENO, PEOPLE, SARAH, WANJIRU, received_text, rules
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Round 2 has begun and fell due: all were late with the first; Otieno paid his fine, Achieng
    was let off."""
    stage = Stage(engine)
    stage.found(rules(people=(*PEOPLE, SARAH), more="[fines]\nlate = 50\n"))
    for week in (1, 2):
        stage.move_clock(NOW + timedelta(days=7 * week))
        stage.deliver()
    day = f"{stage.now:%d/%m/%y}"
    stage.say(WANJIRU, received_text("ULS1AB2C01", "50.00", "OTIENO OUMA 0712000002", day))
    stage.say(WANJIRU, "waive Achieng's fine, she was in hospital")
    stage.deliver()
    stage.say(OTIENO, "yes")
    stage.say(SARAH, "yes")
    return stage


def only(stage: Stage) -> FinesOfFund:
    with reading(stage.engine) as connection:
        group = load_group(connection, 1)
        (one,) = fines_of(connection, group, book_at(connection, 1, stage.now))
    return one


def test_each_line_says_whose_by_which_clause_and_what_became_of_it(stage: Stage) -> None:
    one = only(stage)
    raised = [row for row in one.rows if row.step is FineStep.RAISED]
    assert {row.name for row in raised} == {person.name for person in (*PEOPLE, SARAH)}
    assert {(row.clause, row.amount, row.account.round) for row in raised} == {
        ("6.1", Money(5_000), "1.2")
    }
    (paid,) = (row for row in one.rows if row.step is FineStep.PAID)
    assert (paid.name, paid.amount, paid.receipt) == (OTIENO.name, Money(5_000), "ULS1AB2C01")
    (let_off,) = (row for row in one.rows if row.step is FineStep.LET_OFF)
    assert (let_off.name, let_off.amount, let_off.clause) == (ACHIENG.name, Money(5_000), "6.1")


def test_it_closes_with_what_members_owe_in_fines(stage: Stage) -> None:
    one = only(stage)
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    owed = sum(cents for account, cents in held.items() if account.kind is AccountKind.FINES)
    gone = one.sum(FineStep.PAID) + one.sum(FineStep.LET_OFF) + one.sum(FineStep.TAKEN_BACK)
    assert one.closing == Money(owed) == one.opening + one.sum(FineStep.RAISED) - gone


def test_a_group_without_fines_has_no_table(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    with reading(engine) as connection:
        group = load_group(connection, 1)
        assert fines_of(connection, group, book_at(connection, 1, stage.now)) == ()
