"""Money given back or taken back: reversals and refunds, which name the payment that they undo."""

from __future__ import annotations

from chama.receipts.model import Kind
from chama.receipts.wording import Wording

_REVERSED = (
    "Reversal of transaction {reverses} has been successfully reversed {when} and {amount} is"
)
_REFUNDED = (
    "Your Pay Shop transaction {reverses} of {amount_then_currency} has been refunded by"
    " {number} - {party}"
)
_BALANCE = "[. New M-PESA[ account] balance is {balance}]"

WORDINGS = [
    Wording(
        Kind.REVERSAL_OUT,
        (f"{_REVERSED} debited from your M-PESA account{_BALANCE}",),
        "real texts 2025 (S3, A)",
    ),
    Wording(
        Kind.REVERSAL_IN,
        (f"{_REVERSED} credited to your M-PESA account{_BALANCE}",),
        "real texts 2024-2026 (S3, S4, A)",
    ),
    Wording(
        Kind.REVERSAL_OUT,
        ("Transaction {reverses} has been reversed. Your account balance is now {balance}",),
        "a real text of 2014: no amount, no date, no side; undoing a credit is safe (S1, A)",
    ),
    Wording(
        Kind.REVERSAL_IN,
        (
            f"{_REFUNDED}. New M-PESA balance is {{balance}}",
            _REFUNDED,
        ),
        "a real text of a till's refund (S1, A)",
    ),
]
