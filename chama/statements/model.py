"""A statement as read and proven: its balances, and one transaction a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chama.money import Money
from chama.receipts.model import Direction


class StatementKind(StrEnum):
    """Whose account it is: that decides which rows are the group's."""

    ORGANISATION = "organisation"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Party:
    """The other side of a payment.

    name: as printed, blanks collapsed, or None. phone: E.164, only when the whole number is
    printed; `phone_masked` as printed otherwise. number: a till, paybill or agent, not a person.
    """

    name: str | None = None
    phone: str | None = None
    phone_masked: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Transaction:
    """What happened under one receipt.

    receipt: upper case. occurred_at: aware, Africa/Nairobi. direction: in or out, seen from the
    account. amount, fee: never negative; the fee is what was charged on top, zero when nothing.
    account: the reference that the payer typed, as text. reversed_by: the receipt that took this
    one back; reverses: the one that this takes back, maybe of an earlier statement.
    ignored_because: None for the group's own money, else a short phrase that says why this is none
    of it, such as "Failed". has_moved: whether money moved at all.
    """

    receipt: str
    occurred_at: datetime
    direction: Direction
    amount: Money
    fee: Money
    account: str | None
    reversed_by: str | None
    ignored_because: str | None
    party_name: str | None
    party_phone: str | None
    party_phone_masked: str | None
    details: str
    reverses: str | None = None
    has_moved: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """A proven statement.

    opening, closing: the balances before the first and after the last row.
    transactions: in time order. row_count: rows printed, those repeated at a page border once.
    holder_phone: of a customer, as printed: whole or masked.
    covers_from, covers_to: the days that it is about, both included; None without any row or date.
    is_whole_days: whether the statement itself says so, and both days are over; else they are
    those of its first and last row, and the last may not have been over.
    """

    kind: StatementKind
    opening: Money
    closing: Money
    transactions: tuple[Transaction, ...]
    row_count: int
    holder: str | None = None
    holder_phone: str | None = None
    shortcode: str | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    is_whole_days: bool = False
