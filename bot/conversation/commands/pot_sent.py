""" "I have sent the pot to Otieno", "taken": words about a payout; its M-Pesa text is the proof."""

from __future__ import annotations

from bot import understanding
from bot.conversation import handing
from bot.conversation.by_word import amount_cents
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.understanding import Intent
from chama.group import Person

INTENTS = ("confirm_disbursed",)


def decide(draft: Draft, intent: Intent) -> None:
    """Who holds the group's money and keeps their own pot says so, and who looks after an account
    without texts what they sent from it; everybody else shows how it was sent.

    Of what nobody has agreed to yet, they read so.
    """
    me, cents = draft.situation.me, amount_cents(intent)
    to = _whom(draft, intent)
    if me is not None and is_of_own_pot(draft, intent):
        is_in_cash = understanding.is_in_cash(draft.cause.text)
        handing.tell_of_own_pot(draft, me, cents, is_in_cash=is_in_cash)
    elif to is not None and _is_by_words_alone(draft) and not payouts.reserved_for(draft, to):
        handing.tell_not_agreed(draft, to)
    elif me is None or to is None or not handing.tell_of_transfer(draft, me, to, cents):
        draft.reply("show_payout")


def _whom(draft: Draft, intent: Intent) -> Person | None:
    """Who is said to have got it: the one who is named, or the sender who says they took it."""
    if name := str(intent.slots.get("name", "")):
        return handing.recipient_named(draft, name)
    return draft.situation.me if understanding.says_taken(draft.cause.text) else None


def _is_by_words_alone(draft: Draft) -> bool:
    """Whether no text will show it: it was taken, or left an account of which no text tells."""
    is_taken = understanding.says_taken(draft.cause.text)
    return is_taken or draft.group.account_by_word is not None


def is_of_own_pot(draft: Draft, intent: Intent) -> bool:
    """Whether the words may be of what is set aside for the sender, who holds the money."""
    me, name = draft.situation.me, str(intent.slots.get("name", ""))
    is_mine = me is not None and (not name or handing.recipient_named(draft, name) == me)
    return me is not None and is_mine and handing.own_pot(draft, me) is not None
