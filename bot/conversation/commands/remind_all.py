""" "remind everybody who owes", "kumbusha Baraka": an officer sends today's reminder at once."""

from __future__ import annotations

from bot.conversation import fining
from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.conversation.effects import Purpose, Say
from bot.conversation.reminding import TEMPLATE, queued_facts
from bot.understanding import Intent
from chama.group import Person
from chama.rota import day_in_nairobi
from chama.standing import everybody_owing

INTENTS = ("remind_all",)
NEEDS = ("waiting", "unowned")


def decide(draft: Draft, intent: Intent) -> None:
    """One reminder a person and day, to those who owe; the officer learns how many.

    Where people are named it goes to none but them.
    """
    me, group = draft.situation.me, draft.group
    if me is None or not me.is_officer:
        officers = ", ".join(officer.name for officer in group.officers)
        draft.reply("officers_only", officers=officers)
        return
    if group.round is None:
        reply_no_round(draft)
        return
    meant = fining.people_named(draft, intent) if "names" in intent.slots else group.people
    if meant is None:
        return
    day = day_in_nairobi(draft.now).isoformat()
    left = [person for person in _with_something_left(draft) if person != me and person in meant]
    owing = [person for person in left if not person.has_wrong_number]
    for person in owing:
        facts = queued_facts(group.round.key, is_asked_for=True)
        key = f"remind:{group.id}:{group.round.key}:{person.code}:on-{day}"
        draft.add(Say(person.phone, TEMPLATE, facts, Purpose.NOTICE, person.code, key=key))
    draft.reply("reminders_sent", count=len(owing))


def _with_something_left(draft: Draft) -> list[Person]:
    """Who owes more than what they say they sent."""
    return [
        person
        for person, cents in everybody_owing(draft.group, draft.balances)
        if draft.said_for(person).covered_cents(cents) < cents
    ]
