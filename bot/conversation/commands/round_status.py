""" "round", "raundi": how much is in, how many have paid, whose turn it is."""

from __future__ import annotations

from bot.conversation import abroad
from bot.conversation.draft import Draft
from bot.understanding import Intent
from chama import pots
from chama.entries import ROTATION
from chama.group import RoundFacts
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
        is_paid_out=_is_paid_out(draft, group.round),
        waits=[
            {
                "round": pots.round_of(payable),
                "name": group.name_of(payable.owner),
                "amount_cents": cents,
            }
            for payable, cents in pots.payables(draft.balances)
            if payable.fund == ROTATION
        ],
        short=[
            {
                "round": pot.round.number,
                "name": group.name_of(pot.recipient),
                "amount_cents": pot.cents,
            }
            for pot in reversed(pots.open_pots(group, draft.balances))
            if pot.round != group.round
        ],
    )


def _is_paid_out(draft: Draft, one: RoundFacts) -> bool:
    """Whether nothing of its pots is left, set aside or not."""
    open_ = {pot.round.key for pot in pots.open_pots(draft.group, draft.balances)}
    reserved = {payable.round for payable, _ in pots.payables(draft.balances)}
    return one.key not in open_ | reserved


def reply_no_round(draft: Draft) -> None:
    """The first round has not begun."""
    draft.reply("no_round", starts_on=draft.group.rules.rotation.starts.isoformat())
