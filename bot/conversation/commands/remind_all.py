""" "remind everybody who owes": an officer sends today's reminder at once."""

from __future__ import annotations

from bot.conversation.by_word import named_member
from bot.conversation.commands import remind_one
from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("remind_all",)
NEEDS = remind_one.NEEDS


def decide(draft: Draft, intent: Intent) -> None:
    """One reminder a person and day, to those who owe; the officer learns how many.

    Where people are named it goes to none but them, and to none whom the slot "but" names.
    """
    me, group = draft.situation.me, draft.group
    if "names" in intent.slots:
        remind_one.decide(draft, intent)
    elif me is None or not me.is_officer:
        officers = ", ".join(officer.name for officer in group.officers)
        draft.reply("officers_only", officers=officers)
    elif group.round is None:
        reply_no_round(draft)
    else:
        spared = [named_member(draft, name) for name in _names_left_out(intent)]
        meant = [person for person in group.people if person not in spared]
        draft.reply("reminders_sent", count=remind_one.send(draft, me, meant))


def _names_left_out(intent: Intent) -> list[str]:
    said = intent.slots.get("but")
    return [str(name) for name in said] if isinstance(said, list | tuple) else []
