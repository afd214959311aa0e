""" "who owes", "nani hajalipa": names for officers, counts for everybody else."""

from __future__ import annotations

from bot.conversation.claims import Said
from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.understanding import Intent
from chama.group import Person
from chama.standing import everybody_owing, round_standing

INTENTS = ("who_owes", "report")
NEEDS = ("waiting",)


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
            people=[_line(person, cents, draft.said_for(person)) for person, cents in owing],
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


def _line(person: Person, owed_cents: int, said: Said) -> Facts:
    """A member's line; money they say they sent is told with it, as it may be on its way."""
    return {
        "name": person.name,
        "remaining_cents": owed_cents,
        "says_sent": bool(said),
        "said_cents": said.cents,
    }
