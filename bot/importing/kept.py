"""A statement as it is kept while people are asked about it: JSON-like, and read back the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from chama.money import Money
from chama.receipts import Direction
from chama.statements import Statement, StatementKind, Transaction

Kept = Mapping[str, Any]


def as_kept(statement: Statement) -> Kept:
    """Its values as JSON has them."""
    return {**_plain(statement), "transactions": [_plain(one) for one in statement.transactions]}


def as_read(kept: Kept) -> Statement:
    """The statement that was kept."""
    return Statement(
        **{
            **kept,
            "kind": StatementKind(kept["kind"]),
            "opening": Money(*kept["opening"]),
            "closing": Money(*kept["closing"]),
            "transactions": tuple(_transaction(one) for one in kept["transactions"]),
            "covers_from": _day(kept["covers_from"]),
            "covers_to": _day(kept["covers_to"]),
        }
    )


def _transaction(kept: Kept) -> Transaction:
    return Transaction(
        **{
            **kept,
            "occurred_at": datetime.fromisoformat(kept["occurred_at"]),
            "direction": Direction(kept["direction"]),
            "amount": Money(*kept["amount"]),
            "fee": Money(*kept["fee"]),
        }
    )


def _plain(value: Statement | Transaction) -> dict[str, Any]:
    return {one.name: _simple(getattr(value, one.name)) for one in fields(value)}


def _simple(value: object) -> object:
    if isinstance(value, Money):
        return [value.cents, value.currency]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
