""" "refund Njeri 500", "mrudishie Njeri 500": what a member paid ahead is given back to them."""

from __future__ import annotations

from bot.conversation import agreeing, paying_out
from bot.conversation.by_word import amount_cents, named_member
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.proposals import refund
from bot.understanding import Intent
from chama import entries
from chama.entries import ROTATION
from chama.group import Person

INTENTS = ("refund",)


def decide(draft: Draft, intent: Intent) -> None:
    """Put it to the others; never more than the member has paid ahead."""
    me, cents = draft.situation.me, amount_cents(intent)
    name = str(intent.slots.get("name", ""))
    member = named_member(draft, name)
    if me is None or not me.is_officer:
        draft.reply("officers_only", officers=agreeing.names(draft.group.officers))
    elif member is None:
        draft.reply("name_unclear", name=name)
    elif cents is None:
        draft.reply("say_amount")
    elif paying_out.has_no_number(draft, member):
        paying_out.tell_no_number(draft, member)
    elif cents > (ahead_cents := entries.advance_of(draft.balances, ROTATION, member.code)):
        _tell_less_is_ahead(draft, member, cents, max(0, ahead_cents))
    else:
        refund.propose(draft, me, member, cents)


def _tell_less_is_ahead(draft: Draft, member: Person, cents: int, ahead_cents: int) -> None:
    """What is not ahead cannot go back; what was agreed to already waits to be sent."""
    reserved = payouts.reserved_for(draft, member)
    waits = next((one for one in reserved if entries.is_refund(one.payable)), None)
    if waits is not None:
        draft.reply("payout_waits", recipient=member.name, amount_cents=waits.cents)
        return
    said = {"recipient": member.name, "amount_cents": cents}
    draft.reply("refund_more", **said, ahead_cents=ahead_cents)
