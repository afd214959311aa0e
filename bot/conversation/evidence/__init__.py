"""Deciding on forwarded money texts: what is proven is posted, the rest is claimed or asked.

The grades of evidence: a collector's own "received" text is posted unless it looks wrong
(`received`); a member's "sent" text is a claim that the collector's text with the same code
confirms (`sent`); a collector's own "sent" text is money out and waits for a second officer
(`money_out`); M-Pesa's reversal takes a credit back out (`reversals`). Money on somebody else's
phone, or sent to somebody else, counts for nothing (`strays`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import reallocating
from bot.conversation.beneficiaries import Meant, meant_for, talk_around
from bot.conversation.directions import tell_unclear
from bot.conversation.draft import Draft
from bot.conversation.evidence.balances import Watch, in_printed_order
from bot.conversation.evidence.handled import Handled
from bot.conversation.evidence.received import decide_received
from bot.conversation.evidence.reversals import decide_reversal
from bot.conversation.evidence.sent import decide_sent
from bot.conversation.evidence.withdrawn import decide_withdrawn, phone_of
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
    """Decide on every confirmation in a message, as they happened, with one answer for all."""
    handled, watch = Handled(meant=_meant_for(draft, receipts)), Watch()
    for receipt in in_printed_order(receipts):
        watch.look(draft, receipt)
        if receipt.kind in _RECEIVED:
            decide_received(draft, receipt, handled)
        elif receipt.kind in _SENT:
            decide_sent(draft, receipt, handled)
        elif receipt.kind in _TAKEN_BACK:
            decide_reversal(draft, receipt)
        elif receipt.kind is Kind.WITHDRAW_AGENT and (phone := phone_of(draft)):
            decide_withdrawn(draft, receipt, phone)
        else:  # airtime, own savings, a failed payment: nothing between the group and a member
            handled.is_beside_the_point = True
    handled.answer(draft)
    _put_to_others(draft, handled)
    watch.tell(draft)


def _put_to_others(draft: Draft, handled: Handled) -> None:
    """What somebody else than its payer says of a payment: others decide, once it is recorded."""
    word, said_by = handled.others_word, draft.group.person(draft.actors[0])
    if word.unclear:
        tell_unclear(draft, word)
    for receipt in handled.receipts if word.shares else ():
        recorded = draft.receipts[receipt]
        if said_by is not None and not reallocating.holds(draft, recorded, word.shares):
            reallocating.decide(draft, said_by, recorded, word.shares)


def _meant_for(draft: Draft, receipts: Sequence[Receipt]) -> Meant:
    """For whom the money is, by the words around one confirmation; of several, none is meant, nor
    by what a phone posts."""
    if len(receipts) != 1 or draft.cause.is_by_phone:
        return Meant()
    talk = talk_around(draft.cause.text, receipts, draft.group.people)
    group = draft.group
    return meant_for(talk, group.people, draft.situation.me, group.currency) if talk else Meant()
