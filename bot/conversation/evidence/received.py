"""Money in: a "received" text from a collector's own phone is posted, unless it looks wrong."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import crediting
from bot.conversation.draft import Draft
from bot.conversation.evidence import doubts
from bot.conversation.evidence.handled import Handled, already_item
from bot.conversation.evidence.payers import ask_whose, find_payer, is_taken_back, open_claims
from bot.conversation.incoming import Incoming
from bot.conversation.situation import Collector, Recorded
from chama.constitution import CollectorKind
from chama.receipts import Kind, Receipt

# What a text of each kind arrives on; kinds not named here arrive on a phone.
_ARRIVES_ON = {
    Kind.RECEIVED_TILL: CollectorKind.TILL,
    Kind.RECEIVED_PAYBILL: CollectorKind.PAYBILL,
    Kind.RECEIVED_POCHI: CollectorKind.POCHI,
    Kind.BANK_CREDIT: CollectorKind.BANK,
}


def decide_received(draft: Draft, receipt: Receipt, handled: Handled) -> None:
    """Post it to its payer, ask whose it is, or have it looked at."""
    collectors = draft.situation.my_collectors
    if not collectors:
        _decide_from_elsewhere(draft, receipt)
        return
    arrived_on = _arrived_on(collectors, receipt)
    payment = Incoming.from_receipt(receipt, (arrived_on or collectors[0]).code, draft.now)
    if payment is None or payment.currency != draft.group.currency:
        doubts.report(draft, receipt, () if payment is None else (doubts.CURRENCY,))
        return
    if not handled.is_new(payment.code):
        return
    recorded = draft.situation.receipts.get(payment.code)
    if recorded is not None:
        _decide_seen_before(draft, payment, recorded, handled)
    elif is_taken_back(draft, payment.code):
        draft.reply("receipt_reversed", code=payment.code)
    elif reasons := _doubts(draft, receipt, payment, arrived_on):
        doubts.ask_review(draft, payment, reasons)
    else:
        _credit(draft, receipt, payment, handled)


def _decide_from_elsewhere(draft: Draft, receipt: Receipt) -> None:
    """Somebody else's phone got this money, or a copy of the text: it proves nothing here."""
    code = receipt.code or ""
    is_recorded = code in draft.situation.receipts
    draft.reply("receipt_known" if is_recorded else "not_collector", code=code)


def _arrived_on(collectors: Sequence[Collector], receipt: Receipt) -> Collector | None:
    """The collector that a text speaks of, among those whose texts arrive on the sender's phone."""
    kind = _ARRIVES_ON.get(receipt.kind, CollectorKind.PHONE)
    return next((collector for collector in collectors if collector.kind is kind), None)


def _doubts(
    draft: Draft, receipt: Receipt, payment: Incoming, arrived_on: Collector | None
) -> list[str]:
    """Reason codes why a collector's text must not be credited without a person looking."""
    found = [str(warning) for warning in receipt.warnings]
    if arrived_on is None:
        found.append(doubts.OTHER_COLLECTOR)
    claimed = {claim.amount_cents for claim in open_claims(draft, payment.code)}
    if claimed - {None, payment.amount_cents}:
        found.append(doubts.AMOUNT_CONFLICT)
    return found


def _credit(draft: Draft, receipt: Receipt, payment: Incoming, handled: Handled) -> None:
    match = find_payer(draft, payment)
    member = draft.group.person(match.member_id) if match.member_id else None
    if member is not None:
        handled.credits.append(crediting.credit_payment(draft, payment, member))
    else:
        crediting.leave_unallocated(draft, payment)
        ask_whose(draft, payment, match, hint_334=_hides_number(receipt))


def _hides_number(receipt: Receipt) -> bool:
    return receipt.kind is Kind.RECEIVED_PERSON and receipt.party_phone is None


def _decide_seen_before(
    draft: Draft, payment: Incoming, recorded: Recorded, handled: Handled
) -> None:
    if not recorded.is_ours:
        draft.reply("receipt_known", code=payment.code)
    elif recorded.is_reversed:
        draft.reply("receipt_reversed", code=payment.code)
    elif recorded.amount_cents != payment.amount_cents:
        doubts.tell_conflict(draft, recorded, payment.amount_cents)
    else:
        handled.already.append(already_item(draft, recorded))
