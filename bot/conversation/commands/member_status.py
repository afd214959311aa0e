""" "has Baraka paid?", "show me Mary's record": how one member stands, for an officer."""

from __future__ import annotations

from bot.conversation import about_another
from bot.conversation.abroad import waiting_facts
from bot.conversation.commands import balance, statement
from bot.conversation.draft import Draft
from bot.conversation.owed_lines import parts_of
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.group import Person

INTENTS = (about_another.STATUS,)
NEEDS = (*balance.NEEDS, *statement.NEEDS)


def decide(draft: Draft, intent: Intent) -> None:
    """To an officer; to others what the group's rules let them see, or whom to ask."""
    me, name = draft.situation.me, about_another.name_in(intent)
    if me is None:
        draft.reply("unknown")
        return
    person = about_another.shown_to(draft.group, me, intent)
    if me.is_officer and not name:
        person = None
    if person is None and about_another.may_see(draft.group, me, intent):
        about_another.ask_which(draft, name)
    elif person is None:
        about_another.refuse(draft, me, intent)
    elif person == me or not me.is_officer:
        balance.show(draft, person, is_own=person == me)
    elif intent.slots.get("statement"):
        statement.show(draft, person, is_own=False)
    else:
        _tell(draft, person)


def _tell(draft: Draft, person: Person) -> None:
    owed = entries.owed_by(draft.balances, person.code)
    parts, waiting = parts_of(owed), draft.said_for(person)
    current = draft.group.round
    is_due = current is not None and current.number in parts.rounds
    payments = (one for one in draft.situation.payments if not one.is_pot and not one.fined)
    last = next((one for one in payments if one.amount_cents > 0), None)
    draft.reply(
        "member_status",
        name=person.name,
        is_own=False,
        total_cents=sum(cents for _, cents in owed),
        rounds=list(parts.rounds),
        fines_cents=parts.fines_cents,
        welfare_cents=parts.welfare_cents,
        due_on=current.due_on.isoformat() if current is not None and is_due else "",
        waiting_cents=waiting.cents,
        waiting_codes=list(waiting.codes),
        for_rate=waiting_facts(waiting),
        advance_cents=entries.advance_of(draft.balances, ROTATION, person.code),
        last_cents=last.amount_cents if last is not None else 0,
        last_on=last.on.isoformat() if last is not None and last.on is not None else "",
        code=last.code if last is not None else "",
    )
