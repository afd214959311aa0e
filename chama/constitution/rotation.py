"""[rotation]: what a seat pays, how often, from when, and by which day of the round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from chama.constitution.section import Read, rule
from chama.money import DEFAULT_CURRENCY, Money
from chama.rota import DAYS_IN_SHORTEST_MONTH, Every, Period
from chama.toml_table import Value, string, whole_number

LARGEST_CONTRIBUTION = 100_000_000  # units a seat, in any currency; of UGX about KES 3.5 million
YEARS = range(2000, 2100)
LAST_DAY: Final = "last day"


def _read_date(value: object) -> date:
    # A TOML date-time is a date to isinstance, and ISO has forms that nobody here would mean.
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        value = date.fromisoformat(value)
    if isinstance(value, datetime) or not isinstance(value, date) or value.year not in YEARS:
        raise ValueError
    return value


def _day_of_round(read: Read) -> Value[int | None]:
    every = read["every"]
    longest = every.shortest_days if every else DAYS_IN_SHORTEST_MONTH

    def read_day(value: object) -> int | None:
        is_last = isinstance(value, str) and value.strip().casefold() == LAST_DAY
        return None if is_last else whole_number(value, longest)

    return Value(f'a day of the round, 1 to {longest}, or "{LAST_DAY}"', read_day)


_CONTRIBUTION: Final = Value(
    f"whole {DEFAULT_CURRENCY} or other units, 1 to {LARGEST_CONTRIBUTION}, e.g. 1000",
    lambda value: whole_number(value, LARGEST_CONTRIBUTION),
)
_EVERY: Final = Value(
    'a rhythm, e.g. "week", "fortnight", "month" or "10 days"',
    lambda value: Every.parse(string(value)),
)
_DATE: Final = Value("a date, e.g. 2026-11-22", _read_date)


@dataclass(frozen=True, slots=True)
class Rotation:
    """The merry-go-round.

    contribution: whole units a seat a round. starts: the day on which the first round opens. due:
    the day of the round, its first being 1, by which members pay; None is its last.
    """

    contribution: int = rule(_CONTRIBUTION, unread=0)
    every: Every = rule(_EVERY, unread=Every(Period.MONTH), written=str)
    starts: date = rule(_DATE, unread=date.max)
    due: int | None = rule(_day_of_round, default=None, written=lambda day: day or LAST_DAY)

    @property
    def contribution_cents(self) -> int:
        """What a seat pays a round, in cents."""
        return Money.of(self.contribution).cents
