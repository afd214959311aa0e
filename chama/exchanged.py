"""What a book says of exchanges: pairs of amounts as they really were, never a sum of both."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from chama.money import Money

_SHOWN = Decimal("0.01")


def rate_between(one: Money, other: Money) -> str:
    """What two amounts that moved make of a unit, for people: "GBP 1 = KES 164".

    Of the one that is worth more; to two places, and only ever shown.
    """
    dear, cheap = sorted((one, other), key=lambda money: abs(money.cents))
    per_unit = (Decimal(cheap.cents) / dear.cents).quantize(_SHOWN, ROUND_HALF_EVEN)
    return f"{dear.currency} 1 = {cheap.currency} {per_unit.normalize():,f}"
