"""One group that is broken costs itself, not the others, whatever the clock wants done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from bot import schedule
from bot.each_group import each_group
from bot.follow_up import ask_about_claims, show_questions_again
from bot.store.database import StoreBusy, reading, writing
from bot.store.tables import chama, collector, member, outbox, question, round_, turn
from chama.group import Person
from tests.builders import NOW, PEOPLE, received_text, rules, sent_text
from tests.transcripts import Stage

NAMES = ("Amani", "Baraka", "Chapakazi")
POISONED = 2  # its id: neither the first nor the last to be taken
IN_A_WEEK = NOW + timedelta(days=8)
TOMORROW = NOW + timedelta(hours=25)


def unreadable_office(connection: sa.Connection) -> None:
    """A row of people that our code cannot read."""
    connection.execute(
        sa.update(member).where(member.c.chama_id == POISONED).values(office="emperor")
    )


def unreadable_collector(connection: sa.Connection) -> None:
    connection.execute(
        sa.update(collector).where(collector.c.chama_id == POISONED).values(kind="mattress")
    )


POISONS = [
    pytest.param(unreadable_office, id="office"),
    pytest.param(unreadable_collector, id="collector"),
]


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    """Three groups, each with people of its own."""
    stage = Stage(engine)
    stage.found(*(rules(name, people(number)) for number, name in enumerate(NAMES, start=1)))
    stage.deliver()
    return stage


def people(number: int) -> list[Person]:
    """Umoja's people with other phones, for the group of that id."""
    return [replace(one, phone=f"+25471200{number}00{one.seat}") for one in PEOPLE]


def poison(stage: Stage, how: Callable[[sa.Connection], None]) -> None:
    with writing(stage.engine) as connection:
        how(connection)


def chamas_in(stage: Stage, column: sa.Column[int], *where: sa.ColumnElement[bool]) -> list[int]:
    with reading(stage.engine) as connection:
        return sorted(set(connection.execute(sa.select(column).where(*where)).scalars()))


@pytest.mark.parametrize("how", POISONS)
def test_rounds_open_for_all_others(stage: Stage, how: Callable[[sa.Connection], None]) -> None:
    poison(stage, how)
    assert schedule.take_what_is_due(stage.engine, IN_A_WEEK) == 2
    assert chamas_in(stage, round_.c.chama_id, round_.c.number == 2) == [1, 3]


def test_rules_that_no_longer_read_open_no_round_and_stop_nobody(stage: Stage) -> None:
    with writing(stage.engine) as connection:
        broken = sa.update(chama).where(chama.c.id == POISONED)
        connection.execute(broken.values(rules={"rotation": {"every": "blue moon"}}))
    assert schedule.take_what_is_due(stage.engine, IN_A_WEEK) == 2
    assert chamas_in(stage, round_.c.chama_id, round_.c.number == 2) == [1, 3]


def test_a_round_that_is_nobodys_turn_stops_nobody(stage: Stage) -> None:
    with writing(stage.engine) as connection:
        hole = sa.and_(turn.c.chama_id == POISONED, turn.c.round == 2)
        connection.execute(sa.delete(turn).where(hole))
    assert schedule.take_what_is_due(stage.engine, IN_A_WEEK) == 2


@pytest.mark.parametrize("how", POISONS)
def test_reminders_are_queued_for_all_others(
    stage: Stage, how: Callable[[sa.Connection], None]
) -> None:
    poison(stage, how)
    schedule.queue_reminders(stage.engine, NOW + timedelta(hours=4))
    assert {1, 3} <= set(chamas_in(stage, outbox.c.chama_id, outbox.c.template == "reminder"))


@pytest.mark.parametrize("how", POISONS)
def test_claims_are_asked_about_in_all_others(
    stage: Stage, how: Callable[[sa.Connection], None]
) -> None:
    for number in (1, 2, 3):
        treasurer, _, achieng, _ = people(number)
        payee = f"WANJIRU KAMAU 0{treasurer.phone[4:]}"
        stage.say(achieng, sent_text(f"UKN1AB2C0{number}", payee=payee))
    poison(stage, how)
    ask_about_claims(stage.engine, TOMORROW)
    asked = chamas_in(stage, question.c.chama_id, question.c.kind == "claim_unseen")
    assert asked == [1, 3]


@pytest.mark.parametrize("how", POISONS)
def test_questions_are_shown_again_in_all_others(
    stage: Stage, how: Callable[[sa.Connection], None]
) -> None:
    for number in (1, 2, 3):
        treasurer = people(number)[0]
        stage.say(treasurer, received_text(f"UKN1AB2C0{number}", payer="ROSE AKOTH"))
    poison(stage, how)
    show_questions_again(stage.engine, TOMORROW)
    assert chamas_in(stage, question.c.chama_id, question.c.reminders == 1) == [1, 3]


def fails_for_two(_connection: sa.Connection, chama_id: int) -> int:
    if chama_id == POISONED:
        raise LookupError("Wanjiru Kamau +254712000001")
    return chama_id


def test_a_failure_is_logged_once_by_the_chamas_id_and_without_names(engine: sa.Engine) -> None:
    with capture_logs() as logged:
        for _ in range(3):
            assert each_group(engine, "a_job", (1, 2, 3), fails_for_two) == [1, 3]
    (line,) = logged
    assert (line["event"], line["chama_id"], line["job"]) == ("group_failed", POISONED, "a_job")
    assert "Wanjiru" not in str(line)
    assert "0712" not in str(line)


def test_a_failure_that_comes_back_is_logged_again(engine: sa.Engine) -> None:
    with capture_logs() as logged:
        each_group(engine, "b_job", (POISONED,), fails_for_two)
        each_group(engine, "b_job", (POISONED,), lambda _connection, chama_id: chama_id)
        each_group(engine, "b_job", (POISONED,), fails_for_two)
    assert len(logged) == 2


def test_what_a_failing_group_began_is_rolled_back(stage: Stage) -> None:
    def rename_and_fail(connection: sa.Connection, chama_id: int) -> None:
        connection.execute(sa.update(chama).where(chama.c.id == chama_id).values(name="Other"))
        fails_for_two(connection, chama_id)

    each_group(stage.engine, "c_job", (1, 2, 3), rename_and_fail)
    with reading(stage.engine) as connection:
        names = connection.execute(sa.select(chama.c.name).order_by(chama.c.id)).scalars().all()
    assert names == ["Other", "Baraka", "Other"]


def busy_for(*chama_ids: int) -> Callable[[sa.Connection, int], int]:
    """What finds these groups locked for too long."""

    def act(_connection: sa.Connection, chama_id: int) -> int:
        if chama_id in chama_ids:
            raise StoreBusy("waited too long")
        return chama_id

    return act


def test_a_group_that_is_locked_stops_nobody(engine: sa.Engine) -> None:
    assert each_group(engine, "d_job", range(1, 8), busy_for(1, 2, 4, 5)) == [3, 6, 7]


def test_a_database_out_of_reach_is_everybodys_trouble(engine: sa.Engine) -> None:
    with pytest.raises(StoreBusy):
        each_group(engine, "e_job", range(1, 8), busy_for(*range(1, 8)))
