"""A statement's transactions as the facts that the rest of the bot decides on: receipts."""

from __future__ import annotations

from datetime import date

from chama.constitution import CollectorKind
from chama.group import Collector
from chama.journal import ReceiptId
from chama.receipts import Direction, Kind, Language, Receipt
from chama.rota import NAIROBI
from chama.statements import Statement, Transaction

MPESA = "mpesa"
"""Whose codes stand on the statements that are read."""

_RECEIVED = {
    CollectorKind.TILL: Kind.RECEIVED_TILL,
    CollectorKind.PAYBILL: Kind.RECEIVED_PAYBILL,
    CollectorKind.POCHI: Kind.RECEIVED_POCHI,
}


def receipt_of(transaction: Transaction, collector: Collector) -> Receipt:
    """What a text about this transaction would say."""
    is_in = transaction.direction is Direction.IN
    kind = _RECEIVED.get(collector.kind, Kind.RECEIVED_PERSON) if is_in else Kind.SENT_PERSON
    return Receipt(
        kind=kind,
        direction=transaction.direction,
        language=Language.ENGLISH,
        code=transaction.receipt,
        amount=transaction.amount,
        party_name=transaction.party_name,
        party_phone=transaction.party_phone,
        party_phone_masked=transaction.party_phone_masked,
        account=transaction.account,
        occurred_at=transaction.occurred_at,
        fee=None if is_in or not transaction.fee.cents else transaction.fee,
    )


def reversal_of(transaction: Transaction, statement: Statement) -> Receipt:
    """What a text about the taking back of this transaction would say.

    Where the statement names a reversal without showing it, all was taken back the same day.
    """
    shown = {one.receipt: one for one in statement.transactions}
    reversal = shown.get(transaction.reversed_by or "", transaction)
    is_in = transaction.direction is Direction.IN
    return Receipt(
        kind=Kind.REVERSAL_OUT if is_in else Kind.REVERSAL_IN,
        direction=Direction.OUT if is_in else Direction.IN,
        language=Language.ENGLISH,
        code=transaction.reversed_by,
        amount=reversal.amount,
        occurred_at=reversal.occurred_at,
        reverses=transaction.receipt,
    )


def id_of(code: str) -> ReceiptId:
    """What names the receipt of a statement's code over all groups."""
    return ReceiptId(MPESA, code)


def day_of(transaction: Transaction) -> date:
    """The day of a transaction in Nairobi."""
    return transaction.occurred_at.astimezone(NAIROBI).date()
