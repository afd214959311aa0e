"""Announced rates: what a unit of the group's currency is in another one, for one round.

A rate settles what a member owes and revalues nothing. What is asked for in the other currency is
a whole number of what is worth less than a unit of the group's, so that people can send it; half
goes to the even one, for each member by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from chama.money import CENTS_PER_UNIT, minor_digits

FINEST_PLACES = 6
"""Digits behind the point that a rate may have."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of the group's currency is in another.

    source: where it is from, as it was said ("CBK 1 Nov"), "" for nothing. on: the day on which it
    was announced. tolerance: by which part of what is asked a payment may fall short and still
    settle.
    """

    currency: str
    per_unit: Decimal
    source: str
    on: date
    tolerance: Fraction = Fraction(0)

    def asked_cents(self, owed_cents: int) -> int:
        """What is to be paid in the other currency for a debt in the group's; cents of each."""
        is_small = self.per_unit >= 1 or minor_digits(self.currency) == 0
        coin = CENTS_PER_UNIT if is_small else 1
        return round(Fraction(owed_cents, coin) * Fraction(self.per_unit)) * coin

    def enough_cents(self, owed_cents: int) -> int:
        """The least that settles such a debt in full: what is asked, less what is tolerated."""
        asked_cents = self.asked_cents(owed_cents)
        return asked_cents - int(asked_cents * self.tolerance)

    def pays_cents(self, arrived_cents: int, owed_cents: int) -> int:
        """What of a debt is paid by so much: all of it by what is enough, else a part."""
        is_enough = arrived_cents >= self.enough_cents(owed_cents)
        return owed_cents if is_enough else self.part_cents(arrived_cents, owed_cents)

    def part_cents(self, arrived_cents: int, owed_cents: int) -> int:
        """What of a debt is paid by less than is asked for it, in cents of the group's currency.

        Half a cent goes to the even one; where the rest would then ask for more than is left of
        what was announced, a cent more is paid, so that parts together settle as one payment does.
        """
        left_cents = self.asked_cents(owed_cents) - arrived_cents
        paid_cents = min(self.worth_cents(arrived_cents), owed_cents)
        while self.asked_cents(owed_cents - paid_cents) > left_cents:
            paid_cents += 1
        return paid_cents

    def worth_cents(self, arrived_cents: int) -> int:
        """Money in the other currency as the group's at this rate, half a cent to the even one."""
        return round(arrived_cents * (1 / Fraction(self.per_unit)))
