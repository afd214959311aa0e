"""`verify` over many sealed entries, in a process of its own: seconds for a million, and memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from time import monotonic

from bench.checks import BenchFailed
from bench.founding import found, new_world
from bench.report import Budget, Figure
from bench.scale import Bench
from bench.world import AMOUNT, SEATS, World, code
from bot.store.book import lock_book, post
from bot.store.database import open_engine, writing
from bot.store.verify import verify
from chama import entries
from chama.entries import ROTATION
from chama.journal import JournalEntry, ReceiptId

A_MILLION = 1_000_000
GROUPS = 100
WARM_UP_SHARE = 10  # of the entries; what is read once only must not count as growth
_SECONDS = Budget(120, 60)
_MEMORY = Budget(20)  # megabytes: flat


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """Seconds for a million entries, reckoned up from what was sealed, and memory growth."""
    count, world = bench.scale.verify_entries, new_world(GROUPS)
    urls = [bench.databases.create(kind) for _ in range(2)]
    for url, size in zip(urls, (count // WARM_UP_SHARE, count), strict=True):
        found(url, world)
        _seal(url, world, size)
    program = [sys.executable, "-m", "bench.verifying", *urls]
    answer = subprocess.run(program, capture_output=True, text=True, check=True)
    seconds, grown_mb, faults = json.loads(answer.stdout)
    if faults:
        raise BenchFailed(f"verify found {faults} faults in a sound book")
    note = f"{count:,} in {seconds:.1f} s"
    for_all = seconds * A_MILLION / count
    yield Figure(f"verify of a million entries, {kind}", for_all, "s", _SECONDS, note)
    yield Figure(f"memory while verifying, {kind}", grown_mb, "MB more", _MEMORY)


def _seal(url: str, world: World, count: int) -> None:
    """Put so many payments into the books by the product's own posting, a transaction a group."""
    engine, now = open_engine(url), datetime.now(UTC)
    for group in range(GROUPS):
        with writing(engine) as connection:
            book = lock_book(connection, group + 1)
            for number in range(group, count, GROUPS):
                book = post(connection, book, _payment(world, number), recorded_at=now).book
    engine.dispose()


def _payment(world: World, number: int) -> JournalEntry:
    receipt = ReceiptId("mpesa", code(number, world.day))
    return entries.contribution(
        f"M{1 + number // GROUPS % SEATS:02d}",
        AMOUNT * 100,
        into=entries.collector(ROTATION, "C1"),
        owed=(),
        key=entries.receipt_key(receipt),
        on=world.day,
        actor="M01",
        receipt=receipt,
        memo="M-Pesa",
    )


def main(small_url: str, url: str) -> None:
    """Verify the small store, then the large one; print seconds, memory growth and faults."""
    faults = sum(1 for _ in verify(open_engine(small_url)))
    before_mb, started = _peak_mb(), monotonic()
    faults += sum(1 for _ in verify(open_engine(url)))
    print(json.dumps([monotonic() - started, _peak_mb() - before_mb, faults]))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000  # Linux says kilobytes


if __name__ == "__main__":
    main(*sys.argv[1:])
