"""What somebody says of another's fine disputes none of their own.

An officer is offered to let it off; a member's words reach the officers once their writer agrees.
"""

from __future__ import annotations

from bot.conversation import said
from bot.conversation.by_word import named_member
from bot.conversation.draft import Draft
from bot.conversation.questions import did_you_mean
from bot.understanding import Intent
from bot.understanding.fine_of_another import whose_fine


def take(draft: Draft, intent: Intent) -> bool:
    """Offer what can be done about another's fine; whether the words are about one."""
    me = draft.situation.me
    if me is None or intent.name != "dispute":
        return False
    names = whose_fine(draft.cause.text, [one.name for one in draft.group.people])
    if names is None:
        return False
    person = named_member(draft, names[0]) if len(names) == 1 else None
    if person == me:
        return False
    if me.is_officer and person is not None:
        slots = {"names": (person.name,), "reason": " ".join(draft.cause.text.split())}
        return did_you_mean.offer(draft, Intent("waive", slots, sure=False))
    said.ask_first(draft, me, Intent("tell_officers", by_rules="dispute"))
    return True
