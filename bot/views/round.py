"""The round that runs: whose turn it is, what came in, and who still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from chama.money import Money
from chama.standing import round_standing


@dataclass(frozen=True, slots=True)
class Owing:
    """A member who still owes for the round."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round in figures. recipient: whose turn it is, commas between names. owing: by seat."""

    number: int
    recipient: str
    opens_on: date
    due_on: date
    paid_count: int
    member_count: int
    collected: Money
    expected: Money
    owing: tuple[Owing, ...]


def running_round(connection: sa.Connection, chama_id: int) -> RoundView | None:
    """How a chama's newest round stands, None before the first."""
    group = load_group(connection, chama_id)
    standing = round_standing(group, book.balances(connection, chama_id))
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
    )
