""" "round", "raundi": how much is in, how many have paid, whose turn it is."""

from __future__ import annotations

from bot.conversation import abroad
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama import entries
from chama.standing import round_standing

INTENTS = ("round_status",)


def decide(draft: Draft, intent: Intent) -> None:
    """Counts and totals; they are everybody's to know."""
    group = draft.group
    standing = round_standing(group, draft.balances)
    if standing is None or group.round is None:
        reply_no_round(draft)
        return
    draft.reply(
        "round_status",
        round=standing.round,
        collected_cents=standing.collected_cents,
        expected_cents=standing.expected_cents,
        paid_count=standing.paid_count,
        member_count=standing.member_count,
        due_on=group.round.due_on.isoformat(),
        recipient=standing.recipient,
        complete=standing.is_complete and not draft.is_pot_contested,
        abroad=abroad.held(draft),
        is_paid_out=entries.pot(group.round.key) not in draft.balances,
    )


def reply_no_round(draft: Draft) -> None:
    """The first round has not begun."""
    draft.reply("no_round", starts_on=draft.group.rules.rotation.starts.isoformat())
