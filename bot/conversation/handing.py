"""Somebody says that money set aside for a member has reached them without an M-Pesa text."""

from __future__ import annotations

from bot.conversation.by_word import own_collector
from bot.conversation.draft import Draft
from bot.conversation.evidence import payouts
from bot.conversation.evidence.payouts import Reserved
from bot.conversation.proposals import handed
from chama import entries, pots
from chama.entries import ROTATION
from chama.group import Collector, Person
from chama.names import names_fit
from chama.rota import day_in_nairobi
from chama.standing import in_words, owed_cents


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
    place = entries.cash(ROTATION, giver.code)
    held_cents = entries.lies_in(draft.balances, place)
    sent = _set_aside(draft, to, cents)
    if sent is not None and cents > held_cents:
        name = giver.name if giver != draft.situation.me else ""
        draft.reply("not_in_hand", name=name, amount_cents=cents, held_cents=held_cents)
    elif sent is not None:
        handed.propose(draft, giver, sent, cents, place)


def recipient_named(draft: Draft, name: str) -> Person | None:
    """The one member of that name for whom something is set aside, else the one of that name."""
    fitting = [one for one in draft.group.people if name and names_fit(name, one.name)]
    waiting = [one for one in fitting if payouts.reserved_for(draft, one)]
    found = waiting or fitting
    return found[0] if len(found) == 1 else None


def tell_of_transfer(draft: Draft, me: Person, to: Person, cents: int | None) -> bool:
    """Who looks after an account of which no text tells says that they sent a member what is set
    aside for them, or so much of it: the member confirms. False where they look after none."""
    account = own_collector(draft) if draft.group.account_by_word is not None else None
    if account is None or to == me:
        return False
    sent = _set_aside(draft, to, cents or 0)
    if sent is not None:
        _put_transfer(draft, me, sent, cents or sent.cents, account)
    return True


def _put_transfer(
    draft: Draft, me: Person, sent: Reserved, sent_cents: int, account: Collector
) -> None:
    held_cents = entries.lies_in(draft.balances, account.place)
    if sent_cents > held_cents:
        said = {"account": in_words(account), "held_cents": held_cents}
        draft.reply("not_in_account", amount_cents=sent_cents, **said)
    else:
        handed.propose(draft, me, sent, sent_cents, account.place)


def _set_aside(draft: Draft, to: Person, cents: int) -> Reserved | None:
    """What is set aside for a member, the oldest; None, and said so, where it is not so much."""
    reserved = payouts.reserved_for(draft, to)
    if not reserved:
        draft.reply("pot_not_agreed", recipient=to.name)
    elif cents > reserved[0].cents:
        draft.reply("more_than_agreed", recipient=to.name, agreed_cents=reserved[0].cents)
    else:
        return reserved[0]
    return None


def own_pot(draft: Draft, me: Person) -> Reserved | None:
    """What is set aside for who collects on their own phone: they cannot send it to themselves."""
    is_collecting = own_collector(draft) is not None
    return next(iter(payouts.reserved_for(draft, me)), None) if is_collecting else None


def tell_of_own_pot(draft: Draft, me: Person, own: Reserved, cents: int) -> None:
    """Who collects says that they keep what was set aside for them: an officer confirms it."""
    if cents > own.cents:
        draft.reply("more_than_agreed", recipient=me.name, agreed_cents=own.cents)
        return
    collector = own_collector(draft)
    if collector is not None:
        _put_transfer(draft, me, own, cents, collector)
