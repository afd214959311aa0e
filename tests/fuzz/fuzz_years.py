"""Plays random years of groups for as long as it is told to; not part of the tests.

python -m tests.fuzz.fuzz_years [minutes] [seed] [days]: stops at the first law that a day breaks.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bot.store.database import open_engine
from bot.store.migrate import migrate
from tests.years.driver import Year
from tests.years.groups import GROUPS


def main(minutes: float, seed: str, days: int) -> None:
    """One group after the other, each from a seed of its own."""
    folder, ends_at = Path(tempfile.mkdtemp()), time.monotonic() + 60 * minutes
    counts: Counter[str] = Counter()
    run = 0
    while time.monotonic() < ends_at:
        run += 1
        for name, rules in GROUPS.items():
            url = f"sqlite:///{folder / f'{name}{run}.db'}"
            migrate(url)
            year = Year(open_engine(url), rules(), f"{seed}/{run}/{name}")
            faults = year.play(days)
            counts.update(year.counts)
            counts["days"] += days
            counts["groups"] += 1
            if faults:
                sys.exit("\n".join(faults))
            year.engine.dispose()
    lines = "\n".join(f"{count:8,} {what}" for what, count in sorted(counts.items()))
    sys.stdout.write(f"{lines}\nEvery law held after every day.\n")


if __name__ == "__main__":
    given = [*sys.argv[1:], *["10", "1", "365"][len(sys.argv) - 1 :]]
    main(float(given[0]), given[1], int(given[2]))
