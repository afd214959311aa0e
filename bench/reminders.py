"""Queueing reminders to every member of many groups, in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time
from time import monotonic

import sqlalchemy as sa

from bench.checks import BenchFailed
from bench.filling import fill
from bench.founding import new_world
from bench.report import Budget, Figure
from bench.scale import Bench
from bench.world import SEATS
from bot import schedule
from bot.conversation.reminding import TEMPLATE
from bot.store.database import open_engine, reading
from bot.store.tables import outbox
from chama.rota import NAIROBI, day_in_nairobi

REMINDERS = 100_000
WARM_UP_GROUPS = 300
_MEMORY = Budget(20)  # megabytes for all of them: flat
_SECONDS = Budget(20, 5)


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """Seconds for 100,000 reminders, reckoned up from what was queued, and memory growth."""
    groups = bench.scale.reminder_groups
    urls = [bench.databases.create(kind) for _ in range(2)]
    for url, size in zip(urls, (WARM_UP_GROUPS, groups), strict=True):
        fill(url, size, 0, new_world(1).day)
    program = [sys.executable, "-m", "bench.reminders", *urls]
    answer = subprocess.run(program, capture_output=True, text=True, check=True)
    seconds, grown_mb = json.loads(answer.stdout)
    queued = _queued(urls[-1])
    if queued != groups * SEATS:
        raise BenchFailed(f"{queued} reminders were queued, not {groups * SEATS}")
    note = f"{queued:,} in {seconds:.1f} s"
    for_all = seconds * REMINDERS / queued
    yield Figure(f"queueing 100,000 reminders, {kind}", for_all, "s", _SECONDS, note)
    yield Figure(f"memory while queueing them, {kind}", grown_mb, "MB more", _MEMORY)


def _queued(url: str) -> int:
    engine = open_engine(url)
    with reading(engine) as connection:
        reminders = sa.select(sa.func.count()).where(outbox.c.template == TEMPLATE)
        count: int = connection.execute(reminders).scalar_one()
    engine.dispose()
    return count


def main(small_url: str, url: str) -> None:
    """Queue what is due by noon; print how long it took and by how much memory grew meanwhile.

    The few of the small store come first, so that only what grows with the number counts.
    """
    noon = datetime.combine(day_in_nairobi(datetime.now(UTC)), time(12), NAIROBI)
    schedule.queue_reminders(open_engine(small_url), noon)
    engine = open_engine(url)
    before_mb = _peak_mb()
    started = monotonic()
    schedule.queue_reminders(engine, noon)
    print(json.dumps([monotonic() - started, _peak_mb() - before_mb]))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000  # Linux says kilobytes


if __name__ == "__main__":
    main(*sys.argv[1:])
