"""Welfare dues come by the clock, once a period, whatever way and how often it runs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from bot import schedule
from bot.conversation.agenda import welfare
from bot.conversation.agenda.welfare import next_period
from bot.conversation.cause import of_clock
from bot.conversation.draft import Draft
from bot.store import book
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.store.verify import verify
from chama.constitution.over_time import PastRules
from chama.entries import WELFARE, given, welfare_owed
from chama.journal import Account
from chama.rota import NAIROBI
from tests.builders import NOW, PEOPLE, group, postings_of, rules, situation
from tests.transcripts import Stage

MONTHLY = '[welfare]\nevery = "month"\ndues = 200\nstarts = 2026-11-15\n'
BY_ROUNDS = '[welfare]\nevery = "week"\ndues = 50\n'
OWED = (20_000,) * len(PEOPLE)


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), NAIROBI)


def taken(draft: Draft) -> list[dict[str, int]]:
    welfare.take(draft)
    return postings_of(draft.finish())


def draft_on(day: date, more: str, raised: date | None = None) -> Draft:
    known = situation(
        "", group=group(rules=rules(more=more).rules), balances={}, welfare_raised=raised
    )
    return Draft(known, of_clock("test", at(day)))


@pytest.mark.parametrize(
    ("more", "raised", "today", "first_day"),
    [
        pytest.param("", None, date(2026, 11, 23), None, id="no-rule"),
        pytest.param("[welfare]\nassessment = 500\n", None, date(2026, 11, 23), None, id="no-dues"),
        pytest.param(MONTHLY, None, date(2026, 11, 1), date(2026, 11, 15), id="before-the-first"),
        pytest.param(MONTHLY, None, date(2027, 1, 20), date(2027, 1, 15), id="the-one-that-runs"),
        pytest.param(
            MONTHLY, date(2026, 11, 15), date(2027, 1, 20), date(2026, 12, 15), id="missed"
        ),
        pytest.param(
            MONTHLY, date(2026, 11, 20), date(2026, 11, 21), date(2026, 12, 15), id="rhythm-changed"
        ),
        pytest.param(
            MONTHLY, date(2026, 10, 1), date(2026, 11, 21), date(2026, 11, 15), id="start-put-off"
        ),
        pytest.param(BY_ROUNDS, None, date(2026, 11, 23), date(2026, 11, 20), id="first-round"),
    ],
)
def test_the_next_period(
    more: str, raised: date | None, today: date, first_day: date | None
) -> None:
    of = group(rules=rules(more=more).rules, founded_on=raised or today)
    assert next_period(of, raised) == first_day


def test_no_dues_are_raised_for_the_time_without_any() -> None:
    none = PastRules(date(2027, 1, 20), "welfare.dues", rules(more="").rules)
    of = group(rules=rules(more=MONTHLY).rules, past_rules=(none,))
    assert next_period(of, date(2026, 11, 15)) == date(2027, 1, 15)
    assert next_period(of, None) == date(2027, 1, 15)


def test_each_member_owes_the_fund_from_the_first_day_on() -> None:
    draft = draft_on(date(2026, 11, 16), MONTHLY)
    (moved,) = taken(draft)
    dues = {f"dues:{person.code}:2026.11.15": 20_000 for person in PEOPLE}
    assert moved == {**dues, "welfare": -80_000}
    assert welfare.next_day(draft) == date(2026, 12, 15)


def test_nothing_is_raised_before_its_day_nor_twice() -> None:
    assert taken(draft_on(date(2026, 11, 14), MONTHLY)) == []
    assert taken(draft_on(date(2026, 11, 30), MONTHLY, date(2026, 11, 15))) == []


# --- through the whole bot -----------------------------------------------------------------------


def owed(stage: Stage, code: str = "M03") -> dict[str, int]:
    """What a member owes the fund, by period."""
    with reading(stage.engine) as connection:
        held = book.balances(connection, 1)
    return {
        one.round: cents
        for one, cents in held.items()
        if one == welfare_owed(code, one.round) and cents
    }


def balance(stage: Stage, account: Account) -> int:
    with reading(stage.engine) as connection:
        return book.balances(connection, 1).get(account, 0)


def test_it_comes_once_a_period_however_often_the_clock_runs(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more=MONTHLY))
    assert owed(stage) == {"2026.11.15": 20_000}
    for day in (date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 15)):
        stage.move_clock(at(day))
    with writing(engine) as connection:
        schedule.take(connection, Groups(), 1, stage.now)
    assert owed(stage) == {"2026.11.15": 20_000, "2026.12.15": 20_000}
    assert list(verify(engine)) == []


def test_a_period_that_all_have_paid_is_not_raised_again(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more=BY_ROUNDS))
    for number, person in enumerate(PEOPLE):
        payer = f"{person.name.upper()} 0{person.phone[4:]}"
        text = (
            f"UKN1AB2C0{number} Confirmed.You have received Ksh1,050.00 from {payer} on 23/11/26 at"
            " 8:15 AM New M-PESA balance is Ksh12,500.00."
        )
        stage.say(PEOPLE[0] if person != PEOPLE[0] else PEOPLE[1], text)
    stage.deliver()
    with writing(engine) as connection:
        schedule.take(connection, Groups(), 1, stage.now)
    assert all(cents <= 5_000 for cents in owed(stage).values())
    assert balance(stage, given()) == -len(PEOPLE) * 5_000


def test_months_without_the_clock_are_made_up_for_period_by_period(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more=MONTHLY))
    stage.move_clock(NOW + timedelta(days=80))
    assert list(owed(stage)) == ["2026.11.15", "2026.12.15", "2027.1.15"]


def test_a_group_founded_in_the_middle_begins_with_the_period_that_runs(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more=MONTHLY.replace("2026-11-15", "2025-03-10")))
    assert owed(stage) == {"2026.11.10": 20_000}
    with reading(engine) as connection:
        funds = {one.fund for one in book.balances(connection, 1) if one.round == "2026.11.10"}
    assert funds == {WELFARE}
