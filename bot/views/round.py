"""The round that runs: whose turn it is, what came in, what waits, and who still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa

from bot.store import book, claims
from bot.store.chamas import load_group
from chama.entries import ROTATION, dues, owed_by, within
from chama.group import Group
from chama.journal import Balances
from chama.kinds import AccountKind
from chama.money import Money
from chama.standing import round_standing


@dataclass(frozen=True, slots=True)
class Owing:
    """A member who still owes for the round."""

    name: str
    amount: Money


class Stands(StrEnum):
    """How a member stands. FREE: they owe nothing in the round, as it is their turn.

    WAITING: they say that they paid, and no proof has come. LATE: they owe what had its last day,
    of this round or of one before it.
    """

    PAID = "paid"
    FREE = "free"
    WAITING = "waiting"
    LATE = "late"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Share:
    """What one member has to do with a round. due: what they pay for it; owed: what is left of it;
    arrears: what is left of the rounds before it.

    said: what they say they paid and nothing has confirmed, zero where no amount was said; codes:
    of what they claim without an amount. Neither is of a certain round.
    """

    name: str
    seats: tuple[int, ...]
    due: Money
    owed: Money
    arrears: Money
    said: Money
    codes: tuple[str, ...]

    @property
    def paid(self) -> Money:
        """What the book has of it."""
        return self.due - self.owed

    def late(self, *, is_over: bool) -> Money:
        """What they owe of what had its last day. is_over: whether this round had."""
        return self.arrears + self.owed if is_over else self.arrears

    def stands(self, *, is_over: bool) -> Stands:
        """Whether they have paid, wait, or are late. is_over: whether the last day has passed."""
        if not (self.owed.cents or self.arrears.cents):
            return Stands.PAID if self.due.cents else Stands.FREE
        if self.said.cents or self.codes:
            return Stands.WAITING
        return Stands.LATE if self.late(is_over=is_over).cents else Stands.OPEN


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round in figures. recipient: whose turn it is, commas between names. owing, shares: by
    seat; who owes nothing is among the shares alone."""

    number: int
    recipient: str
    opens_on: date
    due_on: date
    paid_count: int
    member_count: int
    collected: Money
    expected: Money
    owing: tuple[Owing, ...]
    shares: tuple[Share, ...]

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed. today: the day in Nairobi."""
        return today > self.due_on

    def that(self, stands: Stands, today: date) -> tuple[Share, ...]:
        """The members who stand so, by seat."""
        is_over = self.is_over(today)
        return tuple(one for one in self.shares if one.stands(is_over=is_over) is stands)


def running_round(connection: sa.Connection, chama_id: int) -> RoundView | None:
    """How a chama's newest round stands, None before the first."""
    balances = book.balances(connection, chama_id)
    group = load_group(connection, chama_id, balances)
    standing = round_standing(group, balances)
    if standing is None or group.round is None:
        return None
    return RoundView(
        number=standing.round,
        recipient=standing.recipient,
        opens_on=group.round.opens_on,
        due_on=group.round.due_on,
        paid_count=standing.paid_count,
        member_count=standing.member_count,
        collected=Money(standing.collected_cents, group.currency),
        expected=Money(standing.expected_cents, group.currency),
        owing=tuple(
            Owing(person.name, Money(cents, group.currency)) for person, cents in standing.owing
        ),
        shares=_shares(connection, group, balances),
    )


def _shares(connection: sa.Connection, group: Group, balances: Balances) -> tuple[Share, ...]:
    newest = group.round
    if newest is None:
        return ()
    people = sorted(group.people, key=lambda person: person.seat)
    said = claims.said_of_all(connection, group.id, [person.code for person in people])
    return tuple(
        Share(
            name=person.name,
            seats=person.seats,
            due=Money(newest.dues_cents(person), group.currency),
            owed=Money(balances.get(dues(person.code, newest.key), 0), group.currency),
            arrears=Money(_arrears_cents(balances, person.code, newest.key), group.currency),
            said=Money(said[person.code].cents, group.currency),
            codes=said[person.code].codes,
        )
        for person in people
    )


def _arrears_cents(balances: Balances, member: str, newest: str) -> int:
    """What a member owes for other rounds than the newest. newest: as accounts name it."""
    owed = within(owed_by(balances, member), ROTATION)
    return sum(
        cents
        for account, cents in owed
        if account.kind is AccountKind.DUES and account.round != newest
    )
