"""One token for all processes: who finds none fetches it, the others wait for it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.store.database import StoreBusy, reading
from bot.store.tables import provider_token
from bot.store.tokens import StoredTokens
from tests.builders import NOW


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(engine: sa.Engine, clock: Clock) -> StoredTokens:
    return StoredTokens(engine, clock=clock)


def test_a_token_is_there_for_all_until_shortly_before_its_end(
    engine: sa.Engine, tokens: StoredTokens, clock: Clock
) -> None:
    tokens.put("first", 3_599)
    assert StoredTokens(engine, clock=clock).get() == "first"
    clock.goes_on(3_599 - 61)
    assert tokens.get() == "first"
    clock.goes_on(2)
    assert tokens.get() == ""


def test_each_new_token_takes_the_place_of_the_one_before(
    engine: sa.Engine, tokens: StoredTokens
) -> None:
    tokens.put("first", 3_599)
    tokens.put("second", 3_599)
    assert tokens.get() == "second"
    with reading(engine) as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(provider_token)) == 1


def test_a_refused_token_goes_but_not_the_one_that_came_meanwhile(tokens: StoredTokens) -> None:
    tokens.put("first", 3_599)
    tokens.put("second", 3_599)
    tokens.drop("first")
    assert tokens.get() == "second"
    tokens.drop("second")
    assert tokens.get() == ""


def test_who_could_fetch_none_lets_the_next_one_try(tokens: StoredTokens) -> None:
    assert tokens.get() == ""
    tokens.drop("")
    assert tokens.get() == ""


def test_a_turn_that_nobody_ended_ends_by_itself(tokens: StoredTokens, clock: Clock) -> None:
    assert tokens.get() == ""
    clock.goes_on(31)
    assert tokens.get() == ""


@pytest.mark.parametrize(
    "hours", [pytest.param(1, id="an-hour"), pytest.param(24 * 365, id="a-year")]
)
def test_a_turn_that_a_clock_ahead_has_taken_is_none(
    engine: sa.Engine, tokens: StoredTokens, hours: int
) -> None:
    ahead = Clock()
    ahead.goes_on(3_600 * hours)
    assert StoredTokens(engine, clock=ahead).get() == ""
    assert tokens.get() == ""
    tokens.put("first", 3_599)
    assert tokens.get() == "first"


def test_a_token_that_a_clock_far_ahead_has_put_is_none(
    engine: sa.Engine, tokens: StoredTokens
) -> None:
    ahead = Clock()
    ahead.goes_on(3_600 * 24 * 365)
    StoredTokens(engine, clock=ahead).put("first", 3_599)
    assert tokens.get() == ""
    tokens.put("second", 3_599)
    assert tokens.get() == "second"


def test_a_clock_a_moment_behind_waits_for_the_turn_of_another(
    engine: sa.Engine, tokens: StoredTokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.tokens.LONGEST_WAIT_SECONDS", 0.1)
    ahead = Clock()
    ahead.goes_on(2)
    assert StoredTokens(engine, clock=ahead).get() == ""
    with pytest.raises(StoreBusy):
        tokens.get()


def test_a_token_that_is_said_to_last_for_ever_is_kept_for_a_day(
    tokens: StoredTokens, clock: Clock
) -> None:
    tokens.put("first", 10**8)
    assert tokens.get() == "first"
    clock.goes_on(86_401)
    assert tokens.get() == ""


def test_two_providers_have_a_token_each(engine: sa.Engine, clock: Clock) -> None:
    one, another = StoredTokens(engine, "one", clock), StoredTokens(engine, "another", clock)
    one.put("first", 3_599)
    another.put("second", 3_599)
    assert (one.get(), another.get()) == ("first", "second")


def test_who_comes_while_a_token_is_fetched_waits_for_it(
    engine: sa.Engine, tokens: StoredTokens, clock: Clock
) -> None:
    assert tokens.get() == ""
    found: list[str] = []
    waiting = threading.Thread(target=lambda: found.append(StoredTokens(engine, clock=clock).get()))
    waiting.start()
    waiting.join(0.2)
    assert found == []
    tokens.put("first", 3_599)
    waiting.join(5)
    assert found == ["first"]


def test_nobody_waits_for_ever(
    engine: sa.Engine, tokens: StoredTokens, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.tokens.LONGEST_WAIT_SECONDS", 0.1)
    assert tokens.get() == ""
    with pytest.raises(StoreBusy):
        StoredTokens(engine, clock=clock).get()


def test_its_own_clock_is_the_worlds(engine: sa.Engine) -> None:
    tokens = StoredTokens(engine)
    tokens.put("first", 3_599)
    with reading(engine) as connection:
        ends_at = connection.scalar(sa.select(provider_token.c.ends_at))
    assert ends_at is not None
    assert abs(ends_at - datetime.now(UTC) - timedelta(seconds=3_539)) < timedelta(minutes=1)
