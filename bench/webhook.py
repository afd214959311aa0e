"""A signed webhook with an M-Pesa text, from call to 200, against the bare yardstick."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench import servers
from bench.checks import BenchFailed, check_book
from bench.founding import found, new_world
from bench.load import Answers, Load
from bench.report import Budget, Figure, percentile
from bench.scale import Bench
from bench.servers import Server

GROUPS = 100
WARM_UP_SECONDS = 1.5
MOST_A_SECOND = 900  # more payments are made ready than any server of ours takes

_SHARE = {"sqlite": Budget(0.30, 0.40, True), "postgresql": Budget(0.22, 0.33, True)}
_P99 = Budget(60, 30)
_WORST = {"sqlite": Budget(200, 60), "postgresql": None}
_RESIDENT = Budget(120, 95)
_START = Budget(1.5, 0.8)


@dataclass
class _Outcome:
    """Both servers' answers, round by round, and ours at half of the peak."""

    ours: list[Answers] = field(default_factory=list)
    bare: list[Answers] = field(default_factory=list)
    half: Answers = field(default_factory=Answers)
    other: list[Answers] = field(default_factory=list)  # ours, not measured

    @property
    def answered(self) -> list[int]:
        """Every payment of ours that was answered 200."""
        spells = [*self.ours, self.half, *self.other]
        refused = [status for spell in spells for status in spell.refused]
        if refused:
            raise BenchFailed(f"{len(refused)} calls were refused, the first with {refused[0]}")
        return [number for spell in spells for number in spell.answered]


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """The webhook's figures on one kind of database."""
    world = new_world(GROUPS)
    ours_url = bench.databases.create(kind)
    bare_url = bench.databases.create(kind, is_migrated=False)
    found(ours_url, world)
    log = bench.log(f"webhook-{kind}")
    scale = bench.scale
    seconds = scale.rounds * scale.round_seconds + scale.steady_seconds + WARM_UP_SECONDS
    count = int(seconds * MOST_A_SECOND)
    with (
        servers.provider(log) as provider,
        servers.gunicorn(servers.YARDSTICK, bare_url, log) as bare,
        servers.gunicorn(servers.OUR_APP, ours_url, log) as ours,
        servers.worker(ours_url, provider.port, log),
        Load(world, 0, count) as our_load,
        Load(world, 0, 4 * count) as bare_load,
    ):
        outcome = _alternate(bench, ours, our_load, bare, bare_load)
        resident_mb = ours.resident_mb()
    check_book(ours_url, world, outcome.answered)
    yield from _figures(kind, outcome)
    yield Figure(f"web process resident after load, {kind}", resident_mb, "MB", _RESIDENT)
    yield Figure(f"web process: start to first 200, {kind}", ours.start_seconds, "s", _START)


def _alternate(
    bench: Bench, ours: Server, our_load: Load, bare: Server, bare_load: Load
) -> _Outcome:
    scale, outcome = bench.scale, _Outcome()
    outcome.other.append(our_load.closed(ours.port, WARM_UP_SECONDS))
    bare_load.closed(bare.port, WARM_UP_SECONDS)
    for _ in range(scale.rounds):
        outcome.bare.append(bare_load.closed(bare.port, scale.round_seconds))
        outcome.ours.append(our_load.closed(ours.port, scale.round_seconds))
    half_rate = statistics.median(spell.rate for spell in outcome.ours) / 2
    outcome.half = our_load.steady(ours.port, scale.steady_seconds, half_rate)
    return outcome


def _figures(kind: str, outcome: _Outcome) -> Iterator[Figure]:
    pairs = list(zip(outcome.ours, outcome.bare, strict=True))
    share = statistics.median(ours.rate / bare.rate for ours, bare in pairs)
    ours = statistics.median(spell.rate for spell in outcome.ours)
    bare = statistics.median(spell.rate for spell in outcome.bare)
    note = f"{ours:.0f} of {bare:.0f} a second"
    yield Figure(f"webhook, share of the yardstick, {kind}", share, "", _SHARE[kind], note)
    p99 = percentile(outcome.half.latencies_ms, 99)
    note = (
        f"at {outcome.half.rate:.0f} a second, p50 {percentile(outcome.half.latencies_ms, 50):.0f}"
    )
    yield Figure(f"webhook, p99 at half of its peak, {kind}", p99, "ms", _P99, note)
    at_peak = [latency for spell in outcome.ours for latency in spell.latencies_ms]
    bare_worst = max(latency for spell in outcome.bare for latency in spell.latencies_ms)
    note = f"p99 {percentile(at_peak, 99):.0f}; the yardstick's worst {bare_worst:.0f}"
    yield Figure(
        f"webhook, worst answer at its peak, {kind}", max(at_peak), "ms", _WORST[kind], note
    )
