"""The round that runs: whose turn it is, what came in, what waits, and who still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa

from bot.store import book, claims
from bot.store.chamas import load_group
from chama.entries import dues
from chama.group import Group
from chama.journal import Balances
from chama.money import Money
from chama.standing import round_standing


@dataclass(frozen=True, slots=True)
class Owing:
    """A member who still owes for the round."""

    name: str
    amount: Money


class Stands(StrEnum):
    """How a member stands in a round. FREE: they owe nothing in it, as it is their turn.

    WAITING: they say that they paid, and no proof has come. LATE: its last day is over.
    """

    PAID = "paid"
    FREE = "free"
    WAITING = "waiting"
    LATE = "late"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Share:
    """What one member has to do with a round. due: what they pay for it; owed: what is left of it.

    said: what they say they paid and nothing has confirmed, zero where no amount was said; codes:
    of what they claim without an amount. Neither is of a certain round.
    """

    name: str
    seats: tuple[int, ...]
    due: Money
    owed: Money
    said: Money
    codes: tuple[str, ...]

    @property
    def paid(self) -> Money:
        """What the book has of it."""
        return self.due - self.owed

    def stands(self, *, is_over: bool) -> Stands:
        """Whether they have paid, wait, or are late. is_over: whether the last day has passed."""
        if self.owed.cents <= 0:
            return Stands.PAID if self.due.cents else Stands.FREE
        if self.said.cents or self.codes:
            return Stands.WAITING
        return Stands.LATE if is_over else Stands.OPEN


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

    def that(self, stands: Stands, today: date) -> tuple[Share, ...]:
        """The members who stand so, by seat. today: the day in Nairobi."""
        is_over = today > self.due_on
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
            said=Money(said[person.code].cents, group.currency),
            codes=said[person.code].codes,
        )
        for person in people
    )
