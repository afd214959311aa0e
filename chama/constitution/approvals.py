"""[approvals]: how many people stand behind what one alone must not do."""

from __future__ import annotations

from dataclasses import dataclass

from chama.constitution.section import rule
from chama.toml_table import Value, whole_number

FEWEST = 2
MOST = 10


def _read_people(value: object) -> int:
    people = whole_number(value, MOST)
    if people < FEWEST:
        raise ValueError
    return people


@dataclass(frozen=True, slots=True)
class Approvals:
    """money_out: how many people, none with an interest in it, let money leave; who asks counts."""

    money_out: int = rule(
        Value(f"a number of people, {FEWEST} to {MOST}", _read_people), default=FEWEST
    )
