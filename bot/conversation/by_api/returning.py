"""A payment that came in by mistake goes back to who made it, by the provider, as was agreed."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.by_api import going_back, told_otherwise
from bot.conversation.draft import Draft
from bot.conversation.effects import OrderMoney
from bot.conversation.evidence.reversals import decide_reversal, take_out
from bot.conversation.incoming import MPESA
from bot.conversation.money_api import Order, OrderKind
from bot.payments.port import Standing, Why
from chama.group import Collector
from chama.journal import ReceiptId
from chama.money import Money
from chama.receipts import Direction, Kind, Language, Receipt


def order(draft: Draft, own: ReceiptId, cents: int, collector: Collector, asked_by: str) -> None:
    """Order that a payment be given back whole."""
    draft.add(
        OrderMoney(
            key=f"{draft.cause.key}:return:{own.code}",
            kind=OrderKind.RETURN,
            member="",
            phone="",
            amount_cents=cents,
            facts={"receipt": own.code, "collector": collector.code, "asked_by": asked_by},
        )
    )


def receipt_of(returned: Order, standing: Standing) -> Receipt:
    """What the provider says of the return, as its text would."""
    return Receipt(
        kind=Kind.REVERSAL_OUT,
        direction=Direction.OUT,
        language=Language.ENGLISH,
        code=standing.receipt,
        amount=Money(standing.amount_cents or returned.amount_cents),
        occurred_at=standing.at,
        reverses=returned.facts["receipt"],
    )


def done(draft: Draft, returned: Order, standing: Standing) -> None:
    """It went back: the payment is taken out of the book, as by M-Pesa's own text of it."""
    collector = draft.group.collector(returned.facts["collector"])
    if collector is not None:
        draft.situation = replace(draft.situation, my_collectors=(collector,))
    known = draft.receipts.get(ReceiptId(MPESA, standing.receipt))
    recorded = draft.receipts.get(_payment(returned))
    if known is None or recorded is None or recorded.is_reversed:
        decide_reversal(draft, receipt_of(returned, standing))
    else:
        if known.is_ours:
            told_otherwise.take_out(draft, known, returned.amount_cents)
        take_out(draft, recorded, recorded.id, recorded.remaining_cents)
    going_back.end_done(draft, _payment(returned), standing.receipt)


def failed(draft: Draft, returned: Order, why: Why) -> None:
    """It did not go back: it counts as before, and the officers hear so."""
    going_back.end_failed(draft, _payment(returned), why)
    _tell(draft, returned, "return_failed", why=why.value)


def unclear(draft: Draft, returned: Order) -> None:
    """Nobody knows whether it went back."""
    _tell(draft, returned, "return_unclear")


def _payment(returned: Order) -> ReceiptId:
    return ReceiptId(MPESA, returned.facts["receipt"])


def _tell(draft: Draft, returned: Order, template: str, **facts: object) -> None:
    said = {"code": returned.facts["receipt"], "amount_cents": returned.amount_cents, **facts}
    draft.tell_officers(template, said)
