"""Putting a member's money into the book, and telling those whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, Facts, Purpose, RememberPayer, SettleClaims
from bot.conversation.in_time import take_back_fines
from bot.conversation.incoming import Incoming, receipt_about
from bot.conversation.owed_lines import owed_now, parts_of
from chama import entries
from chama.agreement import AND
from chama.entries import ROTATION, WELFARE
from chama.group import Person
from chama.journal import Account, JournalEntry, ReceiptId
from chama.recorded import Recorded
from chama.rota import day_in_nairobi
from chama.standing import owed_cents, round_standing


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit to a member, for the messages about it.

    payer_name: who sent the money when the number shows somebody else, "" otherwise.
    payer: that somebody, when they are a member too. spared_cents: the fines that were taken back,
    as it was paid in time.
    """

    member: Person
    entry: JournalEntry
    code: str
    amount_cents: int
    payer_name: str = ""
    payer: Person | None = None
    spared_cents: int = 0

    @property
    def paid(self) -> Facts:
        """The numbers of the rounds it pays, none where all is kept ahead, and what besides."""
        parts = parts_of((p.account, -p.amount_cents) for p in self.entry.postings)
        return {
            "rounds": list(parts.rounds),
            "fines_cents": parts.fines_cents,
            "welfare_cents": parts.welfare_cents,
            "spared_cents": self.spared_cents,
        }

    @property
    def gift_cents(self) -> int:
        """How much of it is a gift to the welfare fund."""
        return -sum(p.amount_cents for p in self.entry.postings if p.account == entries.given())

    @property
    def ahead_cents(self) -> int:
        """How much of it is kept ahead, as nothing more is owed."""
        ahead = [p for p in self.entry.postings if p.account.kind.meaning.is_ahead]
        return -sum(posting.amount_cents for posting in ahead)


def credit_payment(
    draft: Draft,
    payment: Incoming,
    member: Person,
    payer: Person | None = None,
    into: Account | None = None,
    *,
    by: str = "",
) -> Credit:
    """Post a collector's text to a member; claims of its code are settled.

    payer: the member who paid it, where that is known. into: where the money lies, if not on the
    collector that the text came from. by: who stands for it, where the payer does too.
    Where an officer had undone the code before, the entry follows from it and carries no receipt.
    """
    is_new, cents = payment.id not in draft.receipts, payment.amount_cents
    spared_cents = take_back_fines(draft, member, cents, payment.day, by or actor(draft))
    entry = entries.contribution(
        member.code,
        cents,
        into=into or entries.collector(ROTATION, payment.collector),
        owed=owed_now(draft, member.code),
        key=entries.receipt_key(payment.id) if is_new else draft.next_key(payment.id),
        on=payment.day,
        actor=by or actor(draft),
        receipt=payment.id if is_new else None,
        memo=payment.payer_name,
    )
    draft.post(entry)
    settle_claims(draft, payment.id)
    return _credit(draft, payment, member, entry, payer, spared_cents)


def give_to_welfare(
    draft: Draft, payment: Incoming, member: Person, payer: Person | None = None, *, by: str = ""
) -> Credit:
    """Post a collector's text to the welfare fund, as its payer said; else as `credit_payment`."""
    is_new = payment.id not in draft.receipts
    entry = entries.welfare(
        member.code,
        payment.amount_cents,
        into=entries.collector(WELFARE, payment.collector),
        owed=owed_now(draft, member.code),
        key=entries.receipt_key(payment.id) if is_new else draft.next_key(payment.id),
        on=payment.day,
        actor=by or actor(draft),
        receipt=payment.id if is_new else None,
        memo=payment.payer_name,
    )
    draft.post(entry)
    settle_claims(draft, payment.id)
    return _credit(draft, payment, member, entry, payer, spared_cents=0)


def leave_unallocated(draft: Draft, payment: Incoming) -> None:
    """Post a collector's text whose payer nobody knows yet; it waits under its code."""
    is_new = payment.id not in draft.receipts
    entry = entries.money_unallocated(
        payment.id,
        payment.amount_cents,
        into=entries.collector(ROTATION, payment.collector),
        key="" if is_new else draft.next_key(payment.id),
        on=payment.day,
        actor=actor(draft),
        memo=payment.payer_name,
    )
    draft.post(entry)
    close_unseen(draft, payment.id)


def allocate(
    draft: Draft,
    payment: Incoming,
    member: Person,
    *,
    remember: bool = False,
    cents: int = 0,
    payer: Person | None = None,
    by: str = "",
) -> Credit:
    """Give waiting money to its owner, and remember the payer when an officer said so.

    cents: the member's share; 0 is all that waits. payer: the member who paid, if known. by: as
    `credit_payment`.
    """
    recorded = draft.receipts[payment.id]
    share_cents = cents or recorded.waiting_cents
    spared_cents = take_back_fines(draft, member, share_cents, payment.day, by or actor(draft))
    entry = entries.allocation(
        member.code,
        payment.id,
        share_cents,
        lies_in=recorded.lies_in,
        owed=owed_now(draft, member.code),
        key=draft.next_key(payment.id),
        on=payment.day,
        actor=by or actor(draft),
        memo=payment.payer_name,
    )
    draft.post(entry)
    settle_claims(draft, payment.id)
    if remember and payment.payer_key:
        draft.add(RememberPayer(payment.payer_key, member.code))
    return _credit(draft, payment, member, entry, payer, spared_cents)


def credit_words(
    draft: Draft,
    member: Person,
    amount_cents: int,
    into: Account,
    key: str,
    said_by: str,
    *,
    payer: Person | None = None,
) -> Credit:
    """Post money that a member told of and an officer confirmed: cash, or the collector's share.

    payer: who gave it, where that is another than the member.
    """
    entry = entries.contribution(
        member.code,
        amount_cents,
        into=into,
        owed=owed_now(draft, member.code),
        key=key,
        on=today(draft),
        actor=actor(draft),
        memo=f"said by {said_by}",
    )
    draft.post(entry)
    return Credit(member, entry, "", amount_cents, payer.name if payer else "", payer)


def credit_again(
    draft: Draft, member: Person, recorded: Recorded, cents: int, *, is_waiting: bool
) -> Credit:
    """Credit money that was taken back from another member; the receipt stays with its entry.

    is_waiting: whether it waits for its owner now; else it is out of the book.
    """
    owed = owed_now(draft, member.code)
    key, on, by = draft.next_key(recorded.id), today(draft), actor(draft)
    if is_waiting:
        entry = entries.allocation(
            member.code,
            recorded.id,
            cents,
            lies_in=recorded.lies_in,
            owed=owed,
            key=key,
            on=on,
            actor=by,
            memo=recorded.code,
        )
    else:
        entry = entries.contribution(
            member.code,
            cents,
            into=recorded.lies_in,
            owed=owed,
            key=key,
            on=on,
            actor=by,
            memo=recorded.code,
        )
    draft.post(entry)
    return Credit(member, entry, recorded.code, cents)


def settle_claims(draft: Draft, receipt: ReceiptId) -> None:
    """The claims of a receipt are fulfilled; nothing happens where there were none."""
    if draft.situation.claims.get(receipt):
        draft.add(SettleClaims(receipt))
    close_unseen(draft, receipt)
    for question in draft.situation.questions:
        if question.kind == "same_code" and receipt_about(question) == receipt:
            draft.close(question, "came")


def close_unseen(draft: Draft, receipt: ReceiptId, member: str = "") -> None:
    """Nobody need look any more for a payment that came. member: of whose claim, "" for all."""
    for question in draft.situation.questions:
        is_about_it = question.kind == "claim_unseen" and receipt_about(question) == receipt
        if is_about_it and member in ("", question.details["member"]):
            draft.close(question, "came")


def announce(draft: Draft, credits: list[Credit]) -> None:
    """Tell who brought the proof what is in the book now, and each member credited."""
    if credits:
        draft.reply("recorded", **_recorded_facts(draft, credits))
    send_receipts(draft, credits)
    _tell_other_claimers(draft, credits)


def _tell_other_claimers(draft: Draft, credits: list[Credit]) -> None:
    """Who showed a payment that is another's was promised a receipt, and gets none."""
    payers = {credit.payer.code for credit in credits if credit.payer is not None}
    codes = {credit.code for credit in credits}
    for receipt, claims in draft.situation.claims.items():
        recorded = draft.receipts.get(receipt)
        if receipt.code not in codes or recorded is None:
            continue
        for claim in claims:
            meant = {claim.member, *(member for member, _ in claim.shares)}
            claimer = draft.group.person(claim.member)
            is_theirs = claim.member in payers or meant & set(recorded.owners)
            if claimer is not None and not claim.is_settled and not is_theirs:
                draft.tell(claimer, "claim_not_theirs", {"code": receipt.code})


def send_receipts(draft: Draft, credits: list[Credit]) -> None:
    """A receipt to each member credited: one message each, naming every code."""
    by_member: dict[str, list[Credit]] = {}
    for credit in credits:
        by_member.setdefault(credit.member.code, []).append(credit)
    for own in by_member.values():
        if len(own) == 1:
            _send_receipt(draft, own[0])
        else:
            _send_merged_receipt(draft, own)


def _send_receipt(draft: Draft, credit: Credit) -> None:
    facts = _receipt_facts(draft, credit)
    own = {**facts, "paid_for": "", "paid_by": credit.payer_name}
    draft.tell(credit.member, "receipt", own, _receipt_purpose(draft, [credit]))
    if credit.gift_cents:
        draft.tell(credit.member, "given_to_welfare", {"amount_cents": credit.gift_cents})
    if credit.payer is not None:
        draft.tell(
            credit.payer, "receipt", {**facts, "paid_for": credit.member.name, "paid_by": ""}
        )


def _receipt_facts(draft: Draft, credit: Credit) -> dict[str, Any]:
    return {
        "amount_cents": credit.amount_cents,
        "code": credit.code,
        **credit.paid,
        "chain": ChainOf(credit.entry.key),
        **_left(draft, credit.member),
    }


def _send_merged_receipt(draft: Draft, credits: list[Credit]) -> None:
    member = credits[0].member
    items = [
        {
            "amount_cents": credit.amount_cents,
            "code": credit.code,
            "chain": ChainOf(credit.entry.key),
        }
        for credit in credits
    ]
    facts = {"items": items, **_left(draft, member)}
    draft.tell(member, "receipts", facts, _receipt_purpose(draft, credits))


def _receipt_purpose(draft: Draft, credits: list[Credit]) -> Purpose:
    """Who told us of a payment was promised its receipt: it answers them, also after STOP."""
    codes = {credit.code for credit in credits}
    promised = {
        claim.member
        for receipt, claims in draft.situation.claims.items()
        if receipt.code in codes
        for claim in claims
    }
    return Purpose.REPLY if credits[0].member.code in promised else Purpose.EVENT


def _left(draft: Draft, member: Person) -> dict[str, int]:
    return {
        "remaining_cents": owed_cents(draft.balances, member.code),
        "advance_cents": entries.advance_of(draft.balances, ROTATION, member.code),
    }


def tell_recorded(draft: Draft, officer: Person, credit: Credit) -> None:
    """Tell an officer who spoke of this money that it counts now."""
    draft.tell(officer, "recorded", _recorded_facts(draft, [credit]))


def _recorded_facts(draft: Draft, credits: list[Credit]) -> Facts:
    standing = round_standing(draft.group, draft.balances)
    items = [
        {
            "name": credit.member.name,
            "amount_cents": credit.amount_cents,
            "code": credit.code,
            "chain": ChainOf(credit.entry.key),
            **credit.paid,
            "ahead_cents": credit.ahead_cents,
        }
        for credit in credits
    ]
    return {
        "items": items,
        "round": standing.round if standing else "",
        "paid_count": standing.paid_count if standing else 0,
        "member_count": standing.member_count if standing else 0,
        "collected_cents": standing.collected_cents if standing else 0,
        "expected_cents": standing.expected_cents if standing else 0,
        "complete": bool(standing and standing.is_complete) and not draft.is_pot_contested,
        "recipient": standing.recipient if standing else "",
    }


def _credit(
    draft: Draft,
    payment: Incoming,
    member: Person,
    entry: JournalEntry,
    payer: Person | None,
    spared_cents: int,
) -> Credit:
    """The credit of a payment, with its payer when that is known to be another."""
    own = Credit(member, entry, payment.code, entry.amount_cents, spared_cents=spared_cents)
    if payer is None and payment.phone is not None:
        payer = draft.group.person_at(payment.phone)
        if payer is None:
            return replace(own, payer_name=payment.payer_name)
    if payer is None or payer == member:
        return own
    return replace(own, payer_name=payment.payer_name or payer.name, payer=payer)


def actor(draft: Draft, also: str = "") -> str:
    """Who stands for what is posted, as the book writes it: "M01", or "M01+M02" for two.

    also: the code of somebody who does besides, "" for nobody.
    """
    more = (also,) if also and also not in draft.actors else ()
    return AND.join((*draft.actors, *more))


def today(draft: Draft) -> date:
    """The day of the message in Nairobi."""
    return day_in_nairobi(draft.now)
