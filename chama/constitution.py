"""The group's own rules: read from its TOML file, each fault named, and quoted by clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import Final

from chama.errors import ChamaError
from chama.money import DEFAULT_CURRENCY, Money
from chama.phones import to_e164
from chama.rota import DAYS_IN_SHORTEST_MONTH, NAIROBI, Every
from chama.toml_table import Table, Value, load, string, whole_number

LANGUAGES = ("en", "sw")
LONGEST_NAME = 60  # characters
LARGEST_CONTRIBUTION = 10_000_000  # units a seat
LAST_SEAT = 10_000
LONGEST_TEXT_AGE = 3_650  # days
DEFAULT_TEXT_AGE = 60  # days
YEARS = range(2000, 2100)

_KEYS: Final = {
    "": (
        *("name", "currency", "language"),
        *("rotation", "allocation", "evidence", "messages", "members", "collectors"),
    ),
    "rotation": ("contribution", "every", "starts", "due"),
    "allocation": ("order",),
    "evidence": ("oldest_days",),
    "messages": ("quiet_hours",),
    "members": ("name", "phone", "seat", "office", "language"),
    "collectors": ("kind", "name", "phone", "number"),
}

_HOURS = re.compile(r"(\d{1,2}):(\d{2}) ?- ?(\d{1,2}):(\d{2})", re.ASCII)
_SHORTCODE_SHAPE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{2,29}")


class ConstitutionError(ChamaError):
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


class PaysFirst(StrEnum):
    """What a member's money pays first when they owe for several rounds; the rest oldest first."""

    OLDEST = "oldest"
    CURRENT = "current"


_ORDERS: Final = {
    PaysFirst.OLDEST: ("arrears", "current"),
    PaysFirst.CURRENT: ("current", "arrears"),
}

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
    which members pay; None is its last. oldest_text_days: how many days old a money text may be
    that counts without a person looking at it, None for any number. quiet_hours: None when the
    group wants none. members: in the file's order. text: the file as it was read.
    """

    name: str
    currency: str
    language: str
    contribution: Money
    every: Every
    starts: date
    due_day: int | None
    pays_first: PaysFirst
    oldest_text_days: int | None
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
            "allocation.order": _quoted_order(self.pays_first),
            "evidence.oldest_days": str(self.oldest_text_days or '"any"'),
            "messages.quiet_hours": f'"{self.quiet_hours or "none"}"',
        }
        return f"{path} = {quoted[path]}"


def parse(text: str, source: str = "constitution") -> Constitution:
    """The constitution in a TOML text. `source` names it in errors, e.g. its file name.

    Without a collector the treasurer's phone is the collector; a member without a seat gets the
    lowest free one, in the file's order. Raises ConstitutionError with every fault found.
    """
    try:
        tables = load(text)
    except ValueError as error:
        raise ConstitutionError(source, [str(error)]) from error
    faults: list[str] = []
    top = Table(tables, _KEYS, faults)
    rotation, messages = top.table("rotation"), top.table("messages")
    allocation, evidence = top.table("allocation"), top.table("evidence")
    name = top.take("name", _NAME)
    currency = top.take_or("currency", _CURRENCY, DEFAULT_CURRENCY)
    language = top.take_or("language", _LANGUAGE, LANGUAGES[0])
    contribution = rotation.take("contribution", _CONTRIBUTION)
    every = rotation.take("every", _EVERY)
    starts = rotation.take("starts", _DATE)
    due_day = rotation.take_or("due", _day_of_round(every), None)
    pays_first = allocation.take_or("order", _ORDER, PaysFirst.OLDEST)
    oldest_text_days = evidence.take_or("oldest_days", _TEXT_AGE, DEFAULT_TEXT_AGE)
    quiet_hours = messages.take_or("quiet_hours", _QUIET_HOURS, DEFAULT_QUIET_HOURS)
    members = _members(top.rows("members"), faults)
    rows = top.rows("collectors")
    collectors = _collectors(rows, faults) if rows else _treasurers_phone(members, faults)
    if faults or name is None or contribution is None or every is None or starts is None:
        raise ConstitutionError(source, faults)
    return Constitution(
        name=name,
        currency=currency,
        language=language,
        contribution=Money.of(contribution, currency),
        every=every,
        starts=starts,
        due_day=due_day,
        pays_first=pays_first,
        oldest_text_days=oldest_text_days,
        quiet_hours=quiet_hours,
        members=_seated(members),
        collectors=collectors,
        text=text,
    )


def _read_name(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError
    name = " ".join(value.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ValueError
    return name


def _read_currency(value: object) -> str:
    return Money(0, string(value)).currency


def _read_language(value: object) -> str:
    language = string(value)
    if language not in LANGUAGES:
        raise ValueError
    return language


def _read_date(value: object) -> date:
    # A TOML date-time is a date to isinstance, and ISO has forms that nobody here would mean.
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        value = date.fromisoformat(value)
    if isinstance(value, datetime) or not isinstance(value, date) or value.year not in YEARS:
        raise ValueError
    return value


def _read_order(value: object) -> PaysFirst:
    if not isinstance(value, list):
        raise ValueError
    words = tuple(string(word).casefold() for word in value)
    for pays_first, order in _ORDERS.items():
        if words == order:
            return pays_first
    raise ValueError


def _quoted_order(pays_first: PaysFirst) -> str:
    return "[" + ", ".join(f'"{word}"' for word in _ORDERS[pays_first]) + "]"


def _read_text_age(value: object) -> int | None:
    is_any = value == 0 and not isinstance(value, bool | float)
    if is_any or (isinstance(value, str) and value.strip().casefold() == "any"):
        return None
    return whole_number(value, LONGEST_TEXT_AGE)


def _read_quiet_hours(value: object) -> QuietHours | None:
    text = string(value)
    if text.casefold() == "none":
        return None
    span = _HOURS.fullmatch(text)
    if span is None:
        raise ValueError
    start, end = time(int(span[1]), int(span[2])), time(int(span[3]), int(span[4]))
    if start == end:
        raise ValueError
    return QuietHours(start, end)


def _read_office(value: object) -> Office | None:
    office = string(value).casefold()
    return None if office in {"", "none"} else Office(office)


def _read_shortcode(value: object) -> str:
    number = str(value) if isinstance(value, int) else string(value)
    if isinstance(value, bool) or not _SHORTCODE_SHAPE.fullmatch(number):
        raise ValueError
    return re.sub(r"[ -]", "", number)


def _one_of(kinds: type[StrEnum] | Sequence[str]) -> str:
    return " or ".join(f'"{kind}"' for kind in kinds)


_NAME = Value(
    f"a name of 1 to {LONGEST_NAME} characters on one line, nothing hidden in it", _read_name
)
_PHONE = Value('a phone number in quotes, e.g. "0712345678"', lambda value: to_e164(string(value)))
_CURRENCY = Value('three capital letters, e.g. "KES"', _read_currency)
_LANGUAGE = Value(_one_of(LANGUAGES), _read_language)
_CONTRIBUTION = Value(
    f"whole {DEFAULT_CURRENCY} or other units, 1 to {LARGEST_CONTRIBUTION}, e.g. 1000",
    lambda value: whole_number(value, LARGEST_CONTRIBUTION),
)
_EVERY = Value(
    'a rhythm, e.g. "week", "fortnight", "month" or "10 days"',
    lambda value: Every.parse(string(value)),
)
_DATE = Value("a date, e.g. 2026-11-22", _read_date)
_ORDER = Value(" or ".join(map(_quoted_order, PaysFirst)), _read_order)
_TEXT_AGE = Value(f'whole days, 1 to {LONGEST_TEXT_AGE}, or "any"', _read_text_age)
_QUIET_HOURS = Value('hours such as "19:00-07:00", or "none"', _read_quiet_hours)
_SEAT = Value(f"a whole number from 1 to {LAST_SEAT}", lambda value: whole_number(value, LAST_SEAT))
_OFFICE = Value(f"{_one_of(Office)}, or no such line", _read_office)
_KIND = Value(_one_of(CollectorKind), lambda value: CollectorKind(string(value).casefold()))
_SHORTCODE = Value("a till, paybill or account number", _read_shortcode)


def _day_of_round(every: Every | None) -> Value[int]:
    longest = every.shortest_days if every else DAYS_IN_SHORTEST_MONTH
    return Value(
        f"a day of the round, 1 to {longest}, e.g. 1 for the day it opens",
        lambda value: whole_number(value, longest),
    )


@dataclass(frozen=True, slots=True)
class _MemberRow:
    """A member as read so far: None where the file says nothing or something wrong."""

    where: str
    name: str | None
    phone: str | None
    seat: int | None
    office: Office | None
    language: str | None


def _members(rows: Sequence[Table], faults: list[str]) -> list[_MemberRow]:
    if not rows:
        faults.append("There are no members: expected one table [[members]] for each.")
    members = [
        _MemberRow(
            where=row.where,
            name=row.take("name", _NAME),
            phone=row.take("phone", _PHONE),
            seat=row.take_or("seat", _SEAT, None),
            office=row.take_or("office", _OFFICE, None),
            language=row.take_or("language", _LANGUAGE, None),
        )
        for row in rows
    ]
    _refuse_repeats("phone", [(member.where, member.phone) for member in members], faults)
    _refuse_repeats("seat", [(member.where, member.seat) for member in members], faults)
    _refuse_repeats("office", [(member.where, member.office) for member in members], faults)
    return members


def _seated(members: Sequence[_MemberRow]) -> tuple[MemberEntry, ...]:
    """The members that could be read; who has no seat gets the lowest free one."""
    taken = {member.seat for member in members}
    free = (seat for seat in count(1) if seat not in taken)
    return tuple(
        MemberEntry(one.name, one.phone, one.seat or next(free), one.office, one.language)
        for one in members
        if one.name is not None and one.phone is not None
    )


def _collectors(rows: Sequence[Table], faults: list[str]) -> tuple[CollectorEntry, ...]:
    """The collectors that could be read."""
    collectors = [(row.where, _collector(row)) for row in rows]
    for is_pochi in (False, True):  # a phone and its Pochi share a number, and hold two balances
        numbers = [
            (where, one.number)
            for where, one in collectors
            if one is not None and (one.kind is CollectorKind.POCHI) is is_pochi
        ]
        _refuse_repeats("number", numbers, faults)
    return tuple(one for _, one in collectors if one is not None)


def _collector(row: Table) -> CollectorEntry | None:
    kind = row.take("kind", _KIND)
    name = row.take("name", _NAME)
    phone = row.take("phone", _PHONE)
    if kind in _OWN_NUMBER:
        number = row.take_or("number", _PHONE, phone)
    else:
        number = row.take_or("number", _SHORTCODE, None)
    if kind is None or name is None or phone is None:
        return None
    return CollectorEntry(kind, name, phone, number)


def _treasurers_phone(
    members: Sequence[_MemberRow], faults: list[str]
) -> tuple[CollectorEntry, ...]:
    """The treasurer's phone as the only collector, none when the treasurer's row is at fault."""
    treasurer = next((one for one in members if one.office is Office.TREASURER), None)
    if treasurer is None:
        faults.append(
            "Nobody collects the money: expected a table [[collectors]] "
            'or a member whose office is "treasurer".'
        )
        return ()
    if treasurer.name is None or treasurer.phone is None:
        return ()
    phone = treasurer.phone
    return (CollectorEntry(CollectorKind.PHONE, treasurer.name, phone, phone),)


def _refuse_repeats(
    key: str, values: Sequence[tuple[str, str | int | None]], faults: list[str]
) -> None:
    """A fault for each row whose value an earlier row has. values: (the row's place, its value)."""
    first: dict[str | int, str] = {}
    for where, value in values:
        if value is None:
            continue
        if value in first:
            faults.append(f"{where}{key} {value} is already taken by {first[value]}.")
        else:
            first[value] = where.removesuffix(": ")
