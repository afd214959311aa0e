"""Workers die by SIGKILL while money is on its way; those that come after them go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.payments.daraja.client import PAYOUT, PUSH, STATUS
from bot.simulator.daraja import Kind, Moment
from bot.store.database import open_engine
from tests.conftest import IS_LONG, Databases
from tests.money_kills import SERIES, Series, moments, play_killed
from tests.money_random import Chance, drawn, play_chance

SEED = 20261127
PAYOUTS_QUESTION = 5  # the first four are about what filled the pot
CHANCES = range(300 if IS_LONG else 8)
CHANCES_WITH_KILLS = range(100 if IS_LONG else 2)

WHOLE = SERIES if IS_LONG else [Series(Kind.C2B, STATUS, Moment.AFTER)]
"""Of what all moments are tried; `python -m tests.money_matrix --kills` tries all of everything."""

KILLS = [
    (Series(Kind.PUSH, PUSH, Moment.BEFORE), 1),
    (Series(Kind.PUSH), 2),
    (Series(Kind.PAYOUT, PAYOUT, Moment.BEFORE), 1),
    (Series(Kind.PAYOUT, PAYOUT, Moment.AFTER), 1),
    (Series(Kind.PAYOUT, STATUS, Moment.AFTER), PAYOUTS_QUESTION),
]


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Iterator[sa.Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def on_postgresql(postgresql_url: str) -> Iterator[sa.Engine]:
    engine = open_engine(postgresql_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("series", "number"), [pytest.param(*kill, id=f"{kill[0]}, {kill[1]}") for kill in KILLS]
)
def test_what_a_killed_worker_left_is_finished_by_the_next(
    on_sqlite: sa.Engine, series: Series, number: int
) -> None:
    assert play_killed(on_sqlite, series, number, SEED) == 1


def test_a_payout_is_sent_once_though_its_worker_died_before_the_answer(
    on_postgresql: sa.Engine,
) -> None:
    assert play_killed(on_postgresql, Series(Kind.PAYOUT, PAYOUT, Moment.AFTER), 1, SEED) == 1


@pytest.mark.parametrize("series", [pytest.param(one, id=str(one)) for one in WHOLE])
def test_a_worker_may_die_at_any_moment(databases: Databases, series: Series) -> None:
    for number in moments():
        url = databases.create("sqlite")
        engine = open_engine(url)
        killed = play_killed(engine, series, number, SEED)
        engine.dispose()
        databases.drop(url)
        if not killed:
            break
    assert number > 1, "Nothing was asked, so nobody died."


@pytest.mark.parametrize(
    "chance",
    [
        pytest.param(one, id=str(one))
        for one in (
            *map(drawn, CHANCES),
            *(drawn(seed, with_kills=True) for seed in CHANCES_WITH_KILLS),
        )
    ],
)
def test_several_faults_and_dying_workers_lose_and_double_nothing(
    on_sqlite: sa.Engine, chance: Chance
) -> None:
    play_chance(on_sqlite, chance)
