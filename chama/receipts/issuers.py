"""Whose code a text prints: M-Pesa's own, another wallet's, a remitter's, or which bank's."""

from __future__ import annotations

from datetime import date, timedelta

from chama.receipts.banks import banks_named
from chama.receipts.codes import CODE_LENGTH, date_in_code
from chama.receipts.model import Direction, Kind
from chama.receipts.printed import Printed
from chama.receipts.wording import Notice

BANK = "bank"
REMITTANCE = "remittance"
_OF_BANKS = frozenset({Kind.BANK_CREDIT, Kind.BANK_SENT, Kind.BANK_TO_MPESA})
_AS_A_BANKS = {
    Kind.AIRTEL_RECEIVED: Kind.BANK_CREDIT,
    Kind.AIRTEL_SENT: Kind.BANK_SENT,
}
_POSTED_LATER = timedelta(days=1)
_SHORTLY = timedelta(days=3)
_REACH = 120  # characters around a notice in which its bank names itself


def kind_by_issuer(printed: Printed, kind: Kind) -> Kind:
    """The kind, or a bank's where the words that two of them share are signed by a bank."""
    if kind not in _AS_A_BANKS or not isinstance(printed.found.told_by, Notice):
        return kind
    found, folded = printed.found, printed.text.folded
    is_signed = "AIRTEL" in folded[max(found.since, found.start - _REACH) : found.limit]
    return kind if is_signed or _bank_of(printed) is None else _AS_A_BANKS[kind]


def issuer_of(printed: Printed, kind: Kind, code: str | None) -> str | None:
    """The issuer of the reference; None where the code is the wallet's own.

    code: M-Pesa's own, as told by its place in the text.
    """
    if kind.direction is Direction.NONE or code is not None:
        return None
    if kind in _OF_BANKS:
        bank = _bank_of(printed)
        return f"{BANK}-{bank}" if bank else BANK
    is_remitters = kind is Kind.RECEIVED_INTERNATIONAL and printed.folded("ref") is not None
    return REMITTANCE if is_remitters else None


def is_mpesas(reference: str, printed_on: date | None, received_on: date | None) -> bool:
    """Whether a bank's "Ref" is M-Pesa's own code: its letters name the very day of the payment.

    Where the text prints no day, one shortly before it came.
    """
    named = date_in_code(reference) if len(reference) == CODE_LENGTH else None
    if named is None:
        return False
    if printed_on is not None:
        return abs(named - printed_on) <= _POSTED_LATER
    return received_on is not None and timedelta(0) <= received_on - named <= _SHORTLY


def _bank_of(printed: Printed) -> str | None:
    """The bank that a notice names: in its own words, else nearest before or behind them.

    The other side's name may hold a bank's too, and says nothing.
    """
    found, folded = printed.found, printed.text.folded
    start, end = found.start, found.end
    party = found.spans.get("party", (end, end))
    own = f"{folded[start : party[0]]} {folded[party[1] : end]}"
    before = folded[max(found.since, start - _REACH) : start]
    behind = folded[end : min(found.limit, end + _REACH)]
    named = banks_named(own)[:1] or banks_named(before)[-1:] or banks_named(behind)[:1]
    return named[0] if named else None
