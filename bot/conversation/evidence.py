"""Deciding on forwarded money texts: what is proven is posted, the rest is claimed or asked.

The grades (docs/decisions/0004-evidence.md): a collector's own "received" text is posted unless it
looks wrong; a member's "sent" text is a claim that the collector's text with the same code
confirms; a collector's own "sent" text is money out and waits for a second officer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.conversation import crediting
from bot.conversation.crediting import Credit
from bot.conversation.draft import Draft
from bot.conversation.effects import ChainOf, MakeClaim, SettleClaims
from bot.conversation.incoming import Incoming, network_of, paid_on
from bot.conversation.situation import Collector, Group, Person, Question, Recorded
from bot.conversation.standing import owed_cents, pay_to
from chama import entries
from chama.constitution import CollectorKind
from chama.journal import EntryKind
from chama.matching import Candidate, Match, match_payer, shows_number
from chama.names import names_fit
from chama.receipts import Receipt

MOST_CHOICES = 8
HINT_334_KINDS = frozenset({"received_person"})

# What a text of each kind arrives on; kinds not named here arrive on a phone.
_ARRIVES_ON = {
    "received_till": CollectorKind.TILL,
    "received_paybill": CollectorKind.PAYBILL,
    "received_pochi": CollectorKind.POCHI,
    "bank_credit": CollectorKind.BANK,
}
_UNDOES = frozenset({"reversal_in", "reversal_out"})


def decide_receipts(draft: Draft, receipts: Sequence[Receipt]) -> None:
    """Decide on every confirmation in a message, in order, with one answer for all of them."""
    handled = _Handled()
    for receipt in receipts:
        _decide_receipt(draft, receipt, handled)
    crediting.confirm_recorded(draft, handled.credits)
    crediting.send_receipts(draft, handled.credits)
    if handled.already:
        draft.reply("already_recorded", items=handled.already)
    if handled.claims:
        treasurer = draft.group.treasurer
        name = treasurer.name if treasurer else ""
        draft.reply("claim_waiting", items=handled.claims, treasurer=name)
    if handled.nothing_moved and len(receipts) == handled.nothing_moved:
        draft.reply("no_money")


class _Handled:
    """What the confirmations of one message came to, for the answers."""

    def __init__(self) -> None:
        self.credits: list[Credit] = []
        self.already: list[dict[str, Any]] = []
        self.claims: list[dict[str, Any]] = []
        self.codes: set[str] = set()
        self.nothing_moved = 0


def _decide_receipt(draft: Draft, receipt: Receipt, handled: _Handled) -> None:
    kind = receipt.kind.value
    if kind in _UNDOES:
        _decide_reversal(draft, receipt)
    elif receipt.direction == "in":
        _decide_received(draft, receipt, handled)
    elif receipt.direction == "out":
        _decide_sent(draft, receipt, handled)
    else:
        handled.nothing_moved += 1


# --- money in ------------------------------------------------------------------------------------


def _decide_received(draft: Draft, receipt: Receipt, handled: _Handled) -> None:
    code = receipt.code or ""
    if not draft.situation.my_collectors:
        draft.reply("not_collector", code=code)
        return
    collector = _arrived_on(draft.situation.my_collectors, receipt)
    payment = Incoming.from_receipt(receipt, collector.code, draft.now)
    if payment is None:
        draft.reply("held", code=code)
        return
    recorded = draft.situation.receipts.get(payment.code)
    if recorded is not None or payment.code in handled.codes:
        _decide_seen_before(draft, payment, recorded, handled)
        return
    handled.codes.add(payment.code)
    doubts = _doubts(draft, receipt, payment)
    if doubts:
        _hold(draft, payment, doubts)
        return
    match = find_payer(draft, payment)
    member = draft.group.person(match.member_id) if match.member_id else None
    if member is not None:
        handled.credits.append(crediting.credit_payment(draft, payment, member))
    else:
        crediting.leave_unallocated(draft, payment)
        ask_whose(draft, payment, match, hint_334=_hides_number(receipt))


def _arrived_on(collectors: Sequence[Collector], receipt: Receipt) -> Collector:
    """The collector that a text speaks of, among those whose texts arrive on the sender's phone."""
    kind = _ARRIVES_ON.get(receipt.kind.value, CollectorKind.PHONE)
    return next((c for c in collectors if c.kind is kind), collectors[0])


def _hides_number(receipt: Receipt) -> bool:
    return receipt.kind.value in HINT_334_KINDS and receipt.party_phone is None


def _doubts(draft: Draft, receipt: Receipt, payment: Incoming) -> tuple[str, ...]:
    """Reason codes why a collector's text must not be credited without a person looking."""
    doubts = [str(warning) for warning in receipt.warnings]
    if payment.currency != draft.group.currency:
        doubts.append("currency")
    claims = draft.situation.claims.get(payment.code, ())
    if any(claim.amount_cents not in (None, payment.amount_cents) for claim in claims):
        doubts.append("amount_conflict")
    return tuple(doubts)


def _hold(draft: Draft, payment: Incoming, doubts: Sequence[str]) -> None:
    """A calm answer to the sender; the reasons go to an officer, another one where there is one."""
    draft.reply("held", code=payment.code)
    me = draft.situation.me
    looks = draft.group.officer_besides(me.code if me else "") or draft.group.treasurer
    if looks is not None:
        details = {"payment": payment.as_details(), "reasons": list(doubts)}
        draft.ask("review", looks, f"review:{payment.network}:{payment.code}", details)


def _decide_seen_before(
    draft: Draft, payment: Incoming, recorded: Recorded | None, handled: _Handled
) -> None:
    if recorded is None:  # twice in one message: the first one counts
        return
    if not recorded.is_ours:
        draft.reply("receipt_known", code=payment.code)
    elif recorded.amount_cents != payment.amount_cents:
        _tell_conflict(draft, recorded, payment.amount_cents)
    else:
        handled.already.append(_already(draft, recorded))


def _already(draft: Draft, recorded: Recorded) -> dict[str, Any]:
    return {
        "code": recorded.code,
        "amount_cents": recorded.amount_cents,
        "name": draft.group.name_of(recorded.owner),
    }


def _tell_conflict(draft: Draft, recorded: Recorded, second_cents: int) -> None:
    """The same code with another amount: nothing is posted, the officers are told."""
    draft.reply("held", code=recorded.code)
    for officer in draft.group.officers:
        if officer.phone != draft.message.sender:
            draft.tell(
                officer,
                "conflict",
                {
                    "code": recorded.code,
                    "first_cents": recorded.amount_cents,
                    "second_cents": second_cents,
                },
            )


def find_payer(draft: Draft, payment: Incoming, *, claimed_by: str | None = None) -> Match:
    """Which member a payment is from, by the rules of chama.matching."""
    claimers = {claim.member for claim in draft.situation.claims.get(payment.code, ())}
    if claimed_by is None and len(claimers) == 1:
        claimed_by = next(iter(claimers))
    return match_payer(
        payment.payer,
        candidates(draft.group),
        claimed_by=claimed_by,
        remembered=draft.situation.payers.get(payment.payer_key),
    )


def candidates(group: Group) -> list[Candidate]:
    """The members as those who may have paid."""
    return [
        Candidate(
            id=person.code,
            name=person.name,
            phones=(person.phone,),
            refs=(person.code, str(person.seat)),
        )
        for person in group.people
    ]


def ask_whose(draft: Draft, payment: Incoming, match: Match, *, hint_334: bool) -> None:
    """Ask the treasurer whose the money is, with the likeliest members first."""
    asked = draft.situation.me if _is_officer(draft.situation.me) else draft.group.treasurer
    if asked is None:
        return
    likely = [draft.group.person(code) for code in match.candidates[:MOST_CHOICES]]
    details = {
        "payment": payment.as_details(),
        "options": [{"label": p.name, "value": p.code} for p in likely if p is not None],
        "hint_334": hint_334,
    }
    draft.ask("whose_payment", asked, f"whose:{payment.network}:{payment.code}", details)


def _is_officer(person: Person | None) -> bool:
    return person is not None and person.is_officer


# --- money that a member sent --------------------------------------------------------------------


def _decide_sent(draft: Draft, receipt: Receipt, handled: _Handled) -> None:
    code = receipt.code or ""
    me = draft.situation.me
    if paid_into(draft.group, receipt) is None:
        if any(c.kind is CollectorKind.PHONE for c in draft.situation.my_collectors):
            _decide_money_out(draft, receipt)
        else:
            draft.reply("claim_elsewhere", code=code)
    elif receipt.is_suspicious or me is None or receipt.amount is None or not code:
        draft.reply("held", code=code)
    else:
        _decide_claim(draft, receipt, me, handled)


def paid_into(group: Group, receipt: Receipt) -> Collector | None:
    """The group's collector that a sent text paid, None when it went elsewhere."""
    return next((c for c in group.collectors if _is_paid(c, receipt)), None)


def _is_paid(collector: Collector, receipt: Receipt) -> bool:
    numbers = {collector.phone, collector.number or collector.phone}
    if receipt.party_phone is not None:
        return receipt.party_phone in numbers
    if receipt.party_phone_masked is not None:
        shown = receipt.party_phone_masked
        return shows_number(shown, collector.phone) and names_fit(
            receipt.party_name or "", collector.name
        )
    if receipt.account is not None and receipt.account in numbers:
        return True
    return names_fit(receipt.party_name or "", collector.name)


def _decide_claim(draft: Draft, receipt: Receipt, me: Person, handled: _Handled) -> None:
    code, amount = receipt.code or "", receipt.amount
    amount_cents = amount.cents if amount else 0
    recorded = draft.situation.receipts.get(code)
    if recorded is not None:
        claim_recorded(draft, recorded, me, amount_cents, handled.already)
        return
    if code in handled.codes:
        return
    handled.codes.add(code)
    others = [c for c in draft.situation.claims.get(code, ()) if c.member != me.code]
    draft.add(MakeClaim(code, me.code, amount_cents, network_of(receipt)))
    handled.claims.append({"code": code, "amount_cents": amount_cents})
    if others:
        _ask_same_code(draft, code, network_of(receipt), others[0].member, me.code, amount_cents)


def claim_recorded(
    draft: Draft,
    recorded: Recorded,
    me: Person,
    amount_cents: int | None,
    already: list[dict[str, Any]],
) -> None:
    """A member shows a code that is in the book: theirs, waiting for its owner, or another's."""
    code = recorded.code
    if not recorded.is_ours or recorded.entry.kind is EntryKind.PAYOUT:
        draft.reply("receipt_known", code=code)
    elif amount_cents not in (None, recorded.amount_cents):
        _tell_conflict(draft, recorded, amount_cents or 0)
    elif recorded.owner == me.code:
        already.append(_already(draft, recorded))
    elif recorded.owner:
        draft.reply("receipt_known", code=code)
        _ask_same_code(draft, code, "mpesa", recorded.owner, me.code, recorded.amount_cents)
    else:
        _allocate_to_claimer(draft, recorded, me)


def _allocate_to_claimer(draft: Draft, recorded: Recorded, me: Person) -> None:
    """Waiting money whose owner shows the same code: theirs, unless the payer's number says no."""
    question = _question_about(draft, recorded.code)
    if question is None:
        draft.reply("receipt_waiting", code=recorded.code)
        return
    payment = Incoming.from_details(question.details)
    match = find_payer(draft, payment, claimed_by=me.code)
    if match.member_id != me.code:
        draft.reply("receipt_waiting", code=recorded.code)
        return
    credit = crediting.allocate(draft, payment, me, remember=False)
    draft.close(question, "claimed")
    crediting.send_receipts(draft, [credit])


def _question_about(draft: Draft, code: str) -> Question | None:
    """The open question whose money a code is."""
    for question in draft.situation.questions:
        if question.kind == "whose_payment" and question.details["payment"]["code"] == code:
            return question
    return None


def _ask_same_code(
    draft: Draft, code: str, network: str, first: str, second: str, amount_cents: int
) -> None:
    """Two members show one code: an officer who is neither of them says whose it is."""
    officer = draft.group.officer_besides(first, second)
    if officer is None:
        return
    details = {
        "code": code,
        "network": network,
        "first": first,
        "second": second,
        "first_name": draft.group.name_of(first),
        "second_name": draft.group.name_of(second),
        "amount_cents": amount_cents,
    }
    draft.ask("same_code", officer, f"same:{network}:{code}:{second}", details)


# --- money out of the collector ------------------------------------------------------------------


def _decide_money_out(draft: Draft, receipt: Receipt) -> None:
    """The collector's own "sent" text: never posted by itself, another officer is asked."""
    me, group = draft.situation.me, draft.group
    code, amount = receipt.code or "", receipt.amount
    if code in draft.situation.receipts:
        draft.reply("receipt_known", code=code)
        return
    if receipt.is_suspicious or amount is None or not code or group.round is None:
        draft.reply("held", code=code)
        return
    other = group.officer_besides(me.code if me else "")
    if other is None:
        draft.reply("need_other_officer")
        return
    collector = draft.situation.my_collectors[0]
    details = {
        "code": code,
        "network": network_of(receipt),
        "amount_cents": amount.cents,
        "on": paid_on(receipt, draft.now).isoformat(),
        "collector": collector.code,
        "sent_by": me.code if me else "",
        "sender_name": me.name if me else collector.name,
        "recipient_name": receipt.party_name or "",
        "member": _recipient_code(group, receipt),
        "round": group.round.key,
    }
    draft.ask("payout", other, f"payout:{details['network']}:{code}", details)
    draft.reply("asked_officer", officer=other.name, what_cents=amount.cents)


def _recipient_code(group: Group, receipt: Receipt) -> str:
    """The member whom the collector's text names, else the one whose turn it is."""
    person = group.person_at(receipt.party_phone or "")
    return person.code if person else (group.round.recipient if group.round else "")


# --- money taken back ----------------------------------------------------------------------------


def _decide_reversal(draft: Draft, receipt: Receipt) -> None:
    """A collector's reversal text takes the credit out again by a contra entry."""
    code, original_code = receipt.code or "", receipt.reverses or ""
    if code and code in draft.situation.receipts:
        draft.reply("receipt_known", code=code)
        return
    recorded = draft.situation.receipts.get(original_code)
    if not draft.situation.my_collectors or recorded is None or not _is_reversible(recorded):
        draft.reply("held", code=code)
        return
    differs = receipt.amount is not None and receipt.amount.cents != recorded.amount_cents
    if receipt.is_suspicious or differs or not code:
        second_cents = receipt.amount.cents if receipt.amount else 0
        _tell_conflict(draft, recorded, second_cents)
        return
    reverse(draft, recorded, code)


def _is_reversible(recorded: Recorded) -> bool:
    return (
        recorded.is_ours
        and not recorded.is_reversed
        and recorded.entry.kind
        in (
            EntryKind.CONTRIBUTION,
            EntryKind.UNALLOCATED,
        )
    )


def reverse(draft: Draft, recorded: Recorded, code: str) -> None:
    """Take a recorded payment back out, first from its owner, and tell payer and officers."""
    on, actor = crediting.today(draft), crediting.actor(draft)
    if recorded.allocation is not None:
        allocated, seq = recorded.allocation
        draft.post(entries.reversal(allocated, seq, on=on, actor=actor))
    contra = entries.reversal(recorded.entry, recorded.seq, on=on, actor=actor, receipt=code)
    draft.post(contra)
    if draft.situation.claims.get(recorded.code):
        draft.add(SettleClaims(recorded.code))
    question = _question_about(draft, recorded.code)
    if question is not None:
        draft.close(question, "reversed")
    owner = draft.group.person(recorded.owner)
    facts = {"code": code, "amount_cents": recorded.amount_cents, "chain": ChainOf(contra.key)}
    about = {"original": recorded.code, "name": owner.name if owner else ""}
    draft.tell_officers("reversal_notice", {**facts, **about})
    if owner is not None:
        left_cents = owed_cents(draft.balances, owner.code)
        draft.tell(owner, "reversed_payer", {**facts, "remaining_cents": left_cents})


def send_proof(draft: Draft) -> None:
    """Somebody says in words that they paid: ask for the text that proves it."""
    draft.reply("send_proof", pay_to=pay_to(draft.group))
