""" "who owes", "nani hajalipa": names for officers, counts for everybody else."""

from __future__ import annotations

from bot.conversation.abroad import waiting_facts
from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.owed_lines import parts_of
from bot.understanding import Intent
from chama import entries
from chama.group import Person
from chama.standing import everybody_owing, round_standing

INTENTS = ("who_owes",)
NEEDS = ("waiting", "unowned")


def decide(draft: Draft, intent: Intent) -> None:
    """Private by default: a member learns how many have paid, an officer who has not."""
    me, group = draft.situation.me, draft.group
    standing = round_standing(group, draft.balances)
    if standing is None or group.round is None:
        reply_no_round(draft)
        return
    owing = everybody_owing(group, draft.balances)
    if not owing:
        draft.reply("nobody_owes", round=standing.round)
    elif me is not None and me.is_officer:
        draft.reply(
            "who_owes_officer",
            round=standing.round,
            people=[_line(draft, person, cents) for person, cents in owing],
            due_on=group.round.due_on.isoformat(),
        )
    else:
        draft.reply(
            "who_owes_member",
            round=standing.round,
            paid_count=standing.paid_count,
            member_count=standing.member_count,
            collected_cents=standing.collected_cents,
            expected_cents=standing.expected_cents,
        )


def _line(draft: Draft, person: Person, owed_cents: int) -> Facts:
    """A member's line, and what of it is for no round.

    Money that they say they sent is told with it, as it may be on its way.
    """
    said = draft.said_for(person)
    parts = parts_of(entries.owed_by(draft.balances, person.code))
    return {
        "name": person.name,
        "fines_cents": parts.fines_cents,
        "welfare_cents": parts.welfare_cents,
        "remaining_cents": owed_cents,
        "says_sent": bool(said.cents or said.codes),
        "said_cents": said.cents,
        "for_rate": waiting_facts(said),
    }
