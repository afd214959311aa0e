"""A collecting phone drew cash from an agent: the group's, now in a hand, or private."""

from __future__ import annotations

from bot.conversation import charges, in_the_book
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.conversation.evidence import doubts
from bot.conversation.evidence.money_out import collector_of_texts
from bot.conversation.incoming import paid_on
from chama.constitution import CollectorKind
from chama.group import Collector
from chama.journal import ReceiptId
from chama.receipts import Receipt


def phone_of(draft: Draft) -> Collector | None:
    """The collecting phone whose text this is, None for anybody else's."""
    collectors = draft.situation.my_collectors
    found = collector_of_texts(collectors) if collectors else None
    return found if found is not None and found.kind is CollectorKind.PHONE else None


def decide_withdrawn(draft: Draft, receipt: Receipt, phone: Collector) -> None:
    """Ask who holds the phone whether it was the group's money; nothing is posted by itself."""
    recorded = draft.receipts.get(receipt.id) if receipt.id else None
    if recorded is not None and not recorded.is_undone:
        in_the_book.tell(draft, recorded)
        return
    holder = draft.group.holder_of(phone)
    if receipt.is_suspicious or receipt.amount is None or receipt.id is None or holder is None:
        doubts.report(draft, receipt)
        return
    if reasons := doubts.about_money_out(draft, receipt, receipt.id, receipt.amount.cents):
        doubts.report(draft, receipt, reasons)
        return
    details = {
        **left_in(draft, receipt, receipt.id, receipt.amount.cents, phone),
        "holder": holder.code,
        "sender_name": holder.name,
        "recipient_name": receipt.party_name or "",
    }
    key = f"{draft.question_key('withdrawn', receipt.id)}:{draft.cause.key}"
    draft.ask("withdrawn", holder, key, details)


def left_in(
    draft: Draft, receipt: Receipt, own: ReceiptId, amount_cents: int, phone: Collector
) -> Facts:
    """What a question keeps of money that left a phone for another place: how much, and its
    charge."""
    return {
        "code": own.code,
        "network": own.network,
        "amount_cents": amount_cents,
        "fee_cents": charges.fee_of(receipt),
        "on": paid_on(receipt, draft.now).isoformat(),
        "collector": phone.code,
    }
