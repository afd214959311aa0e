"""Putting a member's money into the book, and telling those whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, Facts, Purpose, RememberPayer, SettleClaims
from bot.conversation.in_time import give_back_fines, take_back_fines
from bot.conversation.incoming import Incoming, receipt_about
from bot.conversation.owed_lines import owed_now, parts_of
from chama import entries
from chama.agreement import AND
from chama.constitution.clauses import number_of
from chama.entries import ROTATION, WELFARE
from chama.group import Person
from chama.journal import Account, JournalEntry, ReceiptId
from chama.kinds import EntryKind
from chama.recorded import Recorded
from chama.rota import day_in_nairobi
from chama.standing import owed_cents, round_standing


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit to a member, for the messages about it.

    payer_name: who sent the money when the number shows somebody else, "" otherwise.
    payer: that somebody, when they are a member too. spared_cents: the fines that were taken back,
    as it was paid in time; repaid_cents: what of them had been paid, and counts for what else is
    owed. waits_for_rate: it is known to be theirs and counts only once a rate for
    its currency is announced.
    """

    member: Person
    entry: JournalEntry
    code: str
    amount_cents: int
    payer_name: str = ""
    payer: Person | None = None
    spared_cents: int = 0
    repaid_cents: int = 0
    waits_for_rate: bool = False

    @property
    def currency(self) -> str:
        """In what the money came, where that is not the group's currency; else ""."""
        return self.entry.currency

    @property
    def paid(self) -> Facts:
        """The numbers of the rounds it pays, none where all is kept ahead, and what besides."""
        parts = parts_of((p.account, -p.amount_cents) for p in self.entry.postings)
        return {
            "rounds": list(parts.rounds),
            "fines_cents": parts.fines_cents,
            "welfare_cents": parts.welfare_cents,
            "spared_cents": self.spared_cents,
            "repaid_cents": self.repaid_cents,
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
    place = into or place_of(draft, payment)
    if not may_credit(draft, place, payment.amount_cents):
        entry = leave_unallocated(draft, payment, member)
        return replace(_credit(draft, payment, member, entry, payer), waits_for_rate=True)
    is_new, cents, by = payment.id not in draft.receipts, payment.amount_cents, by or actor(draft)
    spared_cents = take_back_fines(draft, member, cents, place, payment.day, by)
    entry = entries.contribution(
        member.code,
        cents,
        into=place,
        owed=owed_now(draft, member.code, place),
        rate=draft.group.rate_of(place.currency),
        key=entries.receipt_key(payment.id) if is_new else draft.next_key(payment.id),
        on=payment.day,
        actor=by,
        receipt=payment.id if is_new else None,
        memo=payment.payer_name,
    )
    draft.post(entry)
    settle_claims(draft, payment.id)
    credit = _credit(draft, payment, member, entry, payer)
    return _in_time(draft, credit, spared_cents, by)


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
    return _credit(draft, payment, member, entry, payer)


def _in_time(draft: Draft, credit: Credit, spared_cents: int, by: str) -> Credit:
    """A credit that took fines back, with what of them had been paid: that counts otherwise now."""
    repaid_cents = give_back_fines(draft, credit.member, by)
    return replace(credit, spared_cents=spared_cents, repaid_cents=repaid_cents)


def place_of(draft: Draft, payment: Incoming) -> Account:
    """Where a payment lies that a collector's text tells of."""
    collector = draft.group.collector(payment.collector)
    return collector.place if collector else entries.collector(ROTATION, payment.collector)


def may_credit(draft: Draft, place: Account, amount_cents: int) -> bool:
    """Whether money can pay what is owed: in the group's own currency, or at an announced rate."""
    if not place.currency:
        return True
    rate = draft.group.rate_of(place.currency)
    return rate is not None and rate.worth_cents(amount_cents) > 0


def leave_unallocated(
    draft: Draft, payment: Incoming, member: Person | None = None
) -> JournalEntry:
    """Post a collector's text whose payer nobody knows yet; it waits under its code.

    member: whose it is, where it waits for a rate only.
    """
    is_new = payment.id not in draft.receipts
    entry = entries.money_unallocated(
        payment.id,
        payment.amount_cents,
        into=place_of(draft, payment),
        key="" if is_new else draft.next_key(payment.id),
        on=payment.day,
        actor=actor(draft),
        member=member.code if member else "",
        memo=payment.payer_name,
    )
    draft.post(entry)
    close_unseen(draft, payment.id)
    return entry


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
    place = recorded.lies_in
    if not may_credit(draft, place, share_cents):
        entry = _hold_for(draft, recorded, member, share_cents)
        credit = _credit(draft, payment, member, entry, payer)
        return replace(credit, amount_cents=share_cents, waits_for_rate=True)
    by = by or actor(draft)
    spared_cents = take_back_fines(draft, member, share_cents, place, payment.day, by)
    entry = entries.allocation(
        member.code,
        payment.id,
        share_cents,
        lies_in=place,
        owed=owed_now(draft, member.code, place),
        rate=draft.group.rate_of(recorded.currency),
        key=draft.next_key(payment.id),
        on=payment.day,
        actor=by,
        memo=payment.payer_name,
    )
    draft.post(entry)
    settle_claims(draft, payment.id)
    if remember and payment.payer_key:
        draft.add(RememberPayer(payment.payer_key, member.code))
    credit = _credit(draft, payment, member, entry, payer)
    return _in_time(draft, credit, spared_cents, by)


def _hold_for(draft: Draft, recorded: Recorded, member: Person, cents: int) -> JournalEntry:
    """Waiting money is known to be a member's, and no rate is announced: it waits in their name.

    What is one of several shares of it goes on waiting for nobody: it is asked about again.
    """
    waiting = [one for one in recorded.standing if one[0].kind is EntryKind.UNALLOCATED]
    before, seq = waiting[0] if waiting else recorded.history[0]
    if cents != recorded.remaining_cents or not waiting:
        return before
    on, by = today(draft), actor(draft)
    draft.post(entries.reversal(before, seq, on=on, actor=by, key=draft.next_key(recorded.id)))
    entry = entries.money_unallocated(
        recorded.id,
        cents,
        into=recorded.lies_in,
        key=draft.next_key(recorded.id),
        on=before.effective_on or on,
        actor=by,
        member=member.code,
        memo=before.memo,
    )
    draft.post(entry)
    return entry


def credit_words(
    draft: Draft,
    member: Person,
    amount_cents: int,
    into: Account,
    key: str,
    said_by: str,
    *,
    payer: Person | None = None,
    on: date | None = None,
) -> Credit:
    """Post money that a member told of and an officer confirmed: cash, or the collector's share.

    payer: who gave it, where that is another than the member. on: the day, where one was said.
    """
    entry = entries.contribution(
        member.code,
        amount_cents,
        into=into,
        owed=owed_now(draft, member.code),
        key=key,
        on=on or today(draft),
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
    place, rate = recorded.lies_in, draft.group.rate_of(recorded.currency)
    on, by = today(draft), actor(draft)
    if not may_credit(draft, place, cents):
        entry = _wait_again(draft, recorded, member, cents, is_waiting=is_waiting)
        return Credit(member, entry, recorded.code, cents, waits_for_rate=True)
    paid_on = recorded.entry.effective_on or on
    spared_cents = take_back_fines(draft, member, cents, place, paid_on, by)
    owed, key = owed_now(draft, member.code, place), draft.next_key(recorded.id)
    if is_waiting:
        entry = entries.allocation(
            member.code,
            recorded.id,
            cents,
            lies_in=place,
            owed=owed,
            rate=rate,
            key=key,
            on=on,
            actor=by,
            memo=recorded.code,
        )
    else:
        entry = entries.contribution(
            member.code,
            cents,
            into=place,
            owed=owed,
            rate=rate,
            key=key,
            on=on,
            actor=by,
            memo=recorded.code,
        )
    draft.post(entry)
    return _in_time(draft, Credit(member, entry, recorded.code, cents), spared_cents, by)


def _wait_again(
    draft: Draft, recorded: Recorded, member: Person, cents: int, *, is_waiting: bool
) -> JournalEntry:
    """Money that was taken back from another member waits for a rate in this one's name."""
    if is_waiting:
        return _hold_for(draft, draft.receipts[recorded.id], member, cents)
    entry = entries.money_unallocated(
        recorded.id,
        cents,
        into=recorded.lies_in,
        key=draft.next_key(recorded.id),
        on=today(draft),
        actor=actor(draft),
        member=member.code,
        memo=recorded.entry.memo,
    )
    draft.post(entry)
    return entry


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
    counted = [credit for credit in credits if not credit.waits_for_rate]
    if counted:
        draft.reply("recorded", **_recorded_facts(draft, counted))
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
        if credit.waits_for_rate:
            _tell_of_waiting(draft, credit)
            continue
        by_member.setdefault(credit.member.code, []).append(credit)
    for own in by_member.values():
        if len(own) == 1:
            _send_receipt(draft, own[0])
        else:
            _send_merged_receipt(draft, own)


def _tell_of_waiting(draft: Draft, credit: Credit) -> None:
    """Money came in another currency and no rate is announced: officers, and its owner, hear it."""
    facts = {
        "amount_cents": credit.amount_cents,
        "paid_in": credit.currency,
        "code": credit.code,
        "round": draft.group.round.number if draft.group.round else 0,
        "is_payable": credit.currency in draft.group.rules.abroad.currencies,
        "clause": number_of("abroad.currencies"),
    }
    draft.tell(credit.member, "waits_for_rate", facts, _receipt_purpose(draft, [credit]))
    for officer in draft.group.officers:
        if officer != credit.member:
            draft.tell(officer, "rate_missing", {**facts, "member": credit.member.name})
    if draft.situation.me is None:
        draft.reply("held", code=credit.code)


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
        "paid_in": credit.currency,
        "worth_cents": credit.entry.worth_cents,
        "code": credit.code,
        **credit.paid,
        "chain": ChainOf(credit.entry.key),
        "left_cents": _left_in(draft, credit),
        **_left(draft, credit.member),
    }


def _send_merged_receipt(draft: Draft, credits: list[Credit]) -> None:
    member = credits[0].member
    items = [
        {
            "amount_cents": credit.amount_cents,
            "paid_in": credit.currency,
            "worth_cents": credit.entry.worth_cents,
            "code": credit.code,
            "chain": ChainOf(credit.entry.key),
        }
        for credit in credits
    ]
    facts = {
        "items": items,
        "spared_cents": sum(credit.spared_cents for credit in credits),
        "repaid_cents": sum(credit.repaid_cents for credit in credits),
        **_left(draft, member),
    }
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


def _left_in(draft: Draft, credit: Credit) -> int:
    """What a member still has to pay in the currency in which they paid, at the rate; 0 for none.

    Nothing in the group's own currency: that is said anyway.
    """
    rate = draft.group.rate_of(credit.currency) if credit.currency else None
    place = next(p.account for p in credit.entry.postings)
    owed = owed_now(draft, credit.member.code, place)
    return rate.asked_cents(sum(cents for _, cents in owed)) if rate is not None else 0


def tell_recorded(draft: Draft, officer: Person, credit: Credit) -> None:
    """Tell an officer who spoke of this money that it counts now."""
    draft.tell(officer, "recorded", _recorded_facts(draft, [credit]))


def _recorded_facts(draft: Draft, credits: list[Credit]) -> Facts:
    standing = round_standing(draft.group, draft.balances)
    items = [
        {
            "name": credit.member.name,
            "amount_cents": credit.amount_cents,
            "paid_in": credit.currency,
            "worth_cents": credit.entry.worth_cents,
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
) -> Credit:
    """The credit of a payment, with its payer when that is known to be another."""
    own = Credit(member, entry, payment.code, entry.amount_cents)
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
