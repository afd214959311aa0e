""" "I gave Mary 500 cash", "got 600 cash from Samuel": words, so another officer confirms.

Also the collector's own share, which she cannot send to herself.
"""

from __future__ import annotations

from decimal import Decimal

from bot.conversation.draft import Draft
from bot.conversation.evidence import send_proof
from bot.conversation.situation import Collector, Person
from bot.conversation.understanding import Intent
from chama.money import cents_from_units
from chama.names import names_fit

INTENTS = ("paid_cash", "record_cash", "own_share")

OFFICE_WORDS = frozenset({"treasurer", "chair", "secretary"})


def decide(draft: Draft, intent: Intent) -> None:
    """Ask the second person; nothing is posted before they say yes."""
    me = draft.situation.me
    if me is None:
        draft.reply("unknown")
        return
    amount_cents = _amount_cents(intent)
    if amount_cents is None:
        draft.reply("say_amount")
    elif intent.name == "record_cash":
        _record_from(draft, me, str(intent.slots.get("name", "")), amount_cents)
    else:
        _own_cash(draft, me, str(intent.slots.get("to", "")), amount_cents)


def own_share(draft: Draft, intent: Intent, collector: Collector) -> None:
    """A collector's owner says that she paid: another officer confirms her share."""
    me, amount_cents = draft.situation.me, _amount_cents(intent)
    if me is None:
        draft.reply("unknown")
    elif amount_cents is None:
        draft.reply("say_amount")
    else:
        details = {
            "member": me.code,
            "member_name": me.name,
            "amount_cents": amount_cents,
            "collector": collector.code,
        }
        _ask_other_officer(draft, me, "own_share", amount_cents, details)


def _own_cash(draft: Draft, me: Person, to: str, amount_cents: int) -> None:
    """The sender handed over cash: the officer who got it confirms."""
    holder = _named_officer(draft, to) or draft.group.treasurer
    if holder is None or holder.code == me.code:
        holder = draft.group.officer_besides(me.code)
    if holder is None:
        draft.reply("need_other_officer")
        return
    details = _cash_details(me, me, holder, amount_cents)
    _ask(draft, "cash", holder, amount_cents, details)


def _record_from(draft: Draft, me: Person, name: str, amount_cents: int) -> None:
    """An officer got cash from a member: another officer confirms."""
    if not me.is_officer:
        officers = ", ".join(officer.name for officer in draft.group.officers)
        draft.reply("officers_only", officers=officers)
        return
    giver = _named_member(draft, name)
    if giver is None:
        draft.reply("name_unclear", name=name)
        return
    details = _cash_details(giver, me, me, amount_cents)
    _ask_other_officer(draft, me, "cash", amount_cents, details)


def _cash_details(
    giver: Person, said_by: Person, holder: Person, amount_cents: int
) -> dict[str, object]:
    return {
        "member": giver.code,
        "member_name": giver.name,
        "said_by": said_by.code,
        "holder": holder.code,
        "holder_name": holder.name,
        "amount_cents": amount_cents,
    }


def _ask_other_officer(
    draft: Draft, me: Person, kind: str, amount_cents: int, details: dict[str, object]
) -> None:
    other = draft.group.officer_besides(me.code, str(details["member"]))
    other = other or draft.group.officer_besides(me.code)
    if other is None:
        draft.reply("need_other_officer")
    else:
        _ask(draft, kind, other, amount_cents, details)


def _ask(
    draft: Draft, kind: str, officer: Person, amount_cents: int, details: dict[str, object]
) -> None:
    key = f"{kind}:{draft.message_key}"
    draft.ask(kind, officer, key, {**details, "entry_key": key})
    draft.reply("asked_officer", officer=officer.name, what_cents=amount_cents)


def _amount_cents(intent: Intent) -> int | None:
    amount = intent.slots.get("amount")
    if not isinstance(amount, int | Decimal) or amount <= 0:
        return None
    return cents_from_units(amount)


def _named_officer(draft: Draft, to: str) -> Person | None:
    if to.casefold() in OFFICE_WORDS:
        return next((o for o in draft.group.officers if o.office == to.casefold()), None)
    named = _named_member(draft, to)
    return named if named is not None and named.is_officer else None


def _named_member(draft: Draft, name: str) -> Person | None:
    """The one member whom a name fits, None when none or several do."""
    fitting = [person for person in draft.group.people if name and names_fit(name, person.name)]
    return fitting[0] if len(fitting) == 1 else None
