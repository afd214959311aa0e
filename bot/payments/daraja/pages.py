"""Answers that come at once and are no acceptance: lists of what arrived, and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.payments.daraja import values
from bot.payments.daraja.callbacks import payer
from bot.payments.daraja.errors import Reply
from bot.payments.port import Arrived, Pulled

_WITH_MORE, _EMPTY = "1000", "1001"


def pulled(reply: Reply, shortcode: str) -> Pulled | None:
    """A page of the Pull API; None where it is none, or a row of it has no receipt or amount.

    Only an empty page is the last one: how many rows a full one has is not documented.
    """
    content = reply.content or {}
    code = values.code(content.get("ResponseCode"))
    if not reply.is_success or code not in {_WITH_MORE, _EMPTY}:
        return None
    rows = list(_rows(content.get("Response")))
    arrived = [one for one in (_arrived(row, shortcode) for row in rows) if one is not None]
    if len(arrived) < len(rows):
        return None
    return Pulled(tuple(arrived), is_last=not rows)


def _rows(listed: object) -> Iterator[Mapping[str, Any]]:
    """The rows of a list that holds lists."""
    if isinstance(listed, Mapping):
        yield listed
    elif isinstance(listed, list):
        for one in listed:
            yield from _rows(one)


def _arrived(row: Mapping[str, Any], shortcode: str) -> Arrived | None:
    receipt = values.receipt(row.get("transactionId"))
    amount_cents = values.paid_cents(row.get("amount"))
    if not receipt or amount_cents is None:
        return None
    phone, phone_hash, phone_masked = payer(row.get("msisdn"))
    return Arrived(
        receipt,
        amount_cents,
        shortcode,
        account=values.text(row.get("billreference")),
        phone=phone,
        phone_hash=phone_hash,
        phone_masked=phone_masked,
        at=values.moment(row.get("trxDate")),
    )


def name_in(reply: Reply) -> str | None:
    """The name on a number as Hakikisha shows it: "john", "M****", "" -> "John M."."""
    body = values.part(reply.content, "body")
    names = (values.text(body.get(name)) for name in ("firstName", "middleName", "lastName"))
    said = " ".join(_shown(name) for name in names if name.strip("*"))
    return said if reply.is_success and said else None


def _shown(name: str) -> str:
    return f"{name[0].upper()}." if "*" in name else name.title()
