"""Somebody says that money set aside for a member has reached them without an M-Pesa text."""

from __future__ import annotations

from bot.conversation.by_word import own_collector
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.proposals import handed
from chama import entries, pots
from chama.entries import ROTATION
from chama.group import Person
from chama.rota import day_in_nairobi
from chama.standing import owed_cents


def is_payout(draft: Draft, giver: Person, to: Person, cents: int) -> bool:
    """Whether cash that an officer gives a member is of a pot: set aside for them, or due to be.

    To another officer it may be what the giver owes themselves, as far as they owe so much.
    """
    if not giver.is_officer or to == giver:
        return False
    is_own = to.is_officer and cents <= owed_cents(draft.balances, giver.code)
    return bool(payouts.reserved_for(draft, to)) or (not is_own and _is_due(draft, to))


def may_be_own(draft: Draft, giver: Person, to: Person, cents: int) -> bool:
    """Whether such cash may be the giver's own contribution all the same: then they are asked.

    It can be where the taker is an officer, and the giver owes so much or holds nothing of the
    group's.
    """
    owes_it = cents <= owed_cents(draft.balances, giver.code)
    return to.is_officer and (owes_it or not entries.cash_of(draft.balances, giver.code))


def _is_due(draft: Draft, to: Person) -> bool:
    """Whether a pot is to be paid to a member now, and was not agreed to yet."""
    today = day_in_nairobi(draft.now)
    return any(
        pot.recipient == to.code and pots.is_payable(draft.group, pot, today)
        for pot in pots.open_pots(draft.group, draft.balances)
    )


def tell_of_cash(draft: Draft, giver: Person, to: Person, cents: int) -> None:
    """Somebody says that an officer gave a member notes: only what the book has in their hand."""
    reserved = payouts.reserved_for(draft, to)
    if not reserved:
        draft.reply("pot_not_agreed", recipient=to.name)
        return
    sent = reserved[0]
    place = entries.cash(ROTATION, giver.code)
    held_cents = entries.lies_in(draft.balances, place)
    if cents > sent.cents:
        draft.reply("more_than_agreed", recipient=to.name, agreed_cents=sent.cents)
    elif cents > held_cents:
        name = giver.name if giver != draft.situation.me else ""
        draft.reply("not_in_hand", name=name, amount_cents=cents, held_cents=held_cents)
    else:
        handed.propose(draft, giver, sent, cents, place)


def own_pot(draft: Draft, me: Person) -> Reserved | None:
    """What is set aside for who collects on their own phone: they cannot send it to themselves."""
    is_collecting = own_collector(draft) is not None
    return next(iter(payouts.reserved_for(draft, me)), None) if is_collecting else None


def tell_of_own_pot(draft: Draft, me: Person, own: Reserved, cents: int) -> None:
    """Who collects says that they keep what was set aside for them: an officer confirms it."""
    if cents > own.cents:
        draft.reply("more_than_agreed", recipient=me.name, agreed_cents=own.cents)
        return
    phone = own_collector(draft)
    if phone is not None:
        handed.propose(draft, me, own, cents, phone.place)
