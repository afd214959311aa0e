"""What a report is asked for: the group, up to when its book is read, whose, which round, when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

import sqlalchemy as sa

from bot.reports.value import PAGE, PAGES, Attachment, Labels, Report, Table
from bot.reports.words import Words
from bot.views.book_at import BookAt, book_at
from chama.errors import ChamaError
from chama.group import Group, Person
from chama.rota import NAIROBI, day_in_nairobi

_LONGEST_SLUG = 40
_LOOKS_LIKE_A_PHONE = re.compile(r"\d{7,}")


class WrongAsked(ChamaError):
    """What a report cannot be made of; the sentence says what is wrong and what there is."""


class Takes(StrEnum):
    """What a report may be asked for besides its group."""

    MEMBER = "member"
    ROUND = "round"
    PERIOD = "period"
    PHONES = "phones"


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both counted in. first: None for the beginning of the book."""

    first: date | None
    last: date

    @property
    def is_whole_month(self) -> bool:
        """Whether it is one month of the calendar."""
        if self.first is None or self.first.day != 1:
            return False
        next_day = self.last + timedelta(days=1)
        return next_day.day == 1 and (self.first.year, self.first.month) == (
            self.last.year,
            self.last.month,
        )

    @property
    def stamp(self) -> str:
        """How it stands in a file's name: 2026-11, 2026-11-03-to-2026-11-20, 2026-11-27."""
        if self.is_whole_month:
            return f"{self.last:%Y-%m}"
        return f"{self.first}-to-{self.last}" if self.first else f"{self.last}"


@dataclass(frozen=True)
class Asked:
    """What one report is made of. name: the report's. as_of: up to when the book is read.

    member, round: whose and which, where the report takes that. with_phones: whether whole phone
    numbers may stand in it.
    """

    connection: sa.Connection
    name: str
    group: Group
    words: Words
    as_of: BookAt
    period: Period
    member: Person | None = None
    round: int | None = None
    with_phones: bool = False

    def since(self, first: date) -> Asked:
        """The same from that day on, where it was not said from when."""
        if self.period.first is not None:
            return self
        return replace(self, period=Period(min(first, self.period.last), self.period.last))

    @property
    def today(self) -> date:
        """The day in Nairobi up to which the book is read."""
        return day_in_nairobi(self.as_of.at)

    @cached_property
    def until(self) -> BookAt:
        """The book at the end of the period, or as of the moment that is asked for if earlier."""
        end = end_of(self.period.last)
        if end >= self.as_of.at:
            return self.as_of
        return book_at(self.connection, self.group.id, end)

    @cached_property
    def after(self) -> BookAt | None:
        """The book before the period; None where that is from the beginning on."""
        if self.period.first is None:
            return None
        before = end_of(self.period.first - timedelta(days=1))
        return book_at(self.connection, self.group.id, before)

    def whose(self) -> Person:
        """The member whose report it is. Raises WrongAsked."""
        if self.member is None:
            raise WrongAsked("Say whose it is to be: --member M01, or a name.")
        return self.member

    def report(
        self,
        tables: Sequence[Table],
        *,
        facts: Sequence[str] = (),
        notes: Sequence[str] = (),
        period: str = "",
        about: str = "",
        attachments: Sequence[Attachment] = (),
    ) -> Report:
        """The report with what every report says. period: else the one asked for, in words.

        about: what stands in the file's name between the report's and the period: M07.
        """
        parts = (slug(self.group.name), self.name, about, self.period.stamp)
        return Report(
            file_name="-".join(part for part in parts if part),
            title=self.words("title"),
            group=self.group.name,
            currency=self.group.currency,
            language=self.words.language,
            period=period or self._period_in_words(),
            as_of=self.as_of.at,
            head=self.as_of.head,
            labels=self._labels(),
            tables=tuple(tables),
            facts=tuple(facts),
            notes=tuple(notes),
            attachments=tuple(attachments),
        )

    def _period_in_words(self) -> str:
        last = self.words.day(self.period.last)
        if self.period.first is None:
            return self.words("page.until", last=last)
        return self.words("page.period", first=self.words.day(self.period.first), last=last)

    def _labels(self) -> Labels:
        words = self.words
        return Labels(
            as_of=words("page.as_of", moment=words.moment(self.as_of.at)),
            book=words("page.book", seq=self.as_of.seq, head=self.as_of.head),
            currency=words("page.currency", currency=self.group.currency),
            page=words("page.page", number=PAGE, count=PAGES),
            about=words("page.about"),
            empty=words("page.empty"),
        )


def end_of(day: date) -> datetime:
    """The last moment of a day in Nairobi."""
    return datetime.combine(day, time.max, NAIROBI)


def slug(name: str) -> str:
    """A name as a part of a file's: small plain letters, no phone number."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept = [word for word in words if not _LOOKS_LIKE_A_PHONE.search(word)]
    return "-".join(kept)[:_LONGEST_SLUG].strip("-") or "chama"
