"""The running round as a view gives it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.database import reading
from bot.views.round import Owing, Share, Stands, running_round
from chama.entries import dues
from chama.money import Money
from tests.builders import (
    ACHIENG,
    BARAKA,
    CONTRIBUTION_CENTS,
    NOW,
    OTIENO,
    PEOPLE,
    ROUND,
    WANJIRU,
    rules,
    sent_text,
)
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def test_what_is_missing_is_what_the_book_says_is_owed(connection: sa.Connection) -> None:
    shown = running_round(connection, UMOJA)
    assert shown is not None
    assert (shown.number, shown.recipient, shown.due_on) == (1, WANJIRU.name, ROUND.due_on)
    assert (shown.paid_count, shown.member_count) == (1, 4)
    assert shown.owing == (
        Owing(WANJIRU.name, Money(100_000)),
        Owing(OTIENO.name, Money(60_000)),
        Owing(BARAKA.name, Money(70_000)),
    )
    balances = book.balances(connection, UMOJA)
    owed_cents = sum(balances.get(dues(f"M{n:02}", ROUND.key), 0) for n in range(1, 5))
    assert sum(one.amount.cents for one in shown.owing) == owed_cents
    assert shown.expected.cents - shown.collected.cents == owed_cents


def test_each_share_is_what_the_book_and_the_claims_say(stage: Stage) -> None:
    stage.say(OTIENO, sent_text("UKN1AB2C09", "600.00"))
    stage.now += timedelta(minutes=1)
    with reading(stage.engine) as connection:
        shown = running_round(connection, UMOJA)
        balances = book.balances(connection, UMOJA)
    assert shown is not None
    for person, share in zip(PEOPLE, shown.shares, strict=True):
        owed_cents = balances.get(dues(person.code, ROUND.key), 0)
        assert (share.name, share.seats) == (person.name, (person.seat,))
        assert (share.owed.cents, share.due.cents) == (owed_cents, CONTRIBUTION_CENTS)
        assert share.paid.cents == CONTRIBUTION_CENTS - owed_cents
        assert share.arrears.cents == 0
    assert shown.collected.cents == sum(one.paid.cents for one in shown.shares)
    said = {one.name: one.said.cents for one in shown.shares}
    assert said == {WANJIRU.name: 0, OTIENO.name: 60_000, ACHIENG.name: 0, BARAKA.name: 20_000}


def test_who_owes_of_a_round_that_is_over_is_late_in_the_next(stage: Stage) -> None:
    in_time, over = ROUND.due_on, ROUND.due_on + timedelta(days=1)
    with reading(stage.engine) as connection:
        before = running_round(connection, UMOJA)
    assert before is not None
    assert before.that(Stands.LATE, in_time) == ()
    late = before.that(Stands.LATE, over)
    assert [(one.name, one.late(is_over=True).cents) for one in late] == [
        (WANJIRU.name, 100_000),
        (OTIENO.name, 60_000),
    ]
    assert [one.name for one in before.that(Stands.WAITING, over)] == [BARAKA.name]
    stage.move_clock(NOW + timedelta(days=4))
    with reading(stage.engine) as connection:
        after = running_round(connection, UMOJA)
    assert after is not None
    assert after.number == before.number + 1
    late = after.that(Stands.LATE, stage.now.date())
    assert [(one.name, one.late(is_over=False).cents) for one in late] == [
        (WANJIRU.name, 100_000),
        (OTIENO.name, 60_000),
    ]


@pytest.mark.parametrize(
    ("due", "owed", "arrears", "said", "codes", "in_time", "over"),
    [
        pytest.param(9, 0, 0, 0, (), Stands.PAID, Stands.PAID, id="paid"),
        pytest.param(0, 0, 0, 0, (), Stands.FREE, Stands.FREE, id="their-turn"),
        pytest.param(9, 4, 0, 0, (), Stands.OPEN, Stands.LATE, id="in-part"),
        pytest.param(9, 4, 0, 1, (), Stands.WAITING, Stands.WAITING, id="says-so"),
        pytest.param(9, 4, 0, 0, ("X",), Stands.WAITING, Stands.WAITING, id="gave-a-code"),
        pytest.param(9, 0, 3, 0, (), Stands.LATE, Stands.LATE, id="owes-an-older-round"),
        pytest.param(9, 0, 0, 5, (), Stands.PAID, Stands.PAID, id="says-more-than-is-owed"),
    ],
)
def test_how_somebody_stands(
    due: int,
    owed: int,
    arrears: int,
    said: int,
    codes: tuple[str, ...],
    in_time: Stands,
    over: Stands,
) -> None:
    share = Share("Achieng", (3,), Money(due), Money(owed), Money(arrears), Money(said), codes)
    assert (share.stands(is_over=False), share.stands(is_over=True)) == (in_time, over)


def test_before_the_first_round_there_is_none(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(starts=ROUND.due_on))
    with reading(engine) as connection:
        assert running_round(connection, UMOJA) is None
