"""[allocation]: what a member's money pays first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chama.constitution.section import rule
from chama.toml_table import Value, string


class Pays(StrEnum):
    """What a member's money can pay; of each the oldest first."""

    FINES = "fines"
    ARREARS = "arrears"
    CURRENT = "current"
    WELFARE = "welfare"


DEFAULT_ORDER: Final = tuple(Pays)


def _read_order(value: object) -> tuple[Pays, ...]:
    if not isinstance(value, list):
        raise ValueError
    said = [Pays(string(word).casefold()) for word in value]
    if not said or len(set(said)) != len(said):
        raise ValueError
    return (*said, *(one for one in DEFAULT_ORDER if one not in said))


_WORDS: Final = ", ".join(f'"{one}"' for one in Pays)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The order in which money is applied; what the file leaves out comes after what it says."""

    order: tuple[Pays, ...] = rule(
        Value(f"a list of {_WORDS}, each once at most", _read_order),
        default=DEFAULT_ORDER,
        written=lambda order: [str(one) for one in order],
    )
