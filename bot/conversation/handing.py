"""Somebody says that money set aside for a member has reached them without an M-Pesa text."""

from __future__ import annotations

from bot.conversation.by_word import own_phone_collector
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.proposals import handed
from chama import entries, pots
from chama.entries import ROTATION
from chama.group import Person


def is_payout(draft: Draft, me: Person, to: Person | None) -> bool:
    """Whether cash that an officer gives a member is of what was set aside for that member."""
    return me.is_officer and to is not None and to != me and bool(payouts.reserved_for(draft, to))


def tell_of_cash(draft: Draft, me: Person, to: Person, cents: int) -> None:
    """An officer says that they gave a member notes: only what the book has in their hand."""
    sent = payouts.reserved_for(draft, to)[0]
    place = entries.cash(ROTATION, me.code)
    held_cents = pots.held_cents(draft.balances, place)
    if cents > sent.cents:
        draft.reply("more_than_agreed", recipient=to.name, agreed_cents=sent.cents)
    elif cents > held_cents:
        draft.reply("not_in_hand", amount_cents=cents, held_cents=held_cents)
    else:
        handed.propose(draft, me, sent, cents, place)


def own_pot(draft: Draft, me: Person) -> Reserved | None:
    """What is set aside for who collects on their own phone: they cannot send it to themselves."""
    is_collecting = own_phone_collector(draft) is not None
    return next(iter(payouts.reserved_for(draft, me)), None) if is_collecting else None


def tell_of_own_pot(draft: Draft, me: Person, own: Reserved) -> None:
    """Who collects says that they keep what was set aside for them: an officer confirms it."""
    phone = own_phone_collector(draft)
    if phone is not None:
        handed.propose(draft, me, own, own.cents, phone.place)
