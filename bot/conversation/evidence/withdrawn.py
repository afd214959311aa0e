"""A collecting phone drew cash from an agent: the group's, now in a hand, or private."""

from __future__ import annotations

from bot.conversation import in_the_book
from bot.conversation.charges import MOST_FEE_CENTS
from bot.conversation.draft import Draft
from bot.conversation.evidence import doubts
from bot.conversation.incoming import paid_on
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.receipts import Receipt


def phone_of(draft: Draft) -> Collector | None:
    """The collecting phone whose text this is, None for anybody else's."""
    phones = (one for one in draft.situation.my_collectors if one.kind is CollectorKind.PHONE)
    return next(phones, None)


def decide_withdrawn(draft: Draft, receipt: Receipt, phone: Collector) -> None:
    """Ask who holds the phone whether it was the group's money; nothing is posted by itself."""
    recorded = draft.receipts.get(receipt.id) if receipt.id else None
    if recorded is not None:
        in_the_book.tell(draft, recorded)
        return
    holder = draft.group.holder_of(phone)
    if receipt.is_suspicious or receipt.amount is None or receipt.id is None or holder is None:
        doubts.report(draft, receipt)
        return
    if reasons := _doubts(draft, receipt):
        doubts.report(draft, receipt, reasons)
        return
    details = {
        "code": receipt.id.code,
        "network": receipt.id.network,
        "amount_cents": receipt.amount.cents,
        "fee_cents": receipt.fee.cents if receipt.fee else 0,
        "on": paid_on(receipt, draft.now).isoformat(),
        "collector": phone.code,
        "holder": holder.code,
        "sender_name": holder.name,
        "recipient_name": receipt.party_name or "",
    }
    key = f"{draft.question_key('withdrawn', receipt.id)}:{draft.cause.key}"
    draft.ask("withdrawn", holder, key, details)


def _doubts(draft: Draft, receipt: Receipt) -> list[str]:
    """Reason codes why the text is not even put to anybody."""
    if receipt.id is None or receipt.amount is None:
        return []
    if doubts.is_in_another_currency(draft, receipt):
        return [doubts.CURRENCY]
    is_dear = receipt.fee is not None and receipt.fee.cents > MOST_FEE_CENTS
    alike = doubts.lookalike_reasons(draft, receipt.id, receipt.amount.cents)
    return [doubts.DEAR, *alike] if is_dear else alike
