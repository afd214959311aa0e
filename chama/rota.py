"""The rhythm of the rounds, by arithmetic, and proposals of whose turn it will be.

Whose turn a round is stands in the store from the beginning of its cycle on; arithmetic over
today's seats only proposes the turns of a cycle that has not begun.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from chama.errors import ChamaError

NAIROBI: Final = ZoneInfo("Africa/Nairobi")

DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12
DAYS_IN_SHORTEST_MONTH = 28
LONGEST_COUNT = 366  # of days, weeks or months: more is a slip of the pen


class RotaError(ChamaError):
    """A rhythm, round or list of seats from which no turn can be worked out."""


class Period(StrEnum):
    """What a rhythm is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_COUNTED = re.compile(r"([1-9][0-9]{0,2}) (day|week|month)s?")


@dataclass(frozen=True, slots=True)
class Every:
    """The rhythm of the rounds: every `count` days, weeks or months, `count` from 1 to 366."""

    period: Period
    count: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST_COUNT:
            raise RotaError(f"Every {self.count} {self.period}s is no rhythm for a chama.")

    @classmethod
    def parse(cls, text: str) -> Every:
        """The rhythm of "week", "monthly", "fortnight", "quarter", "10 days". Raises RotaError."""
        words = " ".join(text.casefold().split())
        if words in _NAMED:
            return _NAMED[words]
        counted = _COUNTED.fullmatch(words)
        if counted is None:
            raise RotaError(f"{text!r} is not a rhythm.")
        return cls(Period(counted[2]), int(counted[1]))

    @property
    def shortest_days(self) -> int:
        """A length in days that no round of this rhythm falls short of."""
        days = {
            Period.DAY: 1,
            Period.WEEK: DAYS_IN_WEEK,
            Period.MONTH: DAYS_IN_SHORTEST_MONTH,
        }
        return days[self.period] * self.count

    @property
    def times_a_year(self) -> int:
        """How often it comes in a year, at least once."""
        times = {Period.DAY: 365, Period.WEEK: 52, Period.MONTH: MONTHS_IN_YEAR}
        return max(1, times[self.period] // self.count)

    def __str__(self) -> str:
        """As a constitution writes it, and as `parse` reads it: "week", "2 weeks"."""
        return str(self.period) if self.count == 1 else f"{self.count} {self.period}s"


_NAMED: Final = {
    "day": Every(Period.DAY),
    "daily": Every(Period.DAY),
    "week": Every(Period.WEEK),
    "weekly": Every(Period.WEEK),
    "fortnight": Every(Period.WEEK, 2),
    "fortnightly": Every(Period.WEEK, 2),
    "month": Every(Period.MONTH),
    "monthly": Every(Period.MONTH),
    "quarter": Every(Period.MONTH, 3),
    "quarterly": Every(Period.MONTH, 3),
    "year": Every(Period.MONTH, MONTHS_IN_YEAR),
    "yearly": Every(Period.MONTH, MONTHS_IN_YEAR),
}


@dataclass(frozen=True, slots=True)
class RoundDates:
    """The days of one round in Nairobi: its first, the last for paying, and its last."""

    opens_on: date
    due_on: date
    closes_on: date


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """In this round the member who sits on this seat receives; stored when its cycle begins.

    round: its number in the whole book, so that (cycle, round) names it. position: 1, and more
    where several receive in one round. member: their code; who sat there when the turn was given.
    """

    cycle: int
    round: int
    position: int
    seat: int
    member: str


Seats = Mapping[int, str]
"""Who sits where: a member's code by seat."""


def round_dates(starts: date, every: Every, number: int, due_day: int | None = None) -> RoundDates:
    """The dates of round `number` (from 1) of a rotation whose first round opens on `starts`.

    Round n runs from starts + (n - 1) x every to the day before the next one opens. A month
    without the day of `starts` opens on its last day, and the month after on the full day again.
    due_day: the day of the round, its first being 1, by which members pay; None is its last day,
    and so is a day that a round does not have. Raises RotaError for a round before the first one
    or beyond the calendar.
    """
    if number < 1:
        raise RotaError(f"There is no round {number}: rounds count from 1.")
    if due_day is not None and due_day < 1:
        raise RotaError(f"A round has no day {due_day}: days count from 1.")
    try:
        opens_on = _opening(starts, every, number)
        closes_on = _opening(starts, every, number + 1) - timedelta(days=1)
    except (OverflowError, ValueError) as error:
        raise RotaError(f"Round {number} is beyond the calendar.") from error
    if due_day is None or due_day > (closes_on - opens_on).days:
        return RoundDates(opens_on, closes_on, closes_on)
    return RoundDates(opens_on, opens_on + timedelta(days=due_day - 1), closes_on)


def round_on(starts: date, every: Every, day: date) -> int | None:
    """The number of the round that runs on `day`, None before the first one."""
    if day < starts:
        return None
    if every.period is Period.MONTH:
        months = (day.year - starts.year) * MONTHS_IN_YEAR + day.month - starts.month
        number = months // every.count + 1
        # The month is right but its day may not have come yet.
        return number if _opening(starts, every, number) <= day else number - 1
    return (day - starts).days // every.shortest_days + 1


def _opening(starts: date, every: Every, number: int) -> date:
    """The first day of a round, always counted from `starts` so that a short month leaves no mark.

    Raises OverflowError or ValueError beyond the calendar.
    """
    if every.period is not Period.MONTH:
        return starts + timedelta(days=(number - 1) * every.shortest_days)
    months = starts.month - 1 + (number - 1) * every.count
    year, month = starts.year + months // MONTHS_IN_YEAR, months % MONTHS_IN_YEAR + 1
    if year > date.max.year:
        raise OverflowError
    return date(year, month, min(starts.day, calendar.monthrange(year, month)[1]))


def propose_first(seats: Seats, number: int, recipients: int = 1) -> tuple[Turn, ...]:
    """The turns with which a book begins in round `number`: the rest of the cycle that runs then.

    recipients: how many receive in one round. Raises RotaError for a round below 1 or a rota
    without seats.
    """
    if number < 1:
        raise RotaError(f"There is no round {number}: rounds count from 1.")
    if not seats:
        raise RotaError("A rota without seats has no turns.")
    cycles_before, rounds_before = divmod(number - 1, len(_by_round(seats, recipients)))
    whole = propose(seats, cycles_before + 1, number - rounds_before, recipients)
    return tuple(turn for turn in whole if turn.round >= number)


def propose(seats: Seats, cycle: int, first_round: int, recipients: int = 1) -> tuple[Turn, ...]:
    """The turns of a cycle that begins with that round: each seat once, by its number.

    recipients: how many receive in one round. Nothing more than a proposal: who receives is what is
    stored.
    """
    return tuple(
        Turn(cycle, number, position, seat, seats[seat])
        for number, own in enumerate(_by_round(seats, recipients), start=first_round)
        for position, seat in enumerate(own, start=1)
    )


def _by_round(seats: Seats, recipients: int) -> list[list[int]]:
    """The seats that receive together, round by round; no member twice in one where it can be."""
    left, rounds = sorted(seats), list[list[int]]()
    while left:
        own: list[int] = []
        while left and len(own) < recipients:
            taken = {seats[seat] for seat in own}
            seat = next((one for one in left if seats[one] not in taken), left[0])
            left.remove(seat)
            own.append(seat)
        rounds.append(own)
    return rounds


def turns_from(
    stored: Sequence[Turn], seats: Seats, first_round: int, count: int, recipients: int = 1
) -> tuple[Turn, ...]:
    """The next `count` turns from a round on: those stored, after them as they would be proposed.

    stored: in order, none when the book has not begun. recipients: how many receive in one round.
    Raises RotaError for a rota without seats.
    """
    found = [turn for turn in stored if turn.round >= first_round]
    last = stored[-1] if stored else Turn(0, 0, 1, 0, "")
    if not seats:
        raise RotaError("A rota without seats has no turns.")
    rounds = len(_by_round(seats, recipients))
    cycles_skipped = max(0, first_round - last.round - 1) // rounds
    cycle, begins = last.cycle + 1 + cycles_skipped, last.round + 1 + cycles_skipped * rounds
    while len(found) < count:
        coming = propose(seats, cycle, begins, recipients)
        found += [turn for turn in coming if turn.round >= first_round]
        cycle, begins = cycle + 1, begins + rounds
    return tuple(found[:count])


def next_turn_of(
    stored: Sequence[Turn], seats: Seats, member: str, first_round: int, recipients: int = 1
) -> Turn:
    """The turn in which a member receives next, that of the given round included.

    Raises RotaError when they have no seat.
    """
    for turn in turns_from(stored, seats, first_round, len(stored) + len(seats), recipients):
        if turn.member == member:
            return turn
    raise RotaError(f"{member} has no seat in the rota.")


def day_in_nairobi(moment: datetime) -> date:
    """The calendar day in Nairobi at an aware moment. Raises RotaError for a naive one."""
    if moment.tzinfo is None:
        raise RotaError("A moment without a time zone has no day in Nairobi.")
    return moment.astimezone(NAIROBI).date()


def start_of(day: date) -> datetime:
    """The first moment of a day in Nairobi, aware: when a round that opens on it opens."""
    return datetime.combine(day, time.min, NAIROBI)


def deadline(due_on: date) -> datetime:
    """The end of the due day in Nairobi, aware: what is paid before this moment is in time."""
    return start_of(due_on + timedelta(days=1))
