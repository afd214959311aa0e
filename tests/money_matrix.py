"""`python -m tests.money_matrix`: the whole matrix of faults, kills and chances, as a table.

--database sqlite|postgresql|both, --kills: at every moment too; --random N combinations, half of
them with kills; --minutes M: as many more as there is time for; --seed S. Exits 1 on any failure.
"""

from __future__ import annotations

import atexit
import os
import sys
import time
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from rich.console import Console
from rich.table import Table

from bot.simulator.daraja import Fault, Kind
from bot.store.database import open_engine
from tests.conftest import RUN, Databases, begin_run, end_run
from tests.money_cells import CELLS, NOTHING_MOVES, WHY_NOT, Cell, Ending, play_cell
from tests.money_kills import SERIES, Series, moments, play_killed
from tests.money_play import PLAYS
from tests.money_random import Chance, drawn, play_chance
from tests.money_worker import be_silent

BOTH = ("sqlite", "postgresql")
STRIDE = 4  # into so many parts a series is cut, for all cores to have some of it
_OUT = Console(width=170, markup=False, highlight=False)
_SHOWN = 1_500  # characters of a failure

Given = TypeVar("Given")


@dataclass(frozen=True)
class Part:
    """Of a series, every fourth moment from this one on."""

    series: Series
    first: int

    def __str__(self) -> str:
        return f"killed, {self.series}, from {self.first}"


@dataclass(frozen=True)
class Task:
    """What one core plays at a time, on a database of its own."""

    database: str
    what: Cell | Part | Chance
    seed: int = 0


@dataclass(frozen=True)
class Result:
    """What came of a task. said: how a cell ended; failures: what did not hold, in full."""

    task: Task
    plays: int
    kills: int = 0
    said: str = ""
    failures: tuple[str, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, and print; 1 where anything failed."""
    options = _options(arguments)
    run, started = begin_run(), time.monotonic()
    try:
        with ProcessPoolExecutor(mp_context=get_context("forkserver")) as pool:
            results = [*_played(pool, _tasks(options))]
            until = time.monotonic() + options.minutes * 60
            results += _played(pool, _chances(options, options.random, until))
    finally:
        end_run(run)
    _show(results, time.monotonic() - started)
    return 1 if any(one.failures for one in results) else 0


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.money_matrix", description=__doc__)
    parser.add_argument("--database", choices=(*BOTH, "both"), default="both")
    parser.add_argument("--kills", action="store_true")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


# --- what is to be played ------------------------------------------------------------------------


def _databases(options: Namespace) -> tuple[str, ...]:
    return BOTH if options.database == "both" else (options.database,)


def _tasks(options: Namespace) -> Iterator[Task]:
    for database in _databases(options):
        if options.kills:
            # The longest first.
            for series in reversed(SERIES):
                for first in range(1, STRIDE + 1):
                    yield Task(database, Part(series, first), options.seed)
        for cell in CELLS:
            yield Task(database, cell, options.seed)


def _chances(options: Namespace, least: int, until: float) -> Iterator[Task]:
    """So many, and more of them until a moment of the monotonic clock."""
    databases = _databases(options)
    for number in count():
        if number >= least and time.monotonic() >= until:
            return
        chance = drawn(options.seed + number, with_kills=number % 2 == 1)
        yield Task(databases[number // 2 % len(databases)], chance)


def _played(pool: Executor, tasks: Iterable[Task]) -> Iterator[Result]:
    """All of them; each is drawn only when a core is soon free for it."""
    left, running = iter(tasks), set[Future[Result]]()
    while True:
        running |= {pool.submit(play, task) for task in islice(left, 2 * _cores() - len(running))}
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for one in done:
            result = one.result()
            for failure in result.failures:
                _OUT.print(failure)
            yield result


def _cores() -> int:
    return os.cpu_count() or 1


# --- how it is played ----------------------------------------------------------------------------


@cache
def _made_here() -> Databases:
    """The databases of this process."""
    be_silent()
    folder = Path(os.environ[RUN]) / f"databases-{os.getpid()}"
    folder.mkdir()
    made = Databases(folder, str(os.getpid()))
    atexit.register(made.close)
    return made


def play(task: Task) -> Result:
    """Play one task; what fails is said in the result."""
    what = task.what
    if isinstance(what, Part):
        return _play_part(task, what)
    try:
        if isinstance(what, Chance):
            return Result(task, 1, _on_database(task, lambda engine: play_chance(engine, what)))
        return Result(task, 1, said=_on_database(task, lambda e: play_cell(e, what, task.seed)))
    except Exception:  # whatever it is, the cell has failed
        return Result(task, 1, said="FAILED", failures=(_failure(task, str(what)),))


def _play_part(task: Task, part: Part) -> Result:
    plays, kills, failures = 0, 0, list[str]()
    for number in moments(part.first, STRIDE):
        plays += 1
        try:
            killed = _on_database(
                task, lambda e, n=number: play_killed(e, part.series, n, task.seed)
            )
        except Exception:
            failures.append(_failure(task, f"{part.series}, moment {number}"))
            if len(failures) > 2:
                break
            continue
        kills += killed
        if not killed:
            break
    return Result(task, plays, kills, failures=tuple(failures))


def _on_database(task: Task, act: Callable[[sa.Engine], Given]) -> Given:
    url = _made_here().create(task.database)
    engine = open_engine(url)
    try:
        return act(engine)
    finally:
        engine.dispose()
        _made_here().drop(url)


def _failure(task: Task, what: str) -> str:
    return f"FAILED on {task.database}: {what}\n{traceback.format_exc()[-_SHOWN:]}"


# --- how it is shown -----------------------------------------------------------------------------


def _show(results: Sequence[Result], seconds: float) -> None:
    """The table, what did not hold, and how much was played."""
    by_ending = sorted(results, key=lambda one: bool(one.failures))  # what failed is said last
    _OUT.print(_table({one.task.what: one.said for one in by_ending}))
    for database in dict.fromkeys(one.task.database for one in results):
        own = [one for one in results if one.task.database == database]
        _OUT.print(f"{database}: {_counted(own)}")
    failed = sum(len(one.failures) for one in results)
    _OUT.print(f"{failed} failed; {seconds:.0f} s on {_cores()} cores.")


def _counted(results: Sequence[Result]) -> str:
    cells = [one for one in results if isinstance(one.task.what, Cell)]
    mended = sum(one.said == Ending.MENDED for one in cells)
    plays = sum(one.plays for one in results if isinstance(one.task.what, Part))
    chances = sum(isinstance(one.task.what, Chance) for one in results)
    kills = sum(one.kills for one in results)
    return (
        f"{len(cells)} cells, {mended} of them after mending; {plays} plays with a kill each but "
        f"the last of a series; {chances} random combinations; {kills} workers killed"
    )


def _table(said: Mapping[object, str]) -> Table:
    """A row a fault, a column a kind of money."""
    table = Table("", "fault", *(kind.value for kind in Kind), title="The matrix")
    for fault in Fault:
        cells = (_in_cell(Cell(fault, kind), said) for kind in Kind)
        table.add_row(str(fault.number), fault.sentence, *cells)
    return table


def _in_cell(cell: Cell, said: Mapping[object, str]) -> str:
    if cell.kind not in cell.fault.touches:
        return f"- {WHY_NOT[cell.fault]}"
    if cell.kind not in PLAYS:
        return "not played yet"
    ending = said.get(cell, "")
    moves_not = cell in NOTHING_MOVES and ending == Ending.OK
    return f"{ending}: {NOTHING_MOVES[cell]}" if moves_not else str(ending)


if __name__ == "__main__":
    sys.exit(main())
