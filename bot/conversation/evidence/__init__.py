"""Deciding on forwarded money texts: what is proven is posted, the rest is claimed or asked.

The grades of evidence: a collector's own "received" text is posted unless it looks wrong
(`received`); a member's "sent" text is a claim that the collector's text with the same code
confirms (`sent`); a collector's own "sent" text is money out and waits for a second officer
(`money_out`); M-Pesa's reversal takes a credit back out (`reversals`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.draft import Draft
from bot.conversation.evidence.handled import Handled
from bot.conversation.evidence.received import decide_received
from bot.conversation.evidence.reversals import decide_reversal
from bot.conversation.evidence.sent import decide_sent
from chama.receipts import Kind, Receipt

_RECEIVED = frozenset(
    {
        Kind.RECEIVED_PERSON,
        Kind.RECEIVED_BUSINESS,
        Kind.RECEIVED_TILL,
        Kind.RECEIVED_PAYBILL,
        Kind.RECEIVED_POCHI,
        Kind.RECEIVED_INTERNATIONAL,
        Kind.BANK_CREDIT,
        Kind.BANK_TO_MPESA,
        Kind.AIRTEL_RECEIVED,
        Kind.TKASH_RECEIVED,
    }
)
_SENT = frozenset(
    {
        Kind.SENT_PERSON,
        Kind.SENT_POCHI,
        Kind.PAID_TILL,
        Kind.PAID_PAYBILL,
        Kind.BANK_SENT,
        Kind.AIRTEL_SENT,
    }
)
_TAKEN_BACK = frozenset({Kind.REVERSAL_IN, Kind.REVERSAL_OUT})


def decide_receipts(draft: Draft, receipts: Sequence[Receipt]) -> None:
    """Decide on every confirmation in a message, in order, with one answer for all of them."""
    handled = Handled()
    for receipt in receipts:
        if receipt.kind in _RECEIVED:
            decide_received(draft, receipt, handled)
        elif receipt.kind in _SENT:
            decide_sent(draft, receipt, handled)
        elif receipt.kind in _TAKEN_BACK:
            decide_reversal(draft, receipt)
        else:  # airtime, own savings, a failed payment: nothing between the group and a member
            handled.is_beside_the_point = True
    handled.answer(draft)
