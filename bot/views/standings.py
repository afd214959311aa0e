"""How each member of a chama stands: turn, the round that runs, what they owe and have ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from chama import entries
from chama.entries import ROTATION
from chama.group import Group, Person
from chama.journal import Balances
from chama.money import Money
from chama.standing import owed_cents


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """A member. turns: the numbers of the rounds of this cycle that pay to them, the first first.

    due, paid: of the round that runs, zero before the first; owed: in all. office: "" for none.
    phone, receives_on: E.164, the latter where pots go to. is_reached: not a wrong number.
    """

    code: str
    name: str
    seats: tuple[int, ...]
    office: str
    turns: tuple[int, ...]
    due: Money
    paid: Money
    owed: Money
    ahead: Money
    phone: str
    receives_on: str
    is_reached: bool


def standings(
    connection: sa.Connection, chama_id: int, now: datetime
) -> tuple[MemberStanding, ...]:
    """Everybody, by seat."""
    balances = book.balances(connection, chama_id)
    group = load_group(connection, chama_id, balances)
    people = sorted(group.people, key=lambda person: person.seat)
    return tuple(_standing(group, balances, person, now) for person in people)


def _standing(group: Group, balances: Balances, person: Person, now: datetime) -> MemberStanding:
    own = group.currency
    due_cents = group.round.dues_cents(person) if group.round else 0
    left_cents = balances.get(entries.dues(person.code, group.round.key), 0) if group.round else 0
    return MemberStanding(
        code=person.code,
        name=person.name,
        seats=person.seats,
        office=str(person.office or ""),
        turns=_turns(group, person),
        due=Money(due_cents, own),
        paid=Money(due_cents - left_cents, own),
        owed=Money(owed_cents(balances, person.code), own),
        ahead=Money(entries.advance_of(balances, ROTATION, person.code), own),
        phone=person.phone,
        receives_on=person.receives_on(now),
        is_reached=not person.has_wrong_number,
    )


def _turns(group: Group, person: Person) -> tuple[int, ...]:
    newest = max((turn.cycle for turn in group.turns), default=0)
    cycle = group.round.cycle if group.round else newest
    own = (one for one in group.turns if one.member == person.code and one.cycle == cycle)
    return tuple(sorted(one.round for one in own))
