""" "who owes", "nani hajalipa": names for officers, counts for everybody else."""

from __future__ import annotations

from bot.conversation.commands.round_status import reply_no_round
from bot.conversation.draft import Draft
from bot.conversation.standing import everybody_owing, round_standing
from bot.conversation.understanding import Intent

INTENTS = ("who_owes", "report")


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
            people=[{"name": p.name, "remaining_cents": cents} for p, cents in owing],
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
