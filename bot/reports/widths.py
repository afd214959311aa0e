"""How wide the columns of a printed table get, and which of them stand side by side.

Numbers and dates never break; texts give way first. What is too wide even so goes on below, with
the first column once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_WIDE_ENOUGH = 180.0  # for any text


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
        return max(self.least, min(self.natural * 2 / 3, _WIDE_ENOUGH))


def is_roomy(wanted: Sequence[Wanted], room: float) -> bool:
    """Whether all fit, so that each can be read well."""
    return sum(one.enough for one in wanted) <= room


def blocks(wanted: Sequence[Wanted], room: float) -> list[list[int]]:
    """Which columns stand side by side, by place; the first heads every block."""
    found: list[list[int]] = []
    current, used = [0], wanted[0].least
    for place, one in enumerate(wanted[1:], start=1):
        if used + one.least > room and len(current) > 1:
            found.append(current)
            current, used = [0], wanted[0].least
        current.append(place)
        used += one.least
    return [*found, current]


def widths(wanted: Sequence[Wanted], room: float) -> list[float]:
    """How wide each gets, no more than the room together: texts share what the others leave."""
    spare = room - sum(one.natural for one in wanted)
    texts = [one for one in wanted if one.gives_way]
    if spare >= 0 or not texts:
        return [one.natural for one in wanted]
    given = {id(one): one.natural - one.least for one in texts}
    can_give = sum(given.values()) or 1
    share = min(1, -spare / can_give)
    return [one.natural - given.get(id(one), 0) * share for one in wanted]
