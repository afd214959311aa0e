"""A group's rules, as a view gives them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.database import reading
from bot.views.rules import RulesView, rules_of
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, rules
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def shown(stage: Stage) -> RulesView:
    with reading(stage.engine) as connection:
        return rules_of(connection, UMOJA)


def told(view: RulesView, number: str) -> list[object]:
    return [one.told for own in view.chapters for one in own.clauses if one.number == number]


def test_the_clauses_have_the_numbers_that_messages_quote(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more="[fines]\nlate = 100\n"))
    view = shown(stage)
    assert told(view, "2.1") == [{"amount_cents": 100_000}] or told(view, "2.1") == [100_000]
    numbers = [(own.number, one.number) for own in view.chapters for one in own.clauses]
    assert all(number.startswith(f"{chapter}.") for chapter, number in numbers)
    assert view.to_come == ()
    assert view.changed_on is None


def test_what_is_agreed_to_change_stands_with_its_day(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules(more="[fines]\nlate = 100\n"))
    stage.say(WANJIRU, "change 6.1 to 200")
    stage.deliver()
    for person in (OTIENO, ACHIENG, BARAKA):
        stage.say(person, "yes")
    view = shown(stage)
    (coming,) = view.to_come
    assert coming.number == "6.1"
    assert coming.from_on is not None
    assert len(told(view, "6.1")) == 2
    stage.move_clock(stage.now.replace(day=stage.now.day) + (coming.from_on - stage.now.date()))
    after = shown(stage)
    assert after.to_come == ()
    assert after.changed_on == coming.from_on
