"""Money played while its worker is killed, at every moment at which it can be, one after another.

A moment is the n-th time of something: a request that the provider gets, before or after it acts on
it, or a step of the worker's own. A series goes through the moments of one kind until the play is
over before the next one comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

import sqlalchemy as sa

from bot.payments.daraja.client import PAYOUT, PUSH, PUSH_QUERY, REVERSAL, STATUS
from bot.simulator.daraja import Kind, Moment
from tests.money_cells import come_to_rest, has_moved
from tests.money_play import PLAYS, agree, settle_down
from tests.money_stage import MoneyStage, money_stage
from tests.money_worker import Workers

_REQUESTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PUSH: (PUSH, PUSH_QUERY),
    Kind.C2B: (STATUS,),
    Kind.PAYOUT: (PAYOUT, STATUS),
    Kind.REVERSAL: (REVERSAL, STATUS),
}

MOST_DEATHS = 500
"""More than any play has moments: a series that does not end has no end."""


@dataclass(frozen=True)
class Series:
    """Kills of one play at one kind of moment. path: of the request, "" for the worker's steps."""

    kind: Kind
    path: str = ""
    moment: Moment = Moment.BEFORE

    def __str__(self) -> str:
        if not self.path:
            return f"{self.kind.value}: before each step of the worker"
        return f"{self.kind.value}: {self.moment.value} {self.path} is acted on"


SERIES = tuple(
    one
    for kind in PLAYS
    for one in (
        *(Series(kind, path, moment) for path in _REQUESTS[kind] for moment in Moment),
        Series(kind),
    )
)


def moments(first: int = 1, stride: int = 1) -> Iterator[int]:
    """Numbers of moments; whoever plays them ends with the first that killed nobody."""
    yield from range(first, MOST_DEATHS, stride)
    raise AssertionError("The series does not end.")


def play_killed(engine: sa.Engine, series: Series, number: int, seed: int = 0) -> int:
    """Play with a kill at the so many-th moment; gives how many workers died: none, if the play
    was over before. Raises AssertionError where the law does not hold."""
    steps = () if series.path else (number,)
    with money_stage(engine, seed=seed) as stage, workers_of(stage, *steps) as workers:
        if series.path:
            _ambush(stage, workers, series, number)
        PLAYS[series.kind](stage)
        settle_down(stage, hours=1)
        agree(stage)  # whoever was asked late because a worker died
        come_to_rest(stage)
        assert has_moved(stage, series.kind) or not _must_move(series)
        return workers.killed


def _must_move(series: Series) -> bool:
    """What came and what was set aside goes on; of the rest nothing may have been called."""
    return series.kind in (Kind.C2B, Kind.PAYOUT)


def workers_of(stage: MoneyStage, *deaths: int) -> Workers:
    """The stage's desk becomes that of worker processes; these are to be begun and ended."""
    url = stage.engine.url.render_as_string(hide_password=False)
    clock = lambda: stage.stage.now  # noqa: E731
    workers = Workers(url, stage.settings, stage.web.base_url, clock, deaths)
    stage.desk = workers  # type: ignore[assignment]
    return workers


def _ambush(stage: MoneyStage, workers: Workers, series: Series, number: int) -> None:
    """Kill whoever sends the so many-th request for a path."""
    left = count(number - 1, -1)

    def spring() -> None:
        if next(left) == 0:
            workers.kill()
        else:
            stage.provider.when_asked(series.path, spring, series.moment)

    stage.provider.when_asked(series.path, spring, series.moment)
