"""The group's own rules: read from its TOML file with every fault named at once, quoted by clause."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import Final, TypeVar

from rapidfuzz import fuzz, process

from chama.money import DEFAULT_CURRENCY, Money
from chama.phones import PhoneError, to_e164
from chama.rota import NAIROBI, Every, RotaError, start_of

LANGUAGES = ("en", "sw")
LONGEST_TEXT = 200_000  # characters; a group of 1,000 members needs half of it
LONGEST_NAME = 60  # characters
LARGEST_CONTRIBUTION = 10_000_000  # units a seat
LAST_SEAT = 10_000
YEARS = range(2000, 2100)

_KEYS: Final = {
    "": ("name", "currency", "language", "rotation", "messages", "members", "collectors"),
    "rotation": ("contribution", "every", "starts", "due"),
    "messages": ("quiet_hours",),
    "members": ("name", "phone", "seat", "office", "language"),
    "collectors": ("kind", "name", "phone", "number"),
}

T = TypeVar("T")


class ConstitutionError(ValueError):
    """A file that cannot be a constitution. `faults` has every fault as a sentence."""

    def __init__(self, source: str, faults: Sequence[str]) -> None:
        self.source = source
        self.faults = tuple(faults)
        super().__init__("\n".join([f"{source} cannot be used:", *(f"- {f}" for f in faults)]))


class Office(StrEnum):
    """An office of the group; each is held by one member at most."""

    TREASURER = "treasurer"
    CHAIR = "chair"
    SECRETARY = "secretary"


class CollectorKind(StrEnum):
    """What the group's money arrives on."""

    PHONE = "phone"
    TILL = "till"
    PAYBILL = "paybill"
    POCHI = "pochi"
    BANK = "bank"


# Money reaches these under the number of the phone itself.
_OWN_NUMBER = (CollectorKind.PHONE, CollectorKind.POCHI)


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A member as the file names one. phone: E.164. language: None is the group's."""

    name: str
    phone: str
    seat: int
    office: Office | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CollectorEntry:
    """Where money arrives. phone: the E.164 number that gets its texts; number: what is paid to."""

    kind: CollectorKind
    name: str
    phone: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours, in Nairobi, in which nothing goes out that nobody asked for: [start, end)."""

    start: time
    end: time

    def is_quiet(self, local_time: time) -> bool:
        """Whether a time of day in Nairobi falls into the quiet hours, which may span midnight."""
        if self.start < self.end:
            return self.start <= local_time < self.end
        return local_time >= self.start or local_time < self.end

    def next_open(self, moment: datetime) -> datetime:
        """The first moment from an aware one on that is not quiet, in Nairobi's time.

        Raises ValueError for a naive moment.
        """
        if moment.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be quiet or open.")
        local = moment.astimezone(NAIROBI)
        if not self.is_quiet(local.time()):
            return local
        ends = datetime.combine(local.date(), self.end, NAIROBI)
        return ends if local < ends else ends + timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


DEFAULT_QUIET_HOURS: Final = QuietHours(time(19), time(7))


@dataclass(frozen=True, slots=True)
class Constitution:
    """A group's rules and people.

    contribution: a seat's due each round. due_day: the day of the round, its first being 1, by
    which members pay; None is its last. quiet_hours: None when the group wants none.
    members: in the file's order. text: the file as it was read.
    """

    name: str
    currency: str
    language: str
    contribution: Money
    every: Every
    starts: date
    due_day: int | None
    quiet_hours: QuietHours | None
    members: tuple[MemberEntry, ...]
    collectors: tuple[CollectorEntry, ...]
    text: str

    def clause(self, path: str) -> str:
        """A rule as the file would write it: "rotation.contribution = 1000".

        A rule the file leaves out is quoted with its default. Raises KeyError for no such rule.
        """
        quoted = {
            "name": f'"{self.name}"',
            "currency": f'"{self.currency}"',
            "language": f'"{self.language}"',
            "rotation.contribution": str(self.contribution.units),
            "rotation.every": f'"{self.every}"',
            "rotation.starts": self.starts.isoformat(),
            "rotation.due": str(self.due_day or '"last day"'),
            "messages.quiet_hours": f'"{self.quiet_hours or "none"}"',
        }
        return f"{path} = {quoted[path]}"


def parse(text: str, source: str = "constitution") -> Constitution:
    """The constitution in a TOML text. `source` names it in errors, e.g. its file name.

    Raises ConstitutionError with every fault found.
    """
    faults: list[str] = []
    top = _Table("", "", _tables(text, source), faults)
    name = top.take("name", _name)
    currency = top.take("currency", _currency, DEFAULT_CURRENCY)
    language = top.take("language", _language, LANGUAGES[0])
    rotation = top.table("rotation")
    contribution = rotation.take("contribution", _contribution)
    every = rotation.take("every", _every)
    starts = rotation.take("starts", _date)
    due_day = rotation.optional("due", lambda value: _due_day(value, every))
    quiet_hours = top.table("messages").optional("quiet_hours", _quiet_hours, DEFAULT_QUIET_HOURS)
    members = _members(top.rows("members"), faults)
    collectors = _collectors(top.rows("collectors"), members, faults)
