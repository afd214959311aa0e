"""Which day a text names: "1 Jan 2027", "1/1/2027", "tarehe 5 Januari", "January", "next month".

What is read is kept as it was said: what "January" means, only today tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Self

from bot import words as word_tables
from bot.understanding.phrases import Phrases

MONTHS = range(1, 13)

NOT_LONG_AGO = timedelta(days=60)
"""Of what is told of: a day further back is a slip, or one that is to come."""

_ISO = re.compile(r"(20\d\d)-(\d{1,2})-(\d{1,2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:20)?\d\d)", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day as it was said. day: None for a month's first; month: None for the coming month or
    today, as is_month says; year: None for the nearest."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    is_month: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` wrote. Raises ValueError."""
        if text in ("today", "month"):
            return cls(is_month=text == "month")
        parts = [int(part) if part != "-" else None for part in text.split("/")]
        day, month, year = parts
        return cls(day, month, year)

    def __str__(self) -> str:
        if self.month is None:
            return "month" if self.is_month else "today"
        return "/".join(
            "-" if one is None else str(one) for one in (self.day, self.month, self.year)
        )

    @property
    def is_bare_month(self) -> bool:
        """Whether it is a month's name alone, which may be another word: "may"."""
        return self.month is not None and self.day is None and self.year is None

    def after(self, today: date) -> date | None:
        """The day that is meant of what is to come; None for a day that no calendar has.

        With its year it is that day, be it over; without, the first one that is not.
        """
        if self.month is None:
            return _next_month(today) if self.is_month else today
        named = _of(self.year or today.year, self.month, self.day)
        is_over = self.year is None and named is not None and named < today
        return _of(today.year + 1, self.month, self.day) if is_over else named

    def until(self, today: date) -> date | None:
        """The day that is meant of what was."""
        if self.month is None:
            return today
        named = _of(self.year or today.year, self.month, self.day)
        is_to_come = self.year is None and named is not None and named > today
        return _of(today.year - 1, self.month, self.day) if is_to_come else named


def day_at(words: Sequence[str], at: int) -> tuple[int, SaidDay] | None:
    """The longest day that begins at words[at], with its number of words. words: small letters."""
    whole = words[at] if at < len(words) else ""
    if not _may_begin(whole):
        return None
    if written := _ISO.fullmatch(whole):
        return 1, SaidDay(int(written[3]), int(written[2]), int(written[1]))
    if written := _SLASHED.fullmatch(whole):
        return 1, SaidDay(int(written[1]), int(written[2]), _year_of(written[3]))
    if (plain := _plain().at(words, at)) is not None:
        return plain[0], SaidDay(is_month=plain[1] == "month")
    return _spelled(words, at)


def is_month(word: str) -> bool:
    """Whether a word in small letters is a month's name."""
    return _months().at([word], 0) is not None


def past_day_in(words: Sequence[str], today: date) -> date | None:
    """The one day up to today that words name: "yesterday", "juzi", "on Monday", "23 Nov".

    None for none, for several, and for one that is to come or long ago. words: small letters.
    """
    days: set[date | None] = set()
    at = 0
    while at < len(words):
        length, day = _past_day_at(words, at, today)
        if length:
            days.add(day)
        at += length or 1
    (day,) = days if len(days) == 1 else (None,)
    return day if day is not None and today - NOT_LONG_AGO <= day <= today else None


def places_of_days(words: Sequence[str]) -> frozenset[int]:
    """Where words name a day that may have been. words: small letters."""
    places: set[int] = set()
    at = 0
    while at < len(words):
        length, _ = _past_day_at(words, at, date.max)
        places.update(range(at, at + length))
        at += length or 1
    return frozenset(places)


def _past_day_at(words: Sequence[str], at: int, today: date) -> tuple[int, date | None]:
    """The number of words that name a day from a place on, 0 for none, and the day."""
    if not _may_begin(words[at]):
        return 0, None
    if (ago := _days_ago().at(words, at)) is not None:
        return ago[0], today - timedelta(days=int(ago[1]))
    if (named := _weekdays().at(words, at)) is not None:
        return named[0], today - timedelta(days=(today.weekday() - int(named[1])) % 7)
    said = day_at(words, at)
    if said is None or said[1].is_month or (said[1].month is not None and said[1].day is None):
        return 0, None
    return said[0], said[1].until(today)


def _may_begin(word: str) -> bool:
    """Whether a day can begin with a word: most words are none, and cost no more than this."""
    return word[:1].isdigit() or word in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    tables = (_days_ago(), _weekdays(), _plain(), _before(), _links(), _months())
    return frozenset().union(*(table.opening() for table in tables))


def _spelled(words: Sequence[str], at: int) -> tuple[int, SaidDay] | None:
    """ "1 Jan 2027", "the 5th of January", "Jan 5", "January 2027"."""
    start, (at, day) = at, _day_at(words, at)
    if day is not None and (link := _links().at(words, at)):
        at += link[0]
    month = _months().at(words, at)
    if month is None:
        return None
    at += month[0]
    if day is None:
        at, day = _day_at(words, at)
    year = int(words[at]) if at < len(words) and _YEAR.fullmatch(words[at]) else None
    return at + (year is not None) - start, SaidDay(day, int(month[1]), year)


def _day_at(words: Sequence[str], at: int) -> tuple[int, int | None]:
    """The place behind a day of the month, and the day; the same place and None for none."""
    before = _before().at(words, at)
    number = at + (before[0] if before else 0)
    found = _DAY.fullmatch(words[number]) if number < len(words) else None
    return (number + 1, int(found[1])) if found else (at, None)


def _year_of(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)


def _next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _of(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


@cache
def _months() -> Phrases:
    return _phrases_of("months")


@cache
def _plain() -> Phrases:
    """ "today" and "next month"."""
    return _phrases_of("days_said")


@cache
def _days_ago() -> Phrases:
    """How many days ago: "yesterday" is 1."""
    return _phrases_of("days_ago")


@cache
def _weekdays() -> Phrases:
    """The days of the week, Monday is 0."""
    return _phrases_of("weekdays")


@cache
def _before() -> Phrases:
    """What may stand before a day's number: "the", "tarehe"."""
    return _phrases_of("before_day")


@cache
def _links() -> Phrases:
    """What may stand between a day and its month: "of", "ya"."""
    return _phrases_of("before_month")


def _phrases_of(section: str) -> Phrases:
    return Phrases([table.get("dates", {}).get(section, {}) for table in word_tables.lexicon()])
