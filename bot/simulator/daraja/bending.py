"""Callbacks whose contents are true, in shapes that no page documents."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from decimal import Decimal
from typing import Any

from bot.simulator.daraja.documents import Document, hashed
from bot.simulator.daraja.faults import Fault, Mischief
from bot.simulator.daraja.ledger import Kind

_RECEIPTS = ("MpesaReceiptNumber", "TransactionReceipt", "OriginalTransactionID")


def bent(document: Document, kind: Kind, mischief: Mischief) -> Document:
    """A push's callback or a result, bent by the faults that are on."""
    bent_one = deepcopy(document)
    said = bent_one["Body"]["stkCallback"] if "Body" in bent_one else bent_one["Result"]
    _bend_code(said, kind, mischief)
    outer, inner = ("CallbackMetadata", "Item")
    if "Result" in bent_one:
        outer, inner = ("ResultParameters", "ResultParameter")
    if outer in said:
        said[outer][inner] = _bent_items(said[outer][inner], kind, mischief)
        if mischief.strikes(Fault.DETAILS_MISSING, kind):
            _leave_out(said, outer, mischief)
    return bent_one


def _bend_code(said: Document, kind: Kind, mischief: Mischief) -> None:
    if mischief.strikes(Fault.CODES_AS_TEXT, kind):
        said["ResultCode"] = str(said["ResultCode"])
    if mischief.strikes(Fault.CODES_NULL, kind):
        said["ResultCode"] = None


def _leave_out(said: Document, key: str, mischief: Mischief) -> None:
    if mischief.random.random() < 0.5:
        del said[key]
    else:
        said[key] = None


def _bent_items(items: list[Document], kind: Kind, mischief: Mischief) -> Any:
    if mischief.strikes(Fault.PHONE_MASKED, kind):
        items = [_with_masked_phone(item) for item in items]
    if mischief.strikes(Fault.PHONE_ABSENT, kind):
        items = [item for item in items if not _is_one_of(item, ("PhoneNumber",))]
    if mischief.strikes(Fault.BALANCE_WITHOUT_VALUE, kind):
        items = [*items, {"Name": "Balance"}]
    if mischief.strikes(Fault.AMOUNTS_AS_TEXT, kind):
        items = [_as_text(item) for item in items]
    if mischief.strikes(Fault.ONE_ITEM_BARE, kind):
        return next(item for item in items if _is_one_of(item, _RECEIPTS))
    return items


def _is_one_of(item: Document, names: Iterable[str]) -> bool:
    return (item.get("Name") or item["Key"]) in names


def _with_masked_phone(item: Document) -> Document:
    if not _is_one_of(item, ("PhoneNumber",)):
        return item
    phone = str(item["Value"])
    return {**item, "Value": f"{phone[:4]}****{phone[-3:]}"}


def _as_text(item: Document) -> Document:
    value = item.get("Value")
    return {**item, "Value": str(value)} if isinstance(value, int | Decimal) else item


def bent_arrival(document: Document, phone: str, kind: Kind, mischief: Mischief) -> Document:
    """A C2B confirmation, bent by the faults that are on. phone: the payer's, 254712000001."""
    changed: Document = {}
    if mischief.strikes(Fault.PHONE_HASHED, kind):
        changed["MSISDN"] = hashed(phone)
    if mischief.strikes(Fault.PHONE_ABSENT, kind):
        changed["MSISDN"] = ""
    if mischief.strikes(Fault.NAMES_EMPTY, kind):
        changed |= dict.fromkeys(("FirstName", "MiddleName", "LastName"), "")
    return {**document, **changed}
