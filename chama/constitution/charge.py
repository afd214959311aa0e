"""What a rule charges: so many units, or a percentage of what is owed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from chama.constitution.values import LARGEST_AMOUNT, or_none
from chama.money import Money
from chama.toml_table import Value, string, whole_number

MOST_PERCENT: Final = 100

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?%", re.ASCII)


@dataclass(frozen=True, slots=True)
class Charge:
    """units: whole units of the group's currency; percent: of what is owed. One of them is None."""

    units: int | None = None
    percent: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.units is None) is (self.percent is None):
            raise ValueError("A charge is either units or a percentage.")

    @classmethod
    def parse(cls, value: object) -> Charge:
        """The charge that a file writes as 50 or "10%". Raises ValueError."""
        if isinstance(value, int):
            return cls(units=whole_number(value, LARGEST_AMOUNT))
        written = _PERCENT.fullmatch(string(value))
        percent = Decimal(written[1]) if written else Decimal(0)
        if not 0 < percent <= MOST_PERCENT:
            raise ValueError
        return cls(percent=percent)

    def of(self, owed_cents: int) -> int:
        """The charge in cents on what is owed, in cents; half a cent goes to the even one."""
        if self.percent is None:
            return Money.of(self.units or 0).cents
        exact = Decimal(owed_cents) * self.percent / 100
        return int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))

    def as_written(self) -> str | int:
        """As a file writes it: 50 or "10%"."""
        return f"{self.percent.normalize():f}%" if self.percent is not None else self.units or 0

    def told(self) -> dict[str, object]:
        """As a sentence about it needs it; one of the two says nothing."""
        if self.percent is None:
            return {"amount_cents": self.of(0), "percent": ""}
        return {"amount_cents": None, "percent": self.as_written()}


CHARGE: Final[Value[Charge | None]] = or_none(
    Value(f'whole units, e.g. 50, or a percentage up to {MOST_PERCENT}, e.g. "10%"', Charge.parse)
)
