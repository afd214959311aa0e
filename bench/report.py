"""What was measured against what the budget asks, as a table and as a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

AIM, MET, MISSED, NO_BUDGET = "reaches the aim", "meets the budget", "MISSES THE BUDGET", ""


@dataclass(frozen=True, slots=True)
class Budget:
    """What DESIGN.md asks of a figure."""

    required: float
    aim: float | None = None
    is_more_better: bool = False

    def verdict(self, measured: float) -> str:
        """AIM, MET or MISSED."""
        if self.aim is not None and self._holds(measured, self.aim):
            return AIM
        return MET if self._holds(measured, self.required) else MISSED

    def _holds(self, measured: float, bound: float) -> bool:
        return measured >= bound if self.is_more_better else measured <= bound


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. unit: "" for a ratio. note: what helps to judge it."""

    what: str
    measured: float
    unit: str = ""
    budget: Budget | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """How it stands to its budget."""
        return self.budget.verdict(self.measured) if self.budget else NO_BUDGET


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that is not below so many percent of all; the nearest rank.

    Raises ValueError without values.
    """
    if not values:
        raise ValueError("There are no values.")
    ranked = sorted(values)
    rank = -(-len(ranked) * percent // 100)  # rounded up
    return ranked[max(0, int(rank) - 1)]


def table(figures: Sequence[Figure]) -> Table:
    """The figures as an operator reads them."""
    shown = Table("row", "measured", "required", "aim", "verdict", "note", title="Budgets")
    for one in figures:
        budget = one.budget
        shown.add_row(
            one.what,
            _number(one.measured, one.unit),
            _number(budget.required, one.unit) if budget else "",
            _number(budget.aim, one.unit) if budget and budget.aim is not None else "",
            one.verdict,
            one.note,
            style="red" if one.verdict == MISSED else "",
        )
    return shown


def _number(value: float, unit: str) -> str:
    digits = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{digits} {unit}".rstrip()


def show(figures: Sequence[Figure], folder: Path) -> Path:
    """Print the table, and write the figures to a file of their own; gives its path."""
    Console(width=150).print(table(figures))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    rows = [asdict(one) | {"verdict": one.verdict} for one in figures]
    path.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return path
