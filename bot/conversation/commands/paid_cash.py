""" "I gave Mary 500 cash", "got 600 cash from Samuel": words, so another officer confirms."""

from __future__ import annotations

from bot.conversation.by_word import (
    amount_cents,
    ask_own_share,
    own_phone_collector,
    tell_of_cash,
)
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama.group import Person
from chama.money import cents_from_units
from chama.names import names_fit

INTENTS = ("paid_cash", "record_cash")
NEEDS = ("handovers",)

OFFICE_WORDS = frozenset({"treasurer", "chair", "secretary"})


def decide(draft: Draft, intent: Intent) -> None:
    """Ask the second person; nothing is posted before they say yes."""
    me, cents = draft.situation.me, amount_cents(intent)
    several = intent.slots.get("people")
    if me is None:
        draft.reply("unknown")
    elif intent.name == "record_cash" and isinstance(several, tuple):
        for name, amount in several:
            _record_from(draft, me, name, cents_from_units(amount))
    elif cents is None:
        draft.reply("say_amount")
    elif intent.name == "record_cash":
        _record_from(draft, me, str(intent.slots.get("name", "")), cents)
    else:
        _decide_own(draft, me, intent, cents)


def _decide_own(draft: Draft, me: Person, intent: Intent, cents: int) -> None:
    """The sender handed over cash: the officer who got it confirms.

    Whoever collects has nobody to hand it to: their cash is their own share.
    """
    to = str(intent.slots.get("to", ""))
    holder, collector = _named_officer(draft, to), own_phone_collector(draft)
    if to and holder is None:
        _tell_whom_it_must_reach(draft, to)
        return
    if collector is not None and holder in (None, me):
        ask_own_share(draft, me, collector, intent)
        return
    holder = holder or draft.group.treasurer
    if holder is None or holder.code == me.code:
        holder = draft.group.officer_besides(me.code)
    if holder is None:
        draft.reply("need_other_officer")
    else:
        tell_of_cash(draft, me, me, holder, cents)


def _tell_whom_it_must_reach(draft: Draft, to: str) -> None:
    """Cash counts once an officer has it; what a member carries for another does not yet."""
    named = _named_member(draft, to)
    officers = ", ".join(officer.name for officer in draft.group.officers)
    if named is None:
        draft.reply("name_unclear", name=to)
    else:
        draft.reply("cash_not_there_yet", name=named.name, officers=officers)


def _record_from(draft: Draft, me: Person, name: str, cents: int) -> None:
    """An officer got cash from a member: another officer confirms."""
    giver = _named_member(draft, name)
    if not me.is_officer:
        officers = ", ".join(officer.name for officer in draft.group.officers)
        draft.reply("officers_only", officers=officers)
    elif giver is None or giver == me:
        draft.reply("name_unclear", name=name)
    else:
        tell_of_cash(draft, me, giver, me, cents)


def _named_officer(draft: Draft, to: str) -> Person | None:
    """The officer whom a name or the word for an office means."""
    if to.casefold() in OFFICE_WORDS:
        return next((one for one in draft.group.people if one.office == to.casefold()), None)
    named = _named_member(draft, to)
    return named if named is not None and named.is_officer else None


def _named_member(draft: Draft, name: str) -> Person | None:
    """The one member whom a name fits, None when none or several do."""
    fitting = [person for person in draft.group.people if name and names_fit(name, person.name)]
    return fitting[0] if len(fitting) == 1 else None
