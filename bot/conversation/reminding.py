"""The words of a reminder: what is left now, by when, and how to pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.conversation.claims import Said
from bot.conversation.money_api import NO_API, Api
from bot.conversation.owed_lines import parts_of
from chama import entries
from chama.entries import ROTATION, Owed
from chama.group import Group, Person
from chama.journal import Account, round_order
from chama.kinds import AccountKind
from chama.lateness import first_fine_on
from chama.standing import pay_to

TEMPLATE = "reminder"
ROUND, IS_ASKED_FOR = "round", "is_asked_for"


def queued_facts(round_key: str, *, is_asked_for: bool) -> Mapping[str, Any]:
    """What a reminder holds while it waits: the round, and whether an officer asked for it.

    The rest is worked out when it goes out.
    """
    return {ROUND: round_key, IS_ASKED_FOR: is_asked_for}


def is_told_of_fine(group: Group, owed: Owed, round_key: str, due_on: date, day: date) -> bool:
    """Whether a member learns on this day of their first fine for a round, and what is left."""
    about = (AccountKind.FINES, round_key)
    is_fined = any((due.kind, due.round) == about for due, _ in owed)
    return is_fined and day == first_fine_on(group.rules_on(due_on), due_on)


@dataclass(frozen=True, slots=True)
class Left:
    """What a member owes that is not on its way: for a round, those before it, and besides.

    waiting_cents: what is on its way of all that was owed.
    """

    current_cents: int
    arrears_cents: int = 0
    fines_cents: int = 0
    welfare_cents: int = 0
    waiting_cents: int = 0


def left(owed: Owed, round_key: str, said: Said) -> Left:
    """What is left of a member's debts, but for the rounds after this one.

    owed: in the order in which money is applied. What the member says they sent is waiting, not
    unpaid.
    """
    last = round_order(round_key)
    asked = [(due, cents) for due, cents in owed if not _is_later(due, last)]
    waiting_cents = said.covered_cents(sum(cents for _, cents in asked))
    unpaid = entries.left_of(asked, waiting_cents)
    parts = parts_of(unpaid)
    current_cents = sum(
        cents for due, cents in unpaid if due.fund == ROTATION and due.round == round_key
    )
    return Left(
        current_cents,
        parts.rounds_cents - current_cents,
        parts.fines_cents,
        parts.welfare_cents,
        waiting_cents,
    )


def _is_later(due: Account, last: tuple[int, ...]) -> bool:
    return due.fund == ROTATION and due.round != "" and round_order(due.round) > last


def reminder_facts(
    group: Group, person: Person, owed: Left, due_on: date, day: date, api: Api = NO_API
) -> Mapping[str, Any] | None:
    """Values of the "reminder" template on a day in Nairobi: None when nothing is left to pay.

    api: what the provider can do when it goes out.
    """
    if not (owed.current_cents or owed.arrears_cents or owed.fines_cents or owed.welfare_cents):
        return None
    return {
        "name": person.name,
        "chama": group.name,
        "currency": group.currency,
        "current_cents": owed.current_cents,
        "arrears_cents": owed.arrears_cents,
        "fines_cents": owed.fines_cents,
        "welfare_cents": owed.welfare_cents,
        "waiting_cents": owed.waiting_cents,
        "due_on": due_on.isoformat(),
        "when": _when(day, due_on),
        "pay_to": pay_to(group, person),
        "can_push": api.can_ask(group, person),
        "is_treasurer": person == group.treasurer,
    }


def _when(day: date, due_on: date) -> str:
    if day == due_on:
        return "today"
    return "before" if day < due_on else "after"
