"""The words of a reminder: what is left now, by when, and how to pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.conversation.claims import Said
from chama import entries
from chama.entries import ROTATION
from chama.group import Group, Person
from chama.journal import Balances, round_order
from chama.standing import pay_to

TEMPLATE = "reminder"
ROUND = "round"


def queued_facts(round_key: str) -> Mapping[str, Any]:
    """What a reminder holds while it waits: the round. The rest is worked out when it goes out."""
    return {ROUND: round_key}


@dataclass(frozen=True, slots=True)
class Left:
    """What a member owes for a round, and for those before it."""

    current_cents: int
    arrears_cents: int = 0

    def without(self, cents: int) -> Left:
        """What is left when so much of it is on its way: the oldest is paid first."""
        from_arrears = min(cents, self.arrears_cents)
        return Left(self.current_cents - (cents - from_arrears), self.arrears_cents - from_arrears)


def left(balances: Balances, member: str, round_key: str) -> Left:
    """What a member owes for a round and those before it."""
    last = round_order(round_key)
    owed = [
        (round_order(due.round), cents)
        for due, cents in entries.within(entries.owed_by(balances, member), ROTATION)
        if due.round
    ]
    return Left(
        current_cents=sum(cents for order, cents in owed if order == last),
        arrears_cents=sum(cents for order, cents in owed if order < last),
    )


def reminder_facts(
    group: Group, person: Person, owed: Left, said: Said, due_on: date, day: date
) -> Mapping[str, Any] | None:
    """Values of the "reminder" template on a day in Nairobi.

    What the member says they sent is waiting, not unpaid: None when nothing else is left.
    """
    owed_cents = owed.current_cents + owed.arrears_cents
    waiting_cents = said.covered_cents(owed_cents)
    if owed_cents <= waiting_cents:
        return None
    unpaid = owed.without(waiting_cents)
    return {
        "name": person.name,
        "chama": group.name,
        "currency": group.currency,
        "current_cents": unpaid.current_cents,
        "arrears_cents": unpaid.arrears_cents,
        "waiting_cents": waiting_cents,
        "due_on": due_on.isoformat(),
        "when": _when(day, due_on),
        "pay_to": pay_to(group, person),
        "is_treasurer": person == group.treasurer,
    }


def _when(day: date, due_on: date) -> str:
    if day == due_on:
        return "today"
    return "before" if day < due_on else "after"
