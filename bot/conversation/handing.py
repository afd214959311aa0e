"""Somebody says that money set aside for a member has reached them without an M-Pesa text."""

from __future__ import annotations

from bot import understanding
from bot.conversation import paying_out
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
        _tell_that_it_holds_less(draft, account, sent_cents, held_cents)
    else:
        handed.propose(draft, me, sent, sent_cents, account.place)


def _tell_that_it_holds_less(
    draft: Draft, account: Collector, cents: int, held_cents: int, *, notes_cents: int = 0
) -> None:
    """Money that was changed into it, and is not told of yet, may be what is missing."""
    draft.reply(
        "not_in_account",
        account=in_words(account),
        amount_cents=cents,
        held_cents=held_cents,
        notes_cents=notes_cents,
        may_be_changed=any(one.currency for one in draft.group.collectors),
    )


def tell_not_agreed(draft: Draft, to: Person) -> None:
    """Nothing is set aside for a member: whether others were asked yet, and what comes next."""
    open_ = pots.open_pots(draft.group, draft.balances)
    if not any(pot.recipient == to.code for pot in open_):
        draft.reply("no_pot", name=to.name)
        return
    asked = (one for one in draft.situation.proposals if one.kind == paying_out.KIND)
    is_asked = any(one.facts["member"] == to.code for one in asked)
    draft.reply("pot_not_agreed", recipient=to.name, is_asked=is_asked)


def _set_aside(draft: Draft, to: Person, cents: int) -> Reserved | None:
    """What is set aside for a member, the oldest; None, and said so, where it is not so much."""
    reserved = payouts.reserved_for(draft, to)
    if not reserved:
        tell_not_agreed(draft, to)
    elif cents > reserved[0].cents:
        draft.reply("more_than_agreed", recipient=to.name, agreed_cents=reserved[0].cents)
    else:
        return reserved[0]
    return None


def own_pot(draft: Draft, me: Person) -> Reserved | None:
    """What is set aside for who holds the group's money: they cannot send it to themselves.

    It lies on the phone they collect on, or an officer has notes in hand, or says so.
    """
    says_notes = understanding.is_in_cash(draft.cause.text)
    has_notes = says_notes or entries.cash_of(draft.balances, me.code) > 0
    holds_any = (me.is_officer and has_notes) or own_collector(draft) is not None
    return next(iter(payouts.reserved_for(draft, me)), None) if holds_any else None


def tell_of_own_pot(draft: Draft, me: Person, cents: int | None, *, is_in_cash: bool) -> None:
    """Who holds the group's money says that they keep what was set aside for them, or so much of
    it: others confirm it.

    It comes out of the phone they collect on, else out of notes in their hand, or of both; where it
    is said to be cash, out of notes alone.
    """
    own = _set_aside(draft, me, cents or 0)
    if own is None:
        return
    taken_cents, account = cents or own.cents, None if is_in_cash else own_collector(draft)
    notes_cents = entries.cash_of(draft.balances, me.code)
    held_cents = entries.lies_in(draft.balances, account.place) if account is not None else 0
    if taken_cents <= held_cents + notes_cents:
        of_notes_cents = _out_of_notes(taken_cents, held_cents, notes_cents)
        places = [(account.place, taken_cents - of_notes_cents)] if account is not None else []
        hand = (entries.cash(ROTATION, me.code), of_notes_cents)
        handed.propose_own(draft, me, own, [part for part in (*places, hand) if part[1]])
    elif account is not None:
        _tell_that_it_holds_less(draft, account, taken_cents, held_cents, notes_cents=notes_cents)
    else:
        draft.reply("holds_less", name="", amount_cents=taken_cents, held_cents=notes_cents)


def _out_of_notes(cents: int, held_cents: int, notes_cents: int) -> int:
    """How much of it comes out of notes: all or nothing, where one place holds all of it."""
    if cents <= held_cents:
        return 0
    return cents if cents <= notes_cents else cents - max(0, held_cents)
