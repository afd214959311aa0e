"""A chama as its members see it: people on seats, cycles of rounds, one recipient a round."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chama.errors import InvalidAmount, PhoneTaken, SeatTaken, UnknownMember, UnknownRound
from chama.money import DEFAULT_CURRENCY, MoneyError, Units, cents_from_units
from chama.phones import to_e164


class CycleStatus(StrEnum):
    """Where a cycle stands; every seat receives once in a cycle."""

    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"


@dataclass
class Member:
    """One member on one seat of the rota, or on several.

    phone: any spelling; kept as E.164. seat: from 1; None takes the next free one when added.
    receive_phone: where the pot is sent, falls back to phone. id: made up when not given.
    seats: all of them for who has several, each paying and receiving; `seat` is the first.
    Raises chama.phones.PhoneError for what is not a phone number, SeatTaken for a seat named twice.
    """

    name: str
    phone: str
    seat: int | None = None
    receive_phone: str | None = None
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    seats: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        first = () if self.seat is None or self.seat in self.seats[:1] else (self.seat,)
        self.sit_on((*first, *tuple(self.seats)))
        self.phone = to_e164(self.phone)
        self.receive_phone = to_e164(self.receive_phone) if self.receive_phone else self.phone

    @property
    def seat_count(self) -> int:
        """For how many seats they pay; one also before a seat is given."""
        return len(self.seats) or 1

    def sit_on(self, seats: tuple[int, ...]) -> None:
        """Take these seats, the first of which is `seat`. Raises SeatTaken for one named twice."""
        if len(set(seats)) != len(seats):
            raise SeatTaken(f"{self.name} names a seat twice: {', '.join(map(str, seats))}.")
        self.seat, self.seats = (seats[0] if seats else None), seats


@dataclass
class Round:
    """One turn: everybody pays, one member receives.

    meeting_date: when the pot is due. pot_amount: in units; None means contribution x seats.
    """

    number: int
    recipient_id: str
    meeting_date: date
    pot_amount: Units | None = None

    def __post_init__(self) -> None:
        if self.pot_amount is not None:
            positive_cents(self.pot_amount)


@dataclass
class Cycle:
    """Rounds until every seat has received. contribution_amount: units a seat pays a round."""

    number: int
    contribution_amount: Units
    start_date: date
    status: CycleStatus = CycleStatus.ACTIVE
    rounds: list[Round] = field(default_factory=list)

    def __post_init__(self) -> None:
        positive_cents(self.contribution_amount)

    @property
    def contribution_cents(self) -> int:
        """What a seat pays a round, in cents."""
        return positive_cents(self.contribution_amount)

    def round(self, number: int) -> Round:
        """The round of that number. Raises UnknownRound."""
        for candidate in self.rounds:
            if candidate.number == number:
                return candidate
        raise UnknownRound(f"Cycle {self.number} has no round {number}.")


@dataclass
class Chama:
    """A savings group: its members, and its cycles in the order they were added."""

    name: str
    currency: str = DEFAULT_CURRENCY
    members: list[Member] = field(default_factory=list)
    cycles: list[Cycle] = field(default_factory=list)

    @property
    def member_count(self) -> int:
        """How many members the chama has."""
        return len(self.members)

    def add_member(self, member: Member) -> Member:
        """Seat a member. Raises SeatTaken or PhoneTaken, naming who has it."""
        taken = {seat: other for other in self.members for seat in other.seats}
        if not member.seats:
            member.sit_on((max(taken, default=0) + 1,))
        for seat in member.seats:
            if seat in taken:
                raise SeatTaken(f"Seat {seat} is {taken[seat].name}'s, not {member.name}'s.")
        for other in self.members:
            if other.phone == member.phone:
                raise PhoneTaken(f"{member.phone} is {other.name}'s, not {member.name}'s.")
        self.members.append(member)
        return member

    def rotation_order(self) -> list[Member]:
        """The members in the order in which they receive: by seat, once for each seat."""
        on_seats = [(seat, member) for member in self.members for seat in member.seats or (0,)]
        return [member for _, member in sorted(on_seats, key=lambda pair: pair[0])]

    @property
    def seat_count(self) -> int:
        """How many seats pay and receive."""
        return sum(member.seat_count for member in self.members)

    def member(self, member_id: str) -> Member:
        """The member with that id. Raises UnknownMember."""
        for candidate in self.members:
            if candidate.id == member_id:
                return candidate
        raise UnknownMember(f"{self.name} has no member {member_id!r}.")

    def cycle(self, number: int) -> Cycle:
        """The cycle of that number. Raises UnknownRound."""
        for candidate in self.cycles:
            if candidate.number == number:
                return candidate
        raise UnknownRound(f"{self.name} has no cycle {number}.")


def positive_cents(amount: Units, currency: str = DEFAULT_CURRENCY) -> int:
    """Cents of an amount in units. Raises InvalidAmount for zero, less, floats, part cents, and
    for a fraction of a currency that has none."""
    try:
        cents = cents_from_units(amount, currency)
    except MoneyError as error:
        raise InvalidAmount(str(error)) from error
    if cents <= 0:
        raise InvalidAmount(f"{amount} is not an amount to pay: it must be more than zero.")
    return cents
