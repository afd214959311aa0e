"""[rotation]: what a seat pays, how often, from when, and by which day of the round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from chama.constitution.section import Read, rule
from chama.constitution.values import DATE, RHYTHM, YES_OR_NO, amount, in_cents, number
from chama.money import Money
from chama.rota import DAYS_IN_SHORTEST_MONTH, Every, Period
from chama.toml_table import Value, whole_number

MOST_RECIPIENTS = 10
LAST_DAY: Final = "last day"


def _day_of_round(read: Read) -> Value[int | None]:
    every = read["every"]
    longest = every.shortest_days if every else DAYS_IN_SHORTEST_MONTH

    def read_day(value: object) -> int | None:
        is_last = isinstance(value, str) and value.strip().casefold() == LAST_DAY
        return None if is_last else whole_number(value, longest)

    return Value(f'a day of the round, 1 to {longest}, or "{LAST_DAY}"', read_day)


@dataclass(frozen=True, slots=True)
class Rotation:
    """The merry-go-round.

    contribution: whole units a seat a round. starts: the day on which the first round opens. due:
    the day of the round, its first being 1, by which members pay; None is its last. recipients:
    how many receive in one round. recipient_pays: whether who receives pays that round too.
    """

    contribution: int = rule(amount(1), unread=0, told=in_cents)
    every: Every = rule(RHYTHM, unread=Every(Period.MONTH), written=str)
    starts: date = rule(DATE, unread=date.max)
    due: int | None = rule(_day_of_round, default=None, written=lambda day: day or LAST_DAY)
    recipients: int = rule(number(1, MOST_RECIPIENTS, "people"), default=1)
    recipient_pays: bool = rule(YES_OR_NO, default=True)

    @property
    def contribution_cents(self) -> int:
        """What a seat pays a round, in cents."""
        return Money.of(self.contribution).cents
