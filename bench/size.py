"""What a message costs with many groups and their history stored, against one group."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from bench import servers
from bench.checks import BenchFailed
from bench.filling import fill
from bench.founding import new_world
from bench.load import Load
from bench.report import Budget, Figure
from bench.scale import Bench

ACTIVE_GROUPS = 100
STRIDE = 7_919  # a prime: neighbours in time are no neighbours in the store
MOST_A_SECOND = 700  # over one connection
_COST = Budget(1.3, 1.1)


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """Two ratios: payments spread over all stored groups, and to a hundred of them.

    One connection and no worker, so that nothing but the message itself is measured: with eight,
    the small store would wait for the lock of its only group.
    """
    scale = bench.scale
    one_group = new_world(1)
    everywhere = replace(one_group, groups=scale.size_groups, stride=STRIDE)
    some_groups = replace(one_group, groups=ACTIVE_GROUPS)
    small_url, large_url = bench.databases.create(kind), bench.databases.create(kind)
    fill(small_url, 1, scale.size_entries, one_group.day)
    started = time.monotonic()
    fill(large_url, scale.size_groups, scale.size_entries, one_group.day)
    note = f"{scale.size_groups:,} groups of {scale.size_entries} entries"
    yield Figure(f"filling the large store, {kind}", time.monotonic() - started, "s", None, note)

    log = bench.log(f"size-{kind}")
    count = int(3 * scale.rounds * scale.round_seconds * MOST_A_SECOND)
    with (
        servers.gunicorn(servers.OUR_APP, small_url, log) as small,
        servers.gunicorn(servers.OUR_APP, large_url, log) as large,
        Load(one_group, 0, count) as small_load,
        Load(everywhere, 0, count) as wide_load,
        Load(some_groups, count, count) as narrow_load,
    ):
        spells = {
            "small": (small.port, small_load),
            "spread over all": (large.port, wide_load),
            f"to {ACTIVE_GROUPS} of them": (large.port, narrow_load),
        }
        costs = _costs(spells, scale.rounds, scale.round_seconds)
        resident_mb = large.resident_mb()
    yield from _figures(kind, costs, note)
    yield Figure(f"web process resident on the large store, {kind}", resident_mb, "MB", Budget(120))


def _costs(
    spells: dict[str, tuple[int, Load]], rounds: int, seconds: float
) -> dict[str, list[float]]:
    """Median milliseconds a message, round by round; one round is not counted."""
    costs: dict[str, list[float]] = {name: [] for name in spells}
    for _ in range(rounds + 1):
        for name, (port, load) in spells.items():
            answers = load.closed(port, seconds, connections=1)
            if answers.refused:
                raise BenchFailed(f"{len(answers.refused)} calls were refused on the {name} store")
            costs[name].append(statistics.median(answers.latencies_ms))
    return {name: values[1:] for name, values in costs.items()}


def _figures(kind: str, costs: dict[str, list[float]], stored: str) -> Iterator[Figure]:
    small = costs.pop("small")
    for name, values in costs.items():
        ratio = statistics.median(many / one for many, one in zip(values, small, strict=True))
        note = f"{statistics.median(values):.2f} of {statistics.median(small):.2f} ms; {stored}"
        yield Figure(
            f"size: cost against one group, payments {name}, {kind}", ratio, "", _COST, note
        )
