"""Members, officers and meetings over a period, as the register and the notices have them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store import book as books
from bot.store import register
from bot.store.chamas import load_group
from bot.store.database import reading, writing
from bot.store.tables import member, seat
from bot.views.book_at import book_at
from bot.views.people_over_time import PeopleView, meetings, people_over_time
from tests.builders import BARAKA, NOW, OTIENO, PEOPLE, SARAH, WANJIRU, rules
from tests.transcripts import Stage


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules(people=(*PEOPLE, SARAH), more="[fines]\nabsent = 50\n"))
    stage.deliver()
    return stage


def people(stage: Stage, days: int | None = None) -> PeopleView:
    """days: how long ago the period began."""
    with reading(stage.engine) as connection:
        group = load_group(connection, 1)
        until = book_at(connection, 1, stage.now)
        after = book_at(connection, 1, stage.now - timedelta(days=days)) if days else None
        return people_over_time(connection, group, until, after)


def test_who_was_there_when_the_book_began_was_there_at_the_start(stage: Stage) -> None:
    for found in (people(stage), people(stage, days=400)):
        assert (found.at_start, found.joined, found.left, found.at_end) == (5, (), (), 5)
        assert found.changes == ()
        assert found.officers == (
            ("treasurer", WANJIRU.name),
            ("chair", OTIENO.name),
            ("secretary", SARAH.name),
        )


def test_a_change_of_office_and_a_seat_given_up_are_of_their_period(stage: Stage) -> None:
    stage.now += timedelta(days=10)
    with writing(stage.engine) as connection:
        own = books.lock_book(connection, 1)
        connection.execute(sa.update(member).where(member.c.code == SARAH.code).values(office=None))
        connection.execute(sa.delete(seat).where(seat.c.member == BARAKA.code))
        for code in (SARAH.code, BARAKA.code):
            own = register.note_member(connection, own, code, "M01", stage.now)
    found = people(stage, days=5)
    assert (found.at_start, found.left, found.at_end) == (5, (BARAKA.name,), 4)
    ((on, name, before, after),) = [
        (one.on, one.name, one.before, one.after) for one in found.changes
    ]
    assert (on, name, before, after) == (stage.now.date(), SARAH.name, "secretary", "")


def test_meetings_are_those_called_and_those_missed(stage: Stage) -> None:
    stage.say(WANJIRU, "meeting sat 2pm at Mama Njeri's")
    stage.deliver()
    stage.say(WANJIRU, "yes")
    stage.say(WANJIRU, "Baraka was absent")
    stage.deliver()
    stage.say(OTIENO, "yes")
    with reading(stage.engine) as connection:
        group = load_group(connection, 1)
        until = book_at(connection, 1, stage.now)
        found = meetings(connection, group, until)
        before = meetings(connection, group, book_at(connection, 1, NOW - timedelta(days=1)))
    assert sum(row.absent for row in found) == 1
    assert any("Mama Njeri" in row.text for row in found)
    assert before == ()
