"""The words of a reminder: what is left now, by when, and how to pay."""

from __future__ import annotations

from collections.abc import Mapping
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


def left_cents(balances: Balances, member: str, round_key: str) -> int:
    """What a member owes for a round and those before it."""
    last = round_order(round_key)
    owed = entries.owed_by(balances, ROTATION, member)
    return sum(cents for due, cents in owed if due.round and round_order(due.round) <= last)


def reminder_facts(
    group: Group, person: Person, owed_cents: int, said: Said, due_on: date, day: date
) -> Mapping[str, Any] | None:
    """Values of the "reminder" template on a day in Nairobi.

    What the member says they sent is waiting, not unpaid: None when nothing else is left.
    """
    waiting_cents = said.covered_cents(owed_cents)
    if owed_cents <= waiting_cents:
        return None
    return {
        "name": person.name,
        "chama": group.name,
        "currency": group.currency,
        "remaining_cents": owed_cents - waiting_cents,
        "waiting_cents": waiting_cents,
        "due_on": due_on.isoformat(),
        "when": _when(day, due_on),
        "pay_to": pay_to(group, person),
    }


def _when(day: date, due_on: date) -> str:
    if day == due_on:
        return "today"
    return "before" if day < due_on else "after"
