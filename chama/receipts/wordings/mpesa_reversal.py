"""Money given back or taken back: reversals and refunds, which name the payment that they undo."""

from __future__ import annotations

from chama.receipts.model import Kind, Language
from chama.receipts.wording import Wording
from chama.receipts.wordings.mpesa_swahili import SWAHILI_BALANCE

_BALANCE = "[.{skip} balance is {balance}]"
_OF = (
    "Reversal of[ the][ your] transaction {reverses}",
    "Partial reversal of[ the][ your] transaction {reverses}",
    "Transaction {reverses}",
    "Your transaction {reverses}",
    "This transaction",
    "Your transaction",
)
_DONE = "(has been|was|is)[ successfully][ partially] (reversed|completed)"
_TAKEN = "(debited|deducted|withdrawn|removed|recovered)"
_GIVEN = "(credited|added|refunded|returned|deposited)[ back]"
_ACCOUNT = "[ from][ to][ your]( M-PESA| business| Pochi| Till| Paybill)[ account]"
_AMOUNT = "{amount} (is|has been|was)[ been]"


def _told(side: str) -> tuple[str, ...]:
    """A reversal's texts that say whether the money was taken from this account or given back."""
    frames = (
        f"{_DONE} {{when}} and {_AMOUNT} {side}{_BALANCE}",
        f"{_DONE} {{when}}. {_AMOUNT} {side}{_BALANCE}",
        f"{_DONE} and {_AMOUNT} {side}[{_ACCOUNT}[ {{number}}]] {{when}}{_BALANCE}",
        f"{_DONE}. {_AMOUNT} {side}[{_ACCOUNT}[ {{number}}]] {{when}}{_BALANCE}",
        f"of {{amount}} {_DONE} {{when}} and {side}{_BALANCE}",
        f"{_DONE} {{when}} and {side}{_BALANCE}",
        f"{_DONE} and {side}{_BALANCE}",
    )
    return tuple(f"{of} {frame}" for of in _OF for frame in frames)


_SIDE_UNTOLD = tuple(
    f"{of} {frame}"
    for of in _OF[2:]
    for frame in (
        f"of {{amount}} {_DONE} {{when}}{_BALANCE}",
        f"{_DONE} {{when}}{_BALANCE}",
        f"{_DONE}. Your account balance is now {{balance}}",
        _DONE,
    )
)
_PART_REVERSED = "{amount} of[ the][ your] transaction {reverses} has been[ successfully] reversed"
_REFUNDED = (
    "Your Pay Shop transaction {reverses} of {amount_then_currency} has been refunded by"
    " {number} - {party}"
)
_SWAHILI_DONE = "(umerudishwa|umerejeshwa|umebatilishwa)"
_SWAHILI_ACCOUNT = "(kwenye|katika|kutoka) akaunti yako ya M-PESA"
_SWAHILI_BALANCE = f"[. {SWAHILI_BALANCE}]"
_SWAHILI_OF = ("Muamala[ wa] {reverses}", "Urejeshaji wa muamala {reverses}")


def _told_in_swahili(side: str) -> tuple[str, ...]:
    return tuple(
        f"{of} {frame}"
        for of in _SWAHILI_OF
        for frame in (
            f"{_SWAHILI_DONE} {{when}} na {{amount}} {side} {_SWAHILI_ACCOUNT}{_SWAHILI_BALANCE}",
            f"umekamilika {{when}} na {{amount}} {side} {_SWAHILI_ACCOUNT}{_SWAHILI_BALANCE}",
            f"{_SWAHILI_DONE}. {{amount}} {side} {_SWAHILI_ACCOUNT} {{when}}{_SWAHILI_BALANCE}",
        )
    )


WORDINGS = [
    Wording(
        Kind.REVERSAL_OUT,
        _told(_TAKEN),
        "real texts 2025 (S3, A); partial ones and other orders by extension",
    ),
    Wording(
        Kind.REVERSAL_IN,
        _told(_GIVEN),
        "real texts 2024-2026 (S3, S4, A); partial ones and other orders by extension",
    ),
    Wording(
        Kind.REVERSAL_OUT,
        _SIDE_UNTOLD,
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
            *_told_in_swahili("(imetolewa|imekatwa|imepunguzwa)"),
            *(f"{of} {_SWAHILI_DONE}[ {{when}}]" for of in _SWAHILI_OF),
        ),
        "no sample (C)",
        Language.SWAHILI,
    ),
    Wording(
        Kind.REVERSAL_IN,
        _told_in_swahili("(imewekwa|imerudishwa|imeongezwa)"),
        "no sample (C)",
        Language.SWAHILI,
    ),
]
