""" "I have sent the pot to Otieno", "taken": words about a payout; its M-Pesa text is the proof."""

from __future__ import annotations

from bot.conversation import handing
from bot.conversation.by_word import amount_cents
from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("confirm_disbursed",)


def decide(draft: Draft, intent: Intent) -> None:
    """Who collects and keeps their own pot says so, and who looks after an account without texts
    what they sent from it; everybody else shows how it was sent."""
    me, cents = draft.situation.me, amount_cents(intent)
    own = handing.own_pot(draft, me) if me is not None else None
    to = handing.recipient_named(draft, str(intent.slots.get("name", "")))
    if me is not None and own is not None and is_of_own_pot(draft, intent):
        handing.tell_of_own_pot(draft, me, own, cents or own.cents)
    elif me is None or to is None or not handing.tell_of_transfer(draft, me, to, cents):
        draft.reply("show_payout")


def is_of_own_pot(draft: Draft, intent: Intent) -> bool:
    """Whether the words may be of what is set aside for the sender, who collects."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    is_mine = me is not None and (not name or handing.recipient_named(draft, name) == me)
    return me is not None and is_mine and handing.own_pot(draft, me) is not None
