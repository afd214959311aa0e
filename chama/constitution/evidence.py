"""[evidence]: which money texts count without a person looking at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chama.constitution.section import rule
from chama.toml_table import Value, whole_number

LONGEST_TEXT_AGE = 3_650  # days
DEFAULT_TEXT_AGE = 60  # days
ANY: Final = "any"


def _read_text_age(value: object) -> int | None:
    is_any = value == 0 and not isinstance(value, bool | float)
    if is_any or (isinstance(value, str) and value.strip().casefold() == ANY):
        return None
    return whole_number(value, LONGEST_TEXT_AGE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """oldest_days: how many days old a money text may be that counts by itself, None for any."""

    oldest_days: int | None = rule(
        Value(f'whole days, 1 to {LONGEST_TEXT_AGE}, or "{ANY}"', _read_text_age),
        default=DEFAULT_TEXT_AGE,
        written=lambda days: days or ANY,
    )
