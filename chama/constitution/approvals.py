"""[approvals]: how many people stand behind what one alone must not do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chama.constitution.section import rule
from chama.constitution.values import number

FEWEST: Final = 2
MOST: Final = 10

_PEOPLE: Final = number(FEWEST, MOST, "people")


@dataclass(frozen=True, slots=True)
class Approvals:
    """How many people, none with an interest in it, agree to a thing; who asks for it counts.

    money_out: a payout of the pot, and money out that no other rule names. expense: what the group
    spends. welfare: a grant. waiver: a fine that is let off. amendment: a change of these rules,
    where officers decide on it.
    """

    money_out: int = rule(_PEOPLE, default=FEWEST)
    expense: int = rule(_PEOPLE, default=FEWEST)
    welfare: int = rule(_PEOPLE, default=FEWEST)
    waiver: int = rule(_PEOPLE, default=FEWEST)
    amendment: int = rule(_PEOPLE, default=FEWEST)
