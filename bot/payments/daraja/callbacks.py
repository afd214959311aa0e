"""What Daraja's callbacks say: own readers, tolerant of every shape that was documented or seen.

They load neither mpesakit nor httpx: the web takes callbacks and calls nobody. mpesakit's models
refuse documented results (a parameter without a value, one parameter bare instead of in a list).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.payments.daraja import results, values
from bot.payments.daraja.errors import OF_PUSHES
from bot.payments.daraja.values import Items
from bot.payments.port import Arrived, News, NewsKind, PushNews, Unreadable, Why
from chama.phones import PhoneError, to_e164

_HASH = re.compile(r"[0-9a-f]{64}")
_NAMES = ("FirstName", "MiddleName", "LastName")
_NO_NAME = frozenset({"", "null", "none"})


def read(kind: NewsKind, body: bytes) -> News:
    """What a callback says. Raises Unreadable, and nothing else, whatever the body is."""
    return _READERS[kind](values.loaded(body))


def _push(content: Mapping[str, Any]) -> PushNews:
    said = values.part(content, "Body", "stkCallback")
    request_id = values.identity(said.get("CheckoutRequestID"))
    if not request_id:
        raise Unreadable("It names no push.")
    code = values.code(said.get("ResultCode"))
    if code != "0":
        # Whatever else it holds: the receipt beside a failure is a placeholder.
        return PushNews(request_id, is_paid=False, why=_why(code), code=code)
    items = Items(values.part(said, "CallbackMetadata").get("Item"), "Name")
    return PushNews(
        request_id,
        is_paid=True,
        code=code,
        receipt=values.receipt(items.only("MpesaReceiptNumber")),
        amount_cents=values.paid_cents(items.only("Amount")),
        phone=values.text(items.only("PhoneNumber")),
        at=values.moment(items.only("TransactionDate")),
    )


def _why(code: str) -> Why | None:
    return OF_PUSHES.get(code, Why.OTHER) if code else None


def _arrival(content: Mapping[str, Any]) -> Arrived:
    receipt = values.receipt(content.get("TransID"))
    amount_cents = values.paid_cents(content.get("TransAmount"))
    if not receipt or amount_cents is None:
        raise Unreadable("It names no receipt, or no amount.")
    phone, phone_hash, phone_masked = payer(content.get("MSISDN"))
    return Arrived(
        receipt,
        amount_cents,
        shortcode=values.text(content.get("BusinessShortCode")),
        account=values.text(content.get("BillRefNumber")),
        phone=phone,
        phone_hash=phone_hash,
        phone_masked=phone_masked,
        name=_name(content),
        balance_cents=values.cents(content.get("OrgAccountBalance")),
        at=values.moment(content.get("TransTime")),
    )


def payer(value: object) -> tuple[str | None, str, str]:
    """A payer's number as (E.164, hash, masked): in the clear, as v1 hides it, or as v2 does."""
    said = values.text(value)
    if _HASH.fullmatch(said.lower()):
        return None, said.lower(), ""
    if "*" in said:
        return None, "", said
    try:
        return to_e164(said), "", ""
    except PhoneError:
        return None, "", ""


def _name(content: Mapping[str, Any]) -> str:
    parts = (values.text(content.get(name)) for name in _NAMES)
    return " ".join(part for part in parts if part.lower() not in _NO_NAME)


_READERS: Mapping[NewsKind, Callable[[Mapping[str, Any]], News]] = {
    NewsKind.STK: _push,
    NewsKind.C2B_VALIDATION: _arrival,
    NewsKind.C2B_CONFIRMATION: _arrival,
    NewsKind.B2C_RESULT: results.payout,
    NewsKind.B2C_TIMEOUT: results.timeout,
    NewsKind.STATUS_RESULT: results.status,
    NewsKind.STATUS_TIMEOUT: results.timeout,
    NewsKind.REVERSAL_RESULT: results.reversal,
    NewsKind.REVERSAL_TIMEOUT: results.timeout,
    NewsKind.BALANCE_RESULT: results.balance,
    NewsKind.BALANCE_TIMEOUT: results.timeout,
}
