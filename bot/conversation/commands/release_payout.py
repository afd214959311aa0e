""" "cancel Achieng's payout": what was agreed and not sent goes back, when another agrees."""

from __future__ import annotations

from bot.conversation import agreeing, paying_out
from bot.conversation.by_word import named_member
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.money_api import ORDERS
from bot.conversation.proposals import release
from bot.understanding import Intent

INTENTS = ("release_payout",)
NEEDS = (ORDERS,)


def decide(draft: Draft, intent: Intent) -> None:
    """Ask another officer; only of what is set aside and was not sent."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    member = named_member(draft, name)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif member is None:
        draft.reply("name_unclear", name=name)
    elif not (reserved := payouts.reserved_for(draft, member)):
        draft.reply("nothing_to_release", recipient=member.name)
    elif paying_out.is_said_to_be_sent(draft, reserved[0].payable):
        draft.reply("pot_said_sent", recipient=member.name)
    elif payouts.is_on_its_way(draft, reserved[0].payable):
        draft.reply("payout_on_its_way", recipient=member.name)
    else:
        release.propose(draft, me, reserved[0])
