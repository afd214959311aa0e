""" "remind Achieng": an officer sends one member, or a few, today's reminder at once."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.about_another import ask_which
from bot.conversation.by_word import named_member
from bot.conversation.commands import balance
from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.conversation.effects import Purpose, Say
from bot.conversation.money_api import ORDERS
from bot.conversation.reminding import TEMPLATE, queued_facts
from bot.understanding import Intent
from chama.group import Person
from chama.rota import day_in_nairobi
from chama.standing import everybody_owing, owed_cents

INTENTS = ("remind_one",)
NEEDS = (*balance.NEEDS, ORDERS)


def decide(draft: Draft, intent: Intent) -> None:
    """As for everybody who owes; of one the officer learns why none goes out."""
    me, group = draft.situation.me, draft.group
    if me is None or not me.is_officer:
        officers = ", ".join(officer.name for officer in group.officers)
        draft.reply("officers_only", officers=officers)
        return
    if group.round is None:
        reply_no_round(draft)
        return
    people = _meant(draft, intent)
    if people == [me]:
        balance.show(draft, me, is_own=True)
    elif len(people) == 1:
        _remind(draft, me, people[0])
    elif people:
        draft.reply("reminders_sent", count=send(draft, me, people))


def is_clear(draft: Draft, intent: Intent) -> bool:
    """Whether every name is that of one member."""
    return all(named_member(draft, name) is not None for name in _names(intent))


def _names(intent: Intent) -> list[str]:
    """All who are named; [""] where nobody is."""
    said = intent.slots.get("names")
    names = [str(name) for name in said] if isinstance(said, list | tuple) else []
    return names or [str(intent.slots.get("name", ""))]


def _meant(draft: Draft, intent: Intent) -> list[Person]:
    """Who is named; [] where that is not clear of one of them, and it was asked."""
    people: list[Person] = []
    for name in _names(intent):
        person = named_member(draft, name)
        if person is None:
            ask_which(draft, name)
            return []
        people.append(person)
    return list(dict.fromkeys(people))


def _remind(draft: Draft, me: Person, person: Person) -> None:
    left_cents = owed_cents(draft.balances, person.code)
    waiting_cents = draft.said_for(person).covered_cents(left_cents)
    send(draft, me, [person])
    draft.reply(
        "reminded",
        name=person.name,
        left_cents=left_cents - waiting_cents,
        waiting_cents=waiting_cents,
        is_reached=_is_reached(draft, person),
    )


def send(draft: Draft, me: Person, meant: Sequence[Person]) -> int:
    """Send each of them who owes the reminder of the newest round; to how many."""
    group = draft.group
    if group.round is None:
        return 0
    day = day_in_nairobi(draft.now).isoformat()
    left = [person for person in _with_something_left(draft) if person != me and person in meant]
    owing = [person for person in left if _is_reached(draft, person)]
    for person in owing:
        facts = queued_facts(group.round.key, is_asked_for=True)
        key = f"remind:{group.id}:{group.round.key}:{person.code}:on-{day}"
        draft.add(Say(person.phone, TEMPLATE, facts, Purpose.NOTICE, person.code, key=key))
    return len(owing)


def _is_reached(draft: Draft, person: Person) -> bool:
    """Whether they get reminders: the number is theirs, and they did not write STOP."""
    return not person.has_wrong_number and person.code not in draft.situation.silent


def _with_something_left(draft: Draft) -> list[Person]:
    """Who owes more than what they say they sent."""
    return [
        person
        for person, cents in everybody_owing(draft.group, draft.balances)
        if draft.said_for(person).covered_cents(cents) < cents
    ]
