"""The first page that an officer sees, in a browser, beside hundreds of thousands of other groups.

Two real processes, one of them beside a single other group, are looked at in turns by browsers that
are real too. Each look is timed by the browser, from the navigation to the last bar of the round.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import browser, servers, thirty
from bench.checks import BenchFailed
from bench.filling import fill
from bench.founding import new_world
from bench.report import Budget, Figure
from bench.scale import Bench
from bench.servers import Server
from bot.settings import DASHBOARD_PATH, LOOPBACK
from bot.store.database import open_reading_engine, reading
from bot.views.chamas import the_one_called
from bot.views.round import RoundView, Stands, running_round

ENTRIES = 3  # of each other group
LOOKS = 9
NEWCOMERS = 5
READINGS = 100
BARS = thirty.MEMBERS + 1  # the pot has one as well
WHOLE = (thirty.MEMBERS, thirty.PAID, thirty.CLAIMED)
_LOOK = Budget(2_000, 1_000)
_MEMORY = Budget(260)

Costs = Sequence[tuple[float, float]]
"""Milliseconds of the same thing beside one other group, and beside all of them right after."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A running process of the pages. url: of its book."""

    server: Server
    url: str

    def link(self) -> str:
        """One that lets the treasurer in, once."""
        return thirty.link(self.url, f"http://{LOOPBACK}:{self.server.port}{DASHBOARD_PATH}")


def measure(bench: Bench) -> Iterator[Figure]:
    """A process's first look of all, one with a browser that was never there, and looks again."""
    others, today = bench.scale.dashboard_groups, new_world(1).day
    small_url, large_url = (_store(bench, groups, today) for groups in (1, others))
    read = _read(small_url, large_url)
    log = bench.log("dashboard")
    with ExitStack() as stack:
        small, large = (stack.enter_context(_pages(url, log)) for url in (small_url, large_url))
        few, many = (stack.enter_context(browser.opened(BARS)) for _ in range(2))
        first_ms = few.enter(small.link()), many.enter(large.link())
        again = [(few.look_again(), many.look_again()) for _ in range(LOOKS)]
        new = [(_by_a_newcomer(small), _by_a_newcomer(large)) for _ in range(NEWCOMERS)]
        resident_mb, peak_mb = large.server.resident_mb(), large.server.peak_mb()
    beside = f"beside {others:,} groups"
    yield from figures("again", again, beside)
    yield from figures("in a browser that was never there", new, beside)
    yield from figures("the first of its process", [first_ms], beside)
    yield Figure(
        "dashboard: reading the round, against one group",
        _ratio(read),
        note=f"{_median(many for _, many in read):.2f} ms {beside}; {_load()}",
    )
    note = f"peak {peak_mb:.0f} MB; {1 + NEWCOMERS} sessions, {1 + NEWCOMERS + LOOKS} looks"
    yield Figure("dashboard: process resident after load", resident_mb, "MB", _MEMORY, note)


def figures(how: str, costs: Costs, beside: str) -> Iterator[Figure]:
    """Of looks of one sort: how long, and against one group."""
    many = [cost for _, cost in costs]
    note = f"{beside}; {len(many)} looks, {min(many):,.0f} to {max(many):,.0f} ms"
    yield Figure(f"dashboard: round page of 30, {how}", _median(many), "ms", _LOOK, note)
    yield Figure(f"dashboard: the same against one group, {how}", _ratio(costs))


def _load() -> str:
    """How busy the machine is: a browser and two servers are slow where others are at work."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


def _ratio(costs: Costs) -> float:
    return _median(many / few for few, many in costs)


# --- what is looked at ---------------------------------------------------------------------------


def _store(bench: Bench, groups: int, today: date) -> str:
    """The URL of a book with the group of thirty beside so many others."""
    url = bench.databases.create("sqlite")
    fill(url, groups, ENTRIES, today)
    thirty.found(url, today)
    return url


def _read(*urls: str) -> Costs:
    """What the page's view costs by itself on each store. Raises BenchFailed for a wrong round."""
    few, many = (_Reading(url) for url in urls)
    costs = [(few.milliseconds(), many.milliseconds()) for _ in range(READINGS)]
    few.close()
    many.close()
    return costs


class _Reading:
    """The view of the round on a connection that reads as the pages do."""

    def __init__(self, url: str) -> None:
        self._engine = open_reading_engine(url)
        with reading(self._engine) as connection:
            self._chama_id = the_one_called(connection, thirty.NAME).id
            seen = running_round(connection, self._chama_id)
        if seen is None or (len(seen.shares), *stand(seen)) != WHOLE:
            raise BenchFailed("the round of thirty is not as it was made")

    def milliseconds(self) -> float:
        started = time.perf_counter()
        with reading(self._engine) as connection:
            running_round(connection, self._chama_id)
        return (time.perf_counter() - started) * 1_000

    def close(self) -> None:
        self._engine.dispose()


def stand(seen: RoundView) -> tuple[int, int]:
    """How many have paid, and how many say so without proof."""
    shares = [share.stands(is_over=False) for share in seen.shares]
    return shares.count(Stands.PAID), shares.count(Stands.WAITING)


def _by_a_newcomer(pages: Pages) -> float:
    """Milliseconds until the page stands in a browser that has nothing of it yet."""
    with browser.opened(BARS) as newcomer:
        return newcomer.enter(pages.link())


@contextmanager
def _pages(url: str, log: Path) -> Iterator[Pages]:
    """`chama-bot dashboard` on loopback, as the demo runs it."""
    port = servers.free_port()
    program = (str(Path(sys.executable).with_name("chama-bot")), "dashboard", "--demo")
    variables = servers.settings(url) | {"DASHBOARD_PORT": str(port)}
    with servers.running(program, variables, log) as process:
        health = f"{DASHBOARD_PATH}/_stcore/health"
        seconds = servers.seconds_until_it_answers(process, port, health)
        yield Pages(Server(process, port, seconds), url)
