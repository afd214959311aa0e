"""A clock that jumps is not believed, and one that goes on is."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from bot import schedule
from bot.store import clock
from bot.store.database import reading
from bot.store.tables import round_
from bot.trusted_time import BELIEVED_AFTER, JUMP, is_trusted, trust
from tests.builders import ACHIENG, NOW, rules
from tests.transcripts import Stage

MINUTE = timedelta(minutes=1)
IN_40_DAYS = NOW + timedelta(days=40)


@pytest.fixture
def running(engine: sa.Engine) -> sa.Engine:
    """A worker has run since NOW."""
    assert is_trusted(engine, NOW)
    return engine


def test_a_clock_that_goes_on_is_believed(running: sa.Engine) -> None:
    for hours in (1, 25, 49, 49 + 72):
        assert is_trusted(running, NOW + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("later", "is_believed"),
    [(JUMP, True), (JUMP + MINUTE, False), (timedelta(days=40), False), (-timedelta(days=9), True)],
    ids=["a weekend", "longer", "forty days", "back"],
)
def test_how_far_a_clock_may_stand_beyond_what_is_known(
    running: sa.Engine, later: timedelta, is_believed: bool
) -> None:
    assert is_trusted(running, NOW + later) is is_believed


def test_a_jump_of_75_seconds_does_nothing_and_is_told_once(running: sa.Engine) -> None:
    with capture_logs() as logged:
        assert not is_trusted(running, IN_40_DAYS)
        assert not is_trusted(running, IN_40_DAYS + MINUTE)
    assert [line["event"] for line in logged] == ["clock_doubted"]
    assert is_trusted(running, NOW + 3 * MINUTE)


def test_what_came_in_since_the_jump_is_no_sign_of_the_time(engine: sa.Engine) -> None:
    stage = Stage(engine)
    stage.found(rules())
    assert is_trusted(engine, NOW)
    stage.now = IN_40_DAYS
    stage.say(ACHIENG, "balance")
    assert not is_trusted(engine, IN_40_DAYS + 2 * MINUTE)


def test_what_came_in_long_before_is_a_sign(engine: sa.Engine) -> None:
    """The web process went on while no worker ran."""
    stage = Stage(engine)
    stage.found(rules())
    assert is_trusted(engine, NOW)
    stage.now = NOW + timedelta(days=9)
    stage.say(ACHIENG, "balance")
    assert is_trusted(engine, stage.now + timedelta(days=1))


def test_a_machine_that_was_off_is_believed_after_an_hour(running: sa.Engine) -> None:
    assert not is_trusted(running, IN_40_DAYS)
    assert not is_trusted(running, IN_40_DAYS + BELIEVED_AFTER - MINUTE)
    assert is_trusted(running, IN_40_DAYS + BELIEVED_AFTER)
    assert is_trusted(running, IN_40_DAYS + BELIEVED_AFTER + MINUTE)


def test_a_clock_that_jumps_again_is_doubted_anew(running: sa.Engine) -> None:
    assert not is_trusted(running, IN_40_DAYS)
    assert not is_trusted(running, IN_40_DAYS + timedelta(days=40))
    assert not is_trusted(running, IN_40_DAYS + MINUTE)


def test_the_operator_may_say_that_it_is_right(running: sa.Engine) -> None:
    assert not is_trusted(running, IN_40_DAYS)
    trust(running, IN_40_DAYS)
    assert is_trusted(running, IN_40_DAYS + MINUTE)


def test_a_restored_store_of_long_ago_tells_of_its_time(engine: sa.Engine) -> None:
    Stage(engine).found(rules())
    assert not is_trusted(engine, IN_40_DAYS)


def test_time_is_noted_once_an_hour(running: sa.Engine) -> None:
    for minutes in (1, 30, 59, 60, 61):
        assert is_trusted(running, NOW + minutes * MINUTE)
    with reading(running) as connection:
        assert clock.believed(connection).seen_at == NOW + 60 * MINUTE


def test_a_run_opens_one_round_of_each_group(engine: sa.Engine) -> None:
    """Should a wrong clock be believed, it does little before somebody sees it."""
    Stage(engine).found(rules(), rules("Amani"))
    assert schedule.take_what_is_due(engine, IN_40_DAYS) == 2
    with reading(engine) as connection:
        numbers = connection.execute(sa.select(round_.c.number)).scalars().all()
    assert sorted(numbers) == [1, 1, 2, 2]
