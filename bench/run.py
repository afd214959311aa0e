"""`chama-bot bench [ROWS]`: measures the rows asked for, all without, and prints them as a table.

BENCH_SCALE is quick, full (the default) or national.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from bench import (
    arriving,
    dashboard,
    delivery,
    idle,
    reading,
    reminders,
    size,
    understanding,
    verifying,
    webhook,
)
from bench.checks import BenchFailed
from bench.databases import KINDS, databases
from bench.report import MISSED, Figure, show
from bench.scale import SCALES, Bench

Row = Callable[[Bench], Iterator[Figure]]

RESULTS = Path(__file__).parent.parent / "var" / "bench"


def rows() -> Mapping[str, Row]:
    """Every row by name; those that need a database once for each kind of it."""
    of_databases = {
        "webhook": webhook.measure,
        "arriving": arriving.measure,
        "size": size.measure,
        "reminders": reminders.measure,
        "verify": verifying.measure,
        "delivery": delivery.measure,
        "idle": idle.measure,
    }
    return {
        "reading": reading.measure,
        "understanding": understanding.measure,
        "dashboard": dashboard.measure,
        **{
            f"{name}-{kind}": partial(measure, kind=kind)
            for name, measure in of_databases.items()
            for kind in KINDS
        },
    }


def chosen(names: Sequence[str]) -> Mapping[str, Row]:
    """The rows of these names, in the usual order; "webhook" means it on both databases.

    Raises ValueError for a name that no row has.
    """
    known = rows()
    unknown = [name for name in names if not any(_means(name, row) for row in known)]
    if unknown:
        raise ValueError(f"There is no row {', '.join(unknown)}; there are {', '.join(known)}.")
    wanted = {row for row in known if not names or any(_means(name, row) for name in names)}
    return {row: measure for row, measure in known.items() if row in wanted}


def _means(name: str, row: str) -> bool:
    return row == name or row.startswith(f"{name}-")


def run(names: Sequence[str]) -> int:
    """Measure, print, write; gives 1 after a missed budget or a wrong outcome, 2 for bad names."""
    scale_name = os.environ.get("BENCH_SCALE", "full")
    try:
        wanted, scale = chosen(names), SCALES[scale_name]
    except (ValueError, KeyError) as error:
        print(error, file=sys.stderr)
        return 2
    # A run that is told to end takes its processes and PostgreSQL along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    figures: list[Figure] = []
    failures: list[str] = []
    with databases() as made:
        bench = Bench(scale, made, Path(tempfile.mkdtemp(prefix="chama-bench-logs-")))
        for name, measure in wanted.items():
            _measure(name, measure, bench, figures, failures)
    path = show(figures, RESULTS)
    print(f"Written to {path}; the processes' own words are in {bench.folder}.")
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures or any(one.verdict == MISSED for one in figures) else 0


def _measure(
    name: str, measure: Row, bench: Bench, figures: list[Figure], failures: list[str]
) -> None:
    started = time.monotonic()
    try:
        figures.extend(measure(bench))
    except (BenchFailed, RuntimeError) as error:
        failures.append(f"{name} FAILED: {error}")
    print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
