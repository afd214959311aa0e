"""A list of who gave cash, and how much: put down as a whole, or asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot import understanding
from bot.conversation import agreeing
from bot.conversation.by_word import named_member
from bot.conversation.commands import paid_cash
from bot.conversation.draft import Draft
from bot.conversation.questions import to_oneself
from bot.understanding import Intent
from bot.understanding.names import names_parent_of
from chama.group import Person
from chama.money import cents_from_units

QUESTION = "cash_listed"
Given = Sequence[tuple[str, Decimal | int]]
"""Names as they were written, each with an amount in units."""


def take(draft: Draft, intent: Intent) -> bool:
    """Act on a list of received cash; whether the words are one.

    What is amiss with one name of it is said with that name, and nothing is put down. A list that
    is not surely one, or does not add up, is asked about.
    """
    me, people = draft.situation.me, intent.slots.get("people")
    if me is None or not intent.is_list or not isinstance(people, tuple):
        return False
    if not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif amiss := _amiss(draft, intent, people):
        draft.reply("cash_list_amiss", **amiss)
    elif intent.sure:
        put_down(draft, me, details_of(draft, people, intent))
    else:
        draft.ask(QUESTION, me, f"listed:{draft.cause.key}", details_of(draft, people, intent))
    return True


def offer_bare(draft: Draft, me: Person) -> bool:
    """Ask an officer who writes but names and amounts whether that is cash; whether they do.

    Members' own such words say whom their next payment is for.
    """
    names = [person.name for person in draft.group.people]
    listed = understanding.bare_cash_list(draft.cause.text, names) if me.is_officer else None
    if listed is None or any(_giver(draft, name) in (None, me) for name, _ in listed.given):
        return False
    if listed.without or listed.is_unclear:
        return False
    total = {} if listed.adds_up else {"total": listed.total}
    details = details_of(draft, listed.given, Intent("record_cash", total, sure=False))
    draft.ask(QUESTION, me, f"listed:{draft.cause.key}", details)
    return True


def _amiss(draft: Draft, intent: Intent, people: Given) -> Mapping[str, Any]:
    """Why a list cannot be put down, and whose line it is; empty where it can."""
    unknown = [name for name, _ in people if _giver(draft, name) is None]
    lacking = [name for name, amount in people if amount is None]
    if unknown:
        return {"why": "name", "names": ", ".join(unknown)}
    if lacking:
        return {"why": "amount", "names": ", ".join(lacking)}
    if intent.slots.get("is_later"):
        return {"why": "later", "names": ""}
    return {}


def _giver(draft: Draft, name: str) -> Person | None:
    """The one member whom a name fits; none by their child's name."""
    person = named_member(draft, name)
    return None if person is None or names_parent_of(name, person.name) else person


def details_of(draft: Draft, people: Given, intent: Intent) -> dict[str, Any]:
    """A list as a question keeps it; a total that is not its sum with it, in cents."""
    total, left_out = intent.slots.get("total"), intent.slots.get("left_out", ())
    return {
        "given": [
            {"member_name": person.name, "amount_cents": cents_from_units(amount)}
            for name, amount in people
            if (person := _giver(draft, name)) is not None
        ],
        "left_out": list(left_out) if isinstance(left_out, tuple) else [],
        "total_cents": None if total is None else cents_from_units(total),
        "text": draft.cause.text,
    }


def put_down(draft: Draft, me: Person, details: Mapping[str, Any]) -> None:
    """Tell of each handover by itself, as if each had been written alone, and who is left out."""
    intent = Intent("record_cash")
    for one in details["given"]:
        name, cents = one["member_name"], one["amount_cents"]
        if _giver(draft, name) == me:
            to_oneself.ask(draft, me, cents)
        else:
            paid_cash.record(draft, me, intent, name, cents)
    if details["left_out"]:
        names, is_sent = ", ".join(details["left_out"]), understanding.is_sent(draft.cause.text)
        draft.reply("cash_left_out", names=names, is_sent=is_sent)
