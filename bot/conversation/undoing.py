"""Undoing: which entry an officer means, whether one person may, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.conversation import agreeing, corrections, crediting, moves
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, Facts, ForgetPayer
from bot.conversation.incoming import Incoming
from bot.conversation.money_api import PROVIDER
from bot.conversation.payers import ask_whose, find_payer
from chama import entries
from chama.agreement import AND
from chama.group import Person
from chama.journal import JournalEntry, SealedEntry, standing
from chama.kinds import AccountKind, EntryKind
from chama.recorded import Booked, Recorded
from chama.standing import owed_cents

ALONE_WITHIN = timedelta(hours=24)
"""How long an officer may take back their own answer without a second one."""

_PROOF = re.compile(r"\b[0-9a-f]{8}\b")


def newest_own(
    recent: Sequence[SealedEntry], me: Person, cents: int | None = None
) -> SealedEntry | None:
    """The last entry that an officer caused and nothing has taken back; with cents, of so much."""
    own = (one for one in _standing(recent) if me.code in one.entry.actor.split(AND))
    return next((one for one in own if cents in (None, one.entry.amount_cents)), None)


def names_proof(text: str) -> bool:
    """Whether a text names the proof code of an entry."""
    return _PROOF.search(text.lower()) is not None


def by_proof(recent: Sequence[SealedEntry], text: str) -> SealedEntry | None:
    """The entry whose proof code a text names."""
    codes = set(_PROOF.findall(text.lower()))
    return next((one for one in _standing(recent) if one.chain_code in codes), None)


def by_receipt(recent: Sequence[SealedEntry], code: str) -> SealedEntry | None:
    """The last standing entry about a receipt."""
    standing = ((one, entries.receipt_of(one.entry.key)) for one in _standing(recent))
    return next((one for one, receipt in standing if receipt and receipt.code == code), None)


def numbered(draft: Draft, seq: int) -> Booked | None:
    """The entry at a place in the book, unless it was taken back."""
    recent = ((one.entry, one.seq) for one in _standing(draft.situation.recent))
    known = (one for one in draft.receipts.values() if not one.is_reversed)
    older = (booked for one in known for booked in one.standing)
    return next((booked for booked in (*recent, *older) if booked[1] == seq), None)


def may_alone(draft: Draft, sealed: SealedEntry, me: Person) -> bool:
    """Whether it is the officer's own answer of the last day: the money only waits again."""
    recorded_at = sealed.recorded_at
    is_late = recorded_at is None or draft.now - recorded_at > ALONE_WITHIN
    is_own_answer = sealed.entry.kind is EntryKind.ALLOCATION and sealed.entry.actor == me.code
    return is_own_answer and not is_late


def gaining(draft: Draft, entry: JournalEntry) -> list[str]:
    """Who gains were an entry taken back: whose pot opens again, and who answers for less."""
    paid_out_to = [entry.member] if entry.kind.meaning.moves_money < 0 and entry.member else []
    return paid_out_to + answering_for_less(draft, entry)


def answering_for_less(draft: Draft, entry: JournalEntry) -> list[str]:
    """Whose collector or hand would have less in it, were an entry taken back."""
    found: list[str] = []
    for posting in entry.postings:
        if posting.amount_cents > 0 and posting.account.kind.meaning.is_money:
            holder = moves.answers_for(draft.group, posting.account)
            found.append(holder.code if holder else posting.account.owner)
    return found


def ask_second(
    draft: Draft,
    meant: Booked,
    *,
    payer: str | None = None,
    claimed_by: str = "",
    is_returnable: bool = False,
) -> None:
    """Those who have nothing from it say whether it is taken back; whose it is hears of it at once.

    Where somebody would answer for less money, as many must stand behind it as behind money out:
    else it would be a way to take it. payer: who sent the money, where it is taken back as none of
    the group's. claimed_by: the names of members who say that it is theirs. is_returnable: whether
    the provider could give it back to who paid it, while it is in the book.
    """
    entry, seq = meant
    if is_shown_sent(draft, _recorded(draft, entry)):
        draft.reply("undo_shown", **facts_of(draft, entry))
        return
    if _is_used(draft, entry):
        draft.reply("undo_nothing", code="")
        return
    facts = {
        **facts_of(draft, entry),
        "seq": seq,
        "said_by_name": draft.situation.me.name if draft.situation.me else "",
        "gaining": gaining(draft, entry),
        "payer": payer,
        "claimed_by": claimed_by,
    }
    people = draft.group.rules.approvals.money_out if answering_for_less(draft, entry) else 1
    needed = max(1, agreeing.needed_besides(draft, people, facts["gaining"]))
    only = _besides_owners(draft, facts, needed)
    voters = agreeing.propose(
        draft, "undo", f"undo:{seq}", facts, needed=needed, only=only, member=entry.member
    )
    if voters is not None:
        officer = agreeing.names(voters.people)
        draft.reply("asked_undo", officer=officer, is_returnable=is_returnable, **facts)
        _tell_owners(draft, facts, voters.people)


def _besides_owners(draft: Draft, facts: Facts, needed: int) -> Sequence[Person]:
    """Where the officers are too few to let somebody answer for less, those whose money it is are
    asked before everybody is."""
    if not facts["gaining"]:
        return ()
    barred = {*facts["gaining"], *draft.actors}
    officers = [one for one in draft.group.officers if one.code not in barred]
    owners = [one for one in draft.group.people if one.code in facts["owners"]]
    asked = [*officers, *(one for one in owners if one.code not in barred and not one.is_officer)]
    return asked if len(officers) < needed <= len(asked) else ()


def _tell_owners(draft: Draft, facts: Facts, asked: Sequence[Person]) -> None:
    """Whose money it is can object before it is taken back, not only afterwards."""
    for code in facts["owners"]:
        owner, me = draft.group.person(code), draft.situation.me
        if owner is not None and owner not in (me, *asked) and not facts["is_payout"]:
            draft.tell(owner, "undo_asked_member", {**facts, "officer": agreeing.names(asked)})


def facts_of(draft: Draft, entry: JournalEntry) -> Facts:
    """What still stands of an entry, for a question or a notice about it, and whose it is."""
    receipt, recorded = entries.receipt_of(entry.key), _recorded(draft, entry)
    return {
        "code": receipt.code if receipt else "",
        "network": receipt.network if receipt else "",
        "amount_cents": recorded.standing_cents(entry) if recorded else entry.amount_cents,
        "paid_in": entry.currency,
        "member": entry.member,
        "member_name": draft.group.name_of(entry.member),
        "owners": list(recorded.owners if recorded else entry.members),
        "is_payout": entry.kind.meaning.moves_money < 0,
    }


def undo(draft: Draft, entry: JournalEntry, seq: int, officers: str) -> None:
    """Take an entry back, tell the member and every officer, and ask anew whose money it is.

    officers: who decided it, by name.
    """
    facts = {**facts_of(draft, entry), "officers": officers}
    receipt, recorded = entries.receipt_of(entry.key), _recorded(draft, entry)
    if receipt is not None and recorded is None:
        draft.reply("undo_by_code", code=receipt.code)
        return
    if _is_used(draft, entry) or is_shown_sent(draft, _recorded(draft, entry)):
        draft.reply("changed_since", code=receipt.code if receipt else "")
        return
    owners = recorded.owners if recorded else (entry.member,)
    if recorded is not None:
        draft.receipts[recorded.id] = recorded
    proof = _take_back(draft, recorded, entry, seq)
    draft.tell_officers("undone", {**facts, "chain": proof})
    for owner in owners:
        person = draft.group.person(owner)
        if person is not None and _is_theirs(entry, person):
            left_cents = owed_cents(draft.balances, owner)
            own = {**facts, "remaining_cents": left_cents, "chain": proof}
            draft.tell(person, "undone_member", own)


def is_shown_sent(draft: Draft, recorded: Recorded | None) -> bool:
    """Whether the provider itself has shown that this money left: neither words nor a text undo
    that, as both can be made up."""
    if recorded is None or not recorded.is_money_out or draft.cause.message is None:
        return False
    return recorded.entry.actor == PROVIDER or recorded.id in draft.situation.proven


def _is_used(draft: Draft, entry: JournalEntry) -> bool:
    """Whether what an entry set aside has been paid since: then the payment is undone first."""
    return any(
        line.account.kind is AccountKind.PAYABLE
        and line.amount_cents < 0
        and draft.balances.get(line.account, 0) > line.amount_cents
        for line in entry.postings
    )


def _is_theirs(entry: JournalEntry, person: Person) -> bool:
    """Whether an owner of the receipt hears for themselves that an entry was taken back.

    Of a payout an officer hears as all officers do.
    """
    if entry.kind.meaning.moves_money < 0:
        return not person.is_officer
    return entry.kind is not EntryKind.ALLOCATION or person.code == entry.member


def _recorded(draft: Draft, entry: JournalEntry) -> Recorded | None:
    """The receipt that an entry is about, as far as the last entries tell."""
    receipt = entries.receipt_of(entry.key)
    if receipt is None:
        return None
    return draft.receipts.get(receipt) or Recorded.among(draft.situation.recent, receipt)


def _take_back(draft: Draft, recorded: Recorded | None, entry: JournalEntry, seq: int) -> ChainOf:
    if recorded is None:
        contra = entries.reversal(
            entry, seq, on=crediting.today(draft), actor=crediting.actor(draft)
        )
        draft.post(contra)
        corrections.recall_advances(draft, (entry.member,))
        return ChainOf(contra.key)
    if entry.kind is not EntryKind.ALLOCATION:
        return corrections.take_back(draft, recorded)
    proof = corrections.take_back_credit(draft, recorded, seq)
    if recorded.entry.memo:
        draft.add(ForgetPayer(recorded.entry.memo, entry.member))
    currency = recorded.currency or draft.group.currency
    payment = Incoming.waiting(draft.receipts[recorded.id], currency)
    ask_whose(draft, payment, find_payer(draft, payment), hint_334=False)
    return proof


def _standing(recent: Sequence[SealedEntry]) -> list[SealedEntry]:
    """What can be undone and was not, the newest first."""
    return [
        one
        for one in standing(recent)
        if one.entry.kind.meaning.may_be_undone and not _is_gone(recent, one.entry)
    ]


def _is_gone(recent: Sequence[SealedEntry], entry: JournalEntry) -> bool:
    """Whether the provider took all of it back in other entries, or gave back what had left."""
    receipt = entries.receipt_of(entry.key)
    recorded = Recorded.among(recent, receipt) if receipt else None
    return recorded is not None and recorded.standing_cents(entry) == 0
