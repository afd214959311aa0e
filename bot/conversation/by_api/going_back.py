"""What was ordered to go back to who paid it, and when that is over."""

from __future__ import annotations

from bot.conversation.contested import GIVE_BACK
from bot.conversation.draft import Draft
from bot.conversation.effects import EndAgreed, SettleOrder
from bot.conversation.money_api import Order, OrderKind, OrderState
from bot.payments.port import Why
from chama.agreement import State
from chama.journal import ReceiptId


def key_of(receipt: ReceiptId) -> str:
    """Names what is asked of a payment, by its proposal's key: while it waits it is asked once."""
    return f"{GIVE_BACK}:{receipt.network}:{receipt.code}"


def open_orders(draft: Draft, payment: ReceiptId) -> list[Order]:
    """What is on its way back of a payment, or may be."""
    going = (one for one in draft.situation.orders if one.kind is OrderKind.RETURN)
    own = (one for one in going if one.facts["receipt"] == payment.code)
    return [one for one in own if one.is_open and not draft.is_ended(one)]


def end_done(draft: Draft, payment: ReceiptId, reversal: str) -> None:
    """It went back, whoever showed it. reversal: the code of that."""
    for one in open_orders(draft, payment):
        draft.add(SettleOrder(one.id, OrderState.DONE, receipt=reversal))
        draft.add(EndAgreed(key_of(payment), State.DONE))


def end_failed(draft: Draft, payment: ReceiptId, why: Why) -> None:
    """Surely it did not, and may be asked for again."""
    for one in open_orders(draft, payment):
        draft.add(SettleOrder(one.id, OrderState.FAILED, why=why.value))
        draft.add(EndAgreed(key_of(payment), State.EXPIRED))
