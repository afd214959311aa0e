"""Money given back or taken back: reversals and refunds, which name the payment that they undo."""

from __future__ import annotations

from chama.receipts.model import Kind, Language
from chama.receipts.wording import Wording
from chama.receipts.wordings.mpesa_swahili import SWAHILI_BALANCE

_BALANCE = "[. New M-PESA[ account] balance is {balance}]"
_REVERSED = (
    "Reversal of[ the] transaction {reverses} has been[ successfully] (reversed|completed) {when}"
    " and {amount} (is|has been)",
    "Reversal of[ the] transaction {reverses} has been partially reversed {when}"
    " and {amount} (is|has been)",
    "Partial reversal of[ the] transaction {reverses} has been[ successfully]"
    " (reversed|completed) {when} and {amount} (is|has been)",
)
_PART_REVERSED = "{amount} of[ the][ your] transaction {reverses} has been[ successfully] reversed"
_REFUNDED = (
    "Your Pay Shop transaction {reverses} of {amount_then_currency} has been refunded by"
    " {number} - {party}"
)
WORDINGS = [
    Wording(
        Kind.REVERSAL_OUT,
        tuple(f"{said} debited from your M-PESA account{_BALANCE}" for said in _REVERSED),
        "real texts 2025 (S3, A); partial ones by extension",
    ),
    Wording(
        Kind.REVERSAL_IN,
        tuple(f"{said} credited to your M-PESA account{_BALANCE}" for said in _REVERSED),
        "real texts 2024-2026 (S3, S4, A); partial ones by extension",
    ),
    Wording(
        Kind.REVERSAL_OUT,
        (
            "Transaction {reverses} has been reversed. Your account balance is now {balance}",
            "Transaction {reverses} has been reversed",
        ),
        "a real text of 2014: no amount, no date, no side; undoing a credit is safe (S1, A)",
    ),
    Wording(
        Kind.REVERSAL_OUT,
        (
            f"{_PART_REVERSED} {{when}}{_BALANCE}",
            f"{_PART_REVERSED}{_BALANCE}",
            f"{_PART_REVERSED} {{when}} and debited[ from your M-PESA account]{_BALANCE}",
        ),
        "no sample (C); it names no side: undoing a credit is safe",
    ),
    Wording(
        Kind.REVERSAL_IN,
        (f"{_PART_REVERSED} {{when}} and credited[ to your M-PESA account]{_BALANCE}",),
        "no sample (C)",
    ),
    Wording(
        Kind.REVERSAL_IN,
        (
            f"{_REFUNDED}.[ Your] New M-PESA balance is {{balance}}",
            _REFUNDED,
        ),
        "a real text of a till's refund (S1, A)",
    ),
    Wording(
        Kind.REVERSAL_OUT,
        (
            "Muamala[ wa] {reverses} umerudishwa {when} na {amount} imetolewa (kwenye|kutoka)"
            f" akaunti yako ya M-PESA[. {SWAHILI_BALANCE}]",
        ),
        "no sample (C)",
        Language.SWAHILI,
    ),
    Wording(
        Kind.REVERSAL_IN,
        (
            "Muamala[ wa] {reverses} umerudishwa {when} na {amount} (imewekwa|imerudishwa)"
            f" (kwenye|katika) akaunti yako ya M-PESA[. {SWAHILI_BALANCE}]",
        ),
        "no sample (C)",
        Language.SWAHILI,
    ),
]
