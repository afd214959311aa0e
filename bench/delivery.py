"""From a member's text to the provider: how long it takes, and what the worker's part costs."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator

from bench import servers
from bench.checks import BenchFailed
from bench.founding import found, new_world
from bench.load import Answers, Load
from bench.report import Budget, Figure, percentile
from bench.scale import Bench
from bench.servers import Server
from bench.world import World, code

GROUPS = 100
A_SECOND = 12  # two messages go out for each: well below what the queue lets through
SETTLE_SECONDS = 3.0
DRAIN_SECONDS = 8.0
MOST_A_SECOND = 900
_CODE = re.compile(r"\b[A-Z]{2}[0-9A-Z]{8}\b")
_COST = Budget(1.0, 0.5)


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """Latency at a moderate rate; then the web takes what it can, and the worker sends it on."""
    scale, world = bench.scale, new_world(GROUPS)
    count = int(scale.steady_seconds * A_SECOND + scale.round_seconds * MOST_A_SECOND)
    url = bench.databases.create(kind)
    found(url, world)
    log = bench.log(f"delivery-{kind}")
    with (
        servers.provider(log) as provider,
        servers.worker(url, provider.port, log) as worker,
        servers.gunicorn(servers.OUR_APP, url, log) as web,
        Load(world, 0, count) as load,
    ):
        time.sleep(SETTLE_SECONDS)  # the engine makes its tables
        answers = load.steady(web.port, scale.steady_seconds, A_SECOND)
        time.sleep(SETTLE_SECONDS)
        yield _latency(f"message to provider, {kind}", world, answers, provider.port)
        yield _cost(kind, web, worker, load, provider.port, scale.round_seconds)


def _cost(
    kind: str, web: Server, worker: Server, load: Load, provider_port: int, seconds: float
) -> Figure:
    """Processor time of the worker for a message sent, over the web's for a message taken."""
    before = web.cpu_seconds()
    taken = len(load.closed(web.port, seconds).answered)
    a_taken = (web.cpu_seconds() - before) / taken
    before, sent_before = worker.cpu_seconds(), _sent(provider_port)
    time.sleep(DRAIN_SECONDS)
    sent = _sent(provider_port) - sent_before
    if not sent:
        raise BenchFailed(f"delivery, {kind}: the worker sent nothing")
    a_sent = (worker.cpu_seconds() - before) / sent
    note = f"{a_sent * 1_000:.2f} of {a_taken * 1_000:.2f} ms; {sent / DRAIN_SECONDS:.0f} a second"
    return Figure(
        f"worker's cost of a message to the web's, {kind}", a_sent / a_taken, "", _COST, note
    )


def _sent(provider_port: int) -> int:
    return len(json.loads(servers.get(provider_port, "/calls")))


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
