"""[[members]]: who belongs to the group, on which seats, in which office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final

from chama.constitution.identity import LANGUAGE, NAME
from chama.constitution.values import LARGEST_AMOUNT
from chama.phones import to_e164
from chama.toml_table import Table, Value, one_of, refuse_repeats, string, whole_number

KEYS = ("name", "phone", "receive_phone", "seat", "seats", "office", "language", "opening")
LAST_SEAT = 10_000
MOST_SEATS = 20  # of one member


class Office(StrEnum):
    """An office of the group; each is held by one member at most."""

    TREASURER = "treasurer"
    CHAIR = "chair"
    SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A member as the file names one. phone: E.164. language: None is the group's.

    seat: the first of `seats`, further_seats the rest. receive_phone: where they get pots; None is
    their phone. opening: whole units that they have paid ahead when the book begins; negative is
    what they owe from before.
    """

    name: str
    phone: str
    seat: int
    office: Office | None = None
    language: str | None = None
    further_seats: tuple[int, ...] = ()
    receive_phone: str | None = None
    opening: int = 0

    @property
    def seats(self) -> tuple[int, ...]:
        """All seats on which the member pays and receives."""
        return (self.seat, *self.further_seats)


def _read_office(value: object) -> Office | None:
    office = string(value).casefold()
    return None if office in {"", "none"} else Office(office)


def _read_seats(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_SEATS:
        raise ValueError
    seats = tuple(whole_number(seat, LAST_SEAT) for seat in value)
    if len(set(seats)) != len(seats):
        raise ValueError
    return seats


PHONE: Final = Value(
    'a phone number in quotes, e.g. "0712345678"', lambda value: to_e164(string(value))
)
_SEAT: Final = Value(
    f"a whole number from 1 to {LAST_SEAT}", lambda value: (whole_number(value, LAST_SEAT),)
)
_SEATS: Final = Value(f"1 to {MOST_SEATS} different seats, e.g. [2, 7]", _read_seats)
_OPENING: Final = Value(
    "whole units that the member has paid ahead, or with a minus what they owe, e.g. -500",
    lambda value: whole_number(value, LARGEST_AMOUNT, -LARGEST_AMOUNT),
)
_OFFICE: Final = Value(f"{one_of(Office)}, or no such line", _read_office)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as read so far; None, or no seats: the file says nothing or something wrong."""

    where: str
    name: str | None
    phone: str | None
    seats: tuple[int, ...]
    office: Office | None
    language: str | None
    receive_phone: str | None
    opening: int


def read_members(rows: Sequence[Table], faults: list[str]) -> list[MemberRow]:
    """The members of a file, whose faults are named."""
    if not rows:
        faults.append("There are no members: expected one table [[members]] for each.")
    members = [
        MemberRow(
            where=row.where,
            name=row.take("name", NAME),
            phone=row.take("phone", PHONE),
            seats=_seats(row, faults),
            office=row.take_or("office", _OFFICE, None),
            language=row.take_or("language", LANGUAGE, None),
            receive_phone=row.take_or("receive_phone", PHONE, None),
            opening=row.take_or("opening", _OPENING, None) or 0,
        )
        for row in rows
    ]
    refuse_repeats("phone", [(member.where, member.phone) for member in members], faults)
    seats = [(member.where, seat) for member in members for seat in member.seats]
    refuse_repeats("seat", seats, faults)
    refuse_repeats("office", [(member.where, member.office) for member in members], faults)
    return members


def _seats(row: Table, faults: list[str]) -> tuple[int, ...]:
    seat, seats = row.take_or("seat", _SEAT, ()), row.take_or("seats", _SEATS, ())
    if "seat" in row.values and "seats" in row.values:
        faults.append(f"{row.where}seat and seats: expected one of the two.")
    return seats or seat


def seated(members: Sequence[MemberRow]) -> tuple[MemberEntry, ...]:
    """The members that could be read; who has no seat gets the lowest free one."""
    taken = {seat for member in members for seat in member.seats}
    free = (seat for seat in count(1) if seat not in taken)
    return tuple(
        _entry(one, one.name, one.phone, one.seats or (next(free),))
        for one in members
        if one.name is not None and one.phone is not None
    )


def _entry(row: MemberRow, name: str, phone: str, seats: tuple[int, ...]) -> MemberEntry:
    return MemberEntry(
        name,
        phone,
        seats[0],
        row.office,
        row.language,
        seats[1:],
        row.receive_phone,
        row.opening,
    )


def holder_of(phone: str, members: Sequence[MemberRow]) -> MemberRow | None:
    """In whose hand a phone is if nobody says so: the member's whose it is, else the treasurer's.

    Without a treasurer it is the officer who stands in; None where there is none either.
    """
    owners = [one for one in members if one.phone == phone]
    officers = [one for office in Office for one in members if one.office is office]
    return next(iter([*owners, *officers]), None)
