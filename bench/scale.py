"""How long a run measures: quick (three minutes), full, or national (all of Kenya)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.databases import Databases


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes and times of a run. size_groups: how many groups the large store of the size row has;
    size_entries: how many entries each of them. dashboard_groups: beside how many the dashboard is
    looked at; its budget is about 300,000. verify_entries: how many `verify` goes over.
    rest_seconds: what an idle worker is given to come to rest; the engine looks for schedules each
    second in its first minute.
    """

    rounds: int
    round_seconds: float
    steady_seconds: float
    size_groups: int
    size_entries: int
    dashboard_groups: int
    reminder_groups: int
    verify_entries: int
    rest_seconds: float


QUICK = Scale(3, 1.5, 4, 2_000, 15, 2_000, 2_000, 5_000, 12)
FULL = Scale(5, 3, 15, 40_000, 15, 300_000, 10_000, 50_000, 70)
NATIONAL = Scale(5, 3, 15, 300_000, 17, 300_000, 10_000, 1_000_000, 70)
SCALES = {"quick": QUICK, "full": FULL, "national": NATIONAL}


@dataclass(frozen=True, slots=True)
class Bench:
    """What each row measures with. folder: where logs go."""

    scale: Scale
    databases: Databases
    folder: Path

    def log(self, name: str) -> Path:
        """The file for what the processes of a row say."""
        return self.folder / f"{name}.log"
