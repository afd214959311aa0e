""" "who is the treasurer?", "who are the members?": names, which all of a group see in its rota.

No numbers: what a group keeps of its members is seen by nobody but themselves.
"""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.understanding import Intent
from chama.group import OFFICE_ORDER, Person

INTENTS = ("who_is",)

MEMBERS = "members"
MOST_NAMES = 20  # what fits into a readable message


def decide(draft: Draft, intent: Intent) -> None:
    """The holder of one office, all of them where none is named, or the list of the members."""
    group, me = draft.group, draft.situation.me
    asked = str(intent.slots.get("office", ""))
    if me is None:
        draft.reply("unknown")
    elif asked == MEMBERS:
        people = sorted(group.people, key=lambda person: person.seat)
        draft.reply(
            "member_list",
            names=[person.name for person in people[:MOST_NAMES]],
            count=len(people),
            more=max(0, len(people) - MOST_NAMES),
        )
    else:
        held = [_line(person, me) for person in _in_order(group.people)]
        meant = [one for one in held if one["office"] == asked]
        draft.reply("who_is", asked=asked, is_held=bool(meant), officers=meant or held)


def _in_order(people: tuple[Person, ...]) -> list[Person]:
    """Who holds an office, the treasurer first; also who cannot be reached now."""
    return [one for office in OFFICE_ORDER for one in people if one.office is office]


def _line(person: Person, me: Person) -> Facts:
    return {
        "office": person.office.value if person.office is not None else "",
        "name": person.name,
        "is_you": person == me,
    }
