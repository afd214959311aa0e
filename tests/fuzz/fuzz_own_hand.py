"""Writes for hours as people who want more than is theirs; not part of the tests.

python -m tests.fuzz.fuzz_own_hand [minutes] [seed]: stops at the first who gets it, and says how.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.test_own_hand import HANDS, gained, prepare, tries_of


def main(minutes: float, seed: str) -> None:
    """Try until the time is over."""
    folder = Path(tempfile.mkdtemp())
    prepared, ends_at, count, run = prepare(folder), time.monotonic() + 60 * minutes, 0, 0
    while time.monotonic() < ends_at:
        run += 1
        for hand in HANDS:
            for tried in tries_of(hand, f"{seed}/{run}", pairs=60, triples=120):
                count += 1
                if gained(hand, tried, prepared, folder / "try.db") > 0:
                    sys.exit(f"{hand.id} alone: {tried!r}")
    sys.stdout.write(f"{count} tries, nobody gained by their own hand.\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10, *sys.argv[2:3] or ["1"])
