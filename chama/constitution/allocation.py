"""[allocation]: what a member's money pays first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chama.constitution.section import rule
from chama.toml_table import Value, string


class PaysFirst(StrEnum):
    """What a member's money pays first when they owe for several rounds; the rest oldest first."""

    OLDEST = "oldest"
    CURRENT = "current"


_ORDERS: Final = {
    PaysFirst.OLDEST: ("arrears", "current"),
    PaysFirst.CURRENT: ("current", "arrears"),
}


def _read_order(value: object) -> PaysFirst:
    if not isinstance(value, list):
        raise ValueError
    words = tuple(string(word).casefold() for word in value)
    for pays_first, order in _ORDERS.items():
        if words == order:
            return pays_first
    raise ValueError


_EXPECTED: Final = " or ".join(
    "[" + ", ".join(f'"{word}"' for word in order) + "]" for order in _ORDERS.values()
)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The order in which money is applied."""

    order: PaysFirst = rule(
        Value(_EXPECTED, _read_order),
        default=PaysFirst.OLDEST,
        written=lambda order: list(_ORDERS[order]),
    )
