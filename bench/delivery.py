"""From a member's text to the provider, both ways: the sweep as built, and enqueueing at once."""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

from bench import servers
from bench.checks import BenchFailed
from bench.founding import found, new_world
from bench.load import Answers, Load
from bench.report import Figure, percentile
from bench.scale import Bench
from bench.world import World, code

GROUPS = 100
A_SECOND = 12  # two messages go out for each: well below what the queue lets through
SETTLE_SECONDS = 3.0
MOST_A_SECOND = 900
_CODE = re.compile(r"\b[A-Z]{2}[0-9A-Z]{8}\b")

_WAYS = {
    "sweep": (servers.OUR_APP, ()),
    "enqueue": (
        "bench.enqueue_variant:create_app()",
        (sys.executable, "-m", "bench.enqueue_variant"),
    ),
}


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """Latency of both ways at a moderate rate, then the web's rates, alternated."""
    scale, world = bench.scale, new_world(GROUPS)
    count = int(
        scale.steady_seconds * A_SECOND + scale.rounds * scale.round_seconds * MOST_A_SECOND
    )
    with ExitStack() as stack:
        peaks = {}
        for way, (app, program) in _WAYS.items():
            url = bench.databases.create(kind)
            found(url, world)
            log = bench.log(f"delivery-{kind}-{way}")
            provider = stack.enter_context(servers.provider(log))
            stack.enter_context(servers.worker(url, provider.port, log, *program))
            time.sleep(SETTLE_SECONDS)  # the engine makes its tables
            web = stack.enter_context(servers.gunicorn(app, url, log))
            load = stack.enter_context(Load(world, 0, count))
            answers = load.steady(web.port, scale.steady_seconds, A_SECOND)
            time.sleep(SETTLE_SECONDS)
            yield _latency(f"message to provider, {way}, {kind}", world, answers, provider.port)
            peaks[way] = (web.port, load)
        rates = _rates(peaks, scale.rounds, scale.round_seconds)
    ratio = statistics.median(
        enqueue / sweep for enqueue, sweep in zip(rates["enqueue"], rates["sweep"], strict=True)
    )
    note = ", ".join(
        f"{way} {statistics.median(values):.0f} a second" for way, values in rates.items()
    )
    yield Figure(f"web rate of enqueueing against sweeping, {kind}", ratio, "", None, note)


def _latency(what: str, world: World, answers: Answers, provider_port: int) -> Figure:
    """Milliseconds from a text's call to the first message about it that reached the provider."""
    arrived: dict[str, float] = {}
    for moment, text in json.loads(servers.get(provider_port, "/calls")):
        for found_code in _CODE.findall(text):
            arrived.setdefault(found_code, moment)
    # The generator's first spell: payment n was its n-th call.
    waits = [
        (arrived[name] - answers.sent_at[number]) * 1_000
        for number in answers.answered
        if (name := code(number, world.day)) in arrived
    ]
    if not waits:
        raise BenchFailed(f"{what}: nothing reached the provider")
    note = f"p95 {percentile(waits, 95):.0f}; {len(waits)} of {len(answers.answered)} arrived"
    return Figure(what, percentile(waits, 50), "ms", None, note)


def _rates(
    peaks: dict[str, tuple[int, Load]], rounds: int, seconds: float
) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {way: [] for way in peaks}
    for _ in range(rounds):
        for way, (port, load) in peaks.items():
            rates[way].append(load.closed(port, seconds).rate)
    return rates
