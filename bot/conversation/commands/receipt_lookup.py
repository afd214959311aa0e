"""A code alone, "is UKM... recorded?", "send my receipt again"; also a claim by code in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot import understanding
from bot.conversation import handing, in_the_book, intending
from bot.conversation.by_word import (
    amount_cents,
    ask_own_share,
    named_in,
    own_collector,
    says_own_share,
    tell_of_cash,
)
from bot.conversation.commands import bank_move, pay
from bot.conversation.commands.pay import send_proof
from bot.conversation.directions import resolve
from bot.conversation.draft import Draft
from bot.conversation.effects import MakeClaim, UseIntention
from bot.conversation.evidence.handled import Handled, names_of
from bot.conversation.evidence.sent import claim_recorded
from bot.conversation.incoming import MPESA
from bot.conversation.payers import open_claims
from bot.conversation.proposals import cash
from bot.conversation.proposals.cash import Cash
from bot.conversation.situation import Referred
from bot.understanding import Intent
from chama.entries import receipt_of
from chama.group import Collector, Person
from chama.journal import JournalEntry, ReceiptId, chain_code, standing
from chama.recorded import Recorded

INTENTS = ("receipt_lookup", "paid_claim")
NEEDS = ("recent", "intentions", "waiting", "unowned")


def decide(draft: Draft, intent: Intent) -> None:
    """What the book knows of a code, or of the last payment where none is named; a claim in words
    without a code asks for the text."""
    code, ref = str(intent.slots.get("receipt", "")), str(intent.slots.get("book_ref", ""))
    is_claim = intent.name == "paid_claim"
    if is_claim and intent.sure and not intent.is_guess:
        _claim(draft, intent, code)
    elif is_claim and not code:
        send_proof(draft)
    elif code:
        _look_up(draft, code)
    elif ref:
        _look_up_ref(draft, ref, draft.situation.referred)
    else:
        _send_last_again(draft)


def _look_up(draft: Draft, code: str) -> None:
    recorded, me = draft.known(code), draft.situation.me
    if recorded is None:
        is_waiting = any(
            open_claims(draft, one) for one in draft.situation.claims if one.code == code
        )
        draft.reply("receipt_waiting" if is_waiting else "receipt_unknown", code=code)
    elif recorded.is_reversed or not recorded.is_ours or me is None:
        in_the_book.tell(draft, recorded)
    elif in_the_book.concerns(draft, me, recorded.entry, recorded.owners):
        _reply_recorded(draft, recorded)
    else:
        in_the_book.tell(draft, recorded)


def _look_up_ref(draft: Draft, ref: str, referred: Referred | None) -> None:
    """A book ref names one entry: a payment, or what the book wrote of itself."""
    me = draft.situation.me
    if referred is None:
        draft.reply("ref_unknown", ref=ref)
        return
    entry = referred.sealed.entry
    if referred.taken_back_by is not None:
        in_the_book.tell_taken_back(draft, ref, entry, referred.taken_back_by.entry)
    elif entry.kind.meaning.may_be_undone and me and in_the_book.concerns(draft, me, entry, ()):
        _reply_found(draft, entry, draft.group.name_of(entry.member), ref)
    else:
        in_the_book.tell_stands(draft, ref, entry)


def _send_last_again(draft: Draft) -> None:
    """The receipt of the sender's last payment, where the last entries of the book have it."""
    me = draft.situation.me
    if me is None:
        send_proof(draft)
        return
    for sealed in standing(draft.situation.recent):
        entry = sealed.entry
        if entry.member == me.code and entry.kind.meaning.counts_as_paid > 0:
            _reply_found(draft, entry, me.name, sealed.chain_code)
            return
    draft.reply("no_receipt_lately")


def _reply_recorded(draft: Draft, recorded: Recorded) -> None:
    _reply_found(draft, recorded.entry, names_of(draft, recorded), chain_code(recorded.hash))


def _reply_found(draft: Draft, entry: JournalEntry, name: str, chain: str) -> None:
    receipt = receipt_of(entry.key)
    draft.reply(
        "receipt_found",
        code=receipt.code if receipt is not None else "",
        amount_cents=entry.amount_cents,
        paid_in=entry.currency,
        name=name,
        is_payout=entry.kind.meaning.moves_money < 0,
        on=in_the_book.day_of(entry),
        is_proven=receipt in draft.situation.proven,
        chain=chain,
    )


def _claim(draft: Draft, intent: Intent, code: str) -> None:
    """Words are no proof: a code is kept until the collector's text shows it.

    Whoever collects gets no code for what they put in: their share is asked about.
    """
    me, collector = draft.situation.me, own_collector(draft)
    account = draft.group.account_by_word
    recorded = draft.known(code)
    is_share = collector is not None and not code and says_own_share(draft)
    if me is not None and not code and _waits_for_rate(draft, me, intent):
        pay.tell_how(draft, me)
    elif me is not None and not code and _may_be_banked(draft, me, intent):
        _ask_own_or_banked(draft, me, amount_cents(intent))
    elif me is not None and not code and account is not None:
        _claim_by_word(draft, me, account, intent)
    elif me is not None and not code and _is_at_no_bank_of_ours(draft, me, intent):
        draft.reply("no_bank")
    elif me is not None and collector is not None and is_share:
        ask_own_share(draft, me, collector, intent)
    elif me is None or not code:
        send_proof(draft)
    elif recorded is None:
        draft.add(MakeClaim(ReceiptId(MPESA, code), me.code, None))
        draft.reply("receipt_waiting", code=code)
    elif me.code in recorded.owners:
        _reply_recorded(draft, recorded)
    else:
        claim_recorded(draft, recorded, me, None, Handled())


def _waits_for_rate(draft: Draft, me: Person, intent: Intent) -> bool:
    """Whether "I paid already" can mean what has come and waits for a rate."""
    return "amount" not in intent.slots and bool(draft.said_for(me).abroad)


def _claim_by_word(draft: Draft, me: Person, account: Collector, intent: Intent) -> None:
    """Of an account without texts who looks after it says what came; an officer, what is theirs."""
    cents, holder = amount_cents(intent), draft.group.holder_of(account)
    named = named_in(draft, [person for person in draft.group.people if person != me])
    if handing.own_pot(draft, me) is not None and not named and named_in(draft, [me]):
        handing.tell_of_own_pot(draft, me, cents, is_in_cash=False)
        return
    if me == holder and len(named) == 1 and handing.tell_of_transfer(draft, me, named[0], cents):
        return
    if cents is None or holder is None or any(person != holder for person in named):
        send_proof(draft)
    elif me == holder:
        ask_own_share(draft, me, account, intent)
    else:
        on = cash.day_said(draft)
        for member, part_cents in _for_whom(draft, me, cents):
            tell_of_cash(draft, me, Cash(me, holder, part_cents, member, account, on))


def _for_whom(draft: Draft, me: Person, cents: int) -> Sequence[tuple[Person, int]]:
    """Whom the sender said before that this payment is for, else the sender."""
    for intention in intending.own(draft, me):
        amounts = [part for _, part in intention.shares]
        is_amount = None in amounts or sum(part or 0 for part in amounts) == cents
        meant = resolve(draft, intention.shares, cents, me)
        if is_amount and not meant.is_unclear:
            draft.add(UseIntention(intention.id))
            return meant.people
    return [(me, cents)]


def _may_be_banked(draft: Draft, me: Person, intent: Intent) -> bool:
    """Whether an officer may speak of the group's money that they took to its bank."""
    cents = amount_cents(intent)
    is_at_bank = understanding.names_bank(draft.cause.text)
    return cents is not None and is_at_bank and bank_move.may_be_a_deposit(draft, me, cents)


def _is_at_no_bank_of_ours(draft: Draft, me: Person, intent: Intent) -> bool:
    """Whether an officer banked money where the group has no bank, and does not call it theirs."""
    is_at_bank = understanding.names_bank(draft.cause.text) and amount_cents(intent) is not None
    is_own = understanding.says_mine(draft.cause.text)
    return me.is_officer and is_at_bank and not is_own and not bank_move.has_bank(draft)


def _ask_own_or_banked(draft: Draft, me: Person, cents: int | None) -> None:
    bank = bank_move.bank_meant(draft)
    if bank is None:
        bank_move.ask_which(draft)
    else:
        details = {"amount_cents": cents, "bank": bank.code, "bank_name": bank.name}
        draft.ask("own_or_banked", me, f"own_or_banked:{draft.cause.key}", details)
