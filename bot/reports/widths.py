"""How wide the columns of a printed table get, and which of them stand side by side.

Numbers and dates never break; texts give way first. What is too wide even so goes on below, with
the first column once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SHORT = 120.0  # a text that need not break
_WIDE_ENOUGH = 180.0  # for any text
_HAIR = 0.01


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a column wants, in points. least: below which it cannot be read. gives_way: a text."""

    natural: float
    least: float
    gives_way: bool

    @property
    def enough(self) -> float:
        """With how much of that it can be read well."""
        if not self.gives_way:
            return self.natural
        short, long = min(self.natural, _SHORT), min(self.natural * 2 / 3, _WIDE_ENOUGH)
        return max(self.least, short, long)


def is_roomy(wanted: Sequence[Wanted], room: float) -> bool:
    """Whether all fit, so that each can be read well."""
    return sum(one.enough for one in wanted) <= room


def blocks(wanted: Sequence[Wanted], room: float) -> list[list[int]]:
    """Which columns stand side by side, by place; the first heads every block.

    All in one, squeezed if need be; else as many as can be read well.
    """
    if sum(one.least for one in wanted) <= room:
        return [list(range(len(wanted)))]
    found: list[list[int]] = []
    current, used = [0], wanted[0].enough
    for place, one in enumerate(wanted[1:], start=1):
        if used + one.enough > room and len(current) > 1:
            found.append(current)
            current, used = [0], wanted[0].enough
        current.append(place)
        used += one.enough
    return [*found, current]


def widths(wanted: Sequence[Wanted], room: float) -> list[float]:
    """How wide each gets: what it wants, where that fits, else the widest texts give way first."""
    given = [one.natural for one in wanted]
    while (over := sum(given) - room) > _HAIR:
        texts = [at for at, one in enumerate(wanted) if one.gives_way and given[at] > one.least]
        if not texts:
            break
        widest = max(given[at] for at in texts)
        level = max((given[at] for at in texts if given[at] < widest), default=0.0)
        cut = [at for at in texts if given[at] == widest]
        for at in cut:
            given[at] = max(wanted[at].least, level, widest - over / len(cut))
    return given
