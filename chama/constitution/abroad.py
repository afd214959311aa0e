"""[abroad]: contributions that may be paid in another currency than the group's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from chama.constitution.identity import CURRENCY
from chama.constitution.section import rule
from chama.constitution.values import MOST_ITEMS, NONE
from chama.toml_table import Value, string

MOST_PERCENT: Final = 10

_PERCENT = re.compile(r"(\d{1,2}(?:\.\d)?) ?%", re.ASCII)


def _read_tolerance(value: object) -> Fraction:
    if value == 0 and not isinstance(value, bool):
        return Fraction(0)
    written = _PERCENT.fullmatch(string(value))
    if written is None or not Fraction(written[1]) <= MOST_PERCENT:
        raise ValueError
    return Fraction(written[1]) / 100


def _written_tolerance(tolerance: Fraction) -> str:
    return f"{float(tolerance * 100):g}%"


def _read_currencies(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise ValueError
    codes = tuple(CURRENCY.read(one) for one in value)
    if len(set(codes)) != len(codes):
        raise ValueError
    return codes


_TOLERANCE: Final = Value(
    f'a percentage of what is asked, 0 to {MOST_PERCENT}, e.g. "1%"', _read_tolerance
)
_CURRENCIES: Final = Value('a list of currencies, e.g. ["KES"], or []', _read_currencies)


@dataclass(frozen=True, slots=True)
class Abroad:
    """currencies: in which a due may be paid, at a rate that officers announce for the round.

    tolerance: by which part of the announced amount a payment may fall short and settle the due.
    """

    tolerance: Fraction = rule(_TOLERANCE, default=Fraction(0), written=_written_tolerance)
    currencies: tuple[str, ...] = rule(
        _CURRENCIES, default=(), written=list, told=lambda codes: list(codes) or NONE
    )
