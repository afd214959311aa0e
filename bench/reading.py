"""Reading M-Pesa texts: usual ones, and the worst of 20,000 characters that we know."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from bench.founding import new_world
from bench.report import Budget, Figure
from bench.scale import Bench
from chama.receipts import read

LONGEST = 20_000  # characters
TEXTS = 500
SECONDS = 2.0

_RATE = Budget(10_000, 15_000, True)
_WORST = Budget(20, 10)

# Pieces that a reader could go over again and again when they are repeated.
_PIECES = (
    "UKM1234567 Confirmed.You have received Ksh500.00 from JOHN OTIENO 0712***345 on 22/11/26 at ",
    "UKM1234567 Confirmed. You have received Ksh1 from A ",
    "UKM1234567 Confirmed. You have received Ksh1 from A B 0712***345  ",
    "UKM1234567 Confirmed. Ksh1 sent to A B 0712***345 for account  ",
    "UKM1234567 Imethibitishwa. Umepokea Ksh1 kutoka kwa A B 0712***345 ",
    "UKM1234567 Confirmed. Ksh1 to your M-PESA account from KCB M-PESA ",
    "Transaction UKM1234567 has been reversed and Ksh1 ",
    "A/C XXX789 CR KES 1 on 22/11 ",
    "Dear customer, you have received Ksh615.00 from ",
    "Ksh1 ",
    "0712345678 ",
    "1,",
    "A",
    "A\u0301\u0316",
    "\u200b",
    "\n",
    " on 22/11/26 at 3:30 PM",
)


def measure(_bench: Bench) -> Iterator[Figure]:
    """Usual texts a second, and milliseconds of the worst long one."""
    world, now = new_world(100), datetime.now(UTC)
    texts = [world.text(number) for number in range(TEXTS)]
    rate = a_second(lambda text: read(text, now), texts)
    yield Figure("reading one M-Pesa text", rate, "a second", _RATE)
    long_texts = [(piece * LONGEST)[:LONGEST] for piece in _PIECES]
    costs = {text[:30]: _milliseconds(partial(read, text, now)) for text in long_texts}
    worst = max(costs, key=lambda begin: costs[begin])
    note = f"of {len(costs)} shapes: {worst!r} again and again"
    yield Figure("reading any 20,000-character text", costs[worst], "ms", _WORST, note)


def a_second(act: Callable[[str], object], texts: Sequence[str]) -> float:
    """How many texts a second, over all of them until the time is over."""
    done, started = 0, time.process_time()
    while (spent := time.process_time() - started) < SECONDS:
        for text in texts:
            act(text)
        done += len(texts)
    return done / spent


def _milliseconds(act: Callable[[], object]) -> float:
    """The best of five, so that other programs on the machine do not count."""
    costs = []
    for _ in range(5):
        started = time.perf_counter()
        act()
        costs.append((time.perf_counter() - started) * 1_000)
    return min(costs)
