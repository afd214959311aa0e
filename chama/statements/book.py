"""The book's side of a reconciliation, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class BookMember:
    """A member as the book knows them.

    phone: with or without its plus. account: the reference given for payments. None or "" for
    what is not known.
    """

    id: str
    name: str | None
    phone: str | None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class BookEntry:
    """An entry of the book about the statement's account.

    on: the day in Nairobi. member_id: whom it credits or pays, None or "" for nobody.
    amount_cents: negative for money out, which may also stand as positive with its receipt.
    receipt: None or "" for none, as for cash. is_taken_out: whether the book took it back, so that
    it no longer counts; its receipt tells what it was about. shared_with: other members to whom a
    part of it is credited. payee: of money out the name of who
    got it, "" where the book has none. fee_cents: what the book says that the provider took besides
    for moving it and that is gone, 0 for nothing.
    """

    id: str
    on: date
    member_id: str | None
    amount_cents: int
    receipt: str | None = None
    is_taken_out: bool = False
    shared_with: tuple[str, ...] = ()
    payee: str = ""
    fee_cents: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and the receipt that it records."""

    entry_id: str
    receipt: str


class FindingKind(StrEnum):
    """In what the book and the statement disagree, in the order in which one entry's are told.

    REVERSED_IN_BOOK: the statement shows the payment, nothing on it takes it back, and the book
    took it out all the same: so looks a payment that a forged reversal hides.
    PAID_TO_ANOTHER, FEE_DIFFERS: money out went to somebody else than the book says, or the book
    has a charge for it that the statement does not show so: so looks money that was taken.
    """

    REVERSED_IN_BOOK = "reversed_in_book"
    PAID_TO_ANOTHER = "paid_to_another"
    FEE_DIFFERS = "fee_differs"
    RECEIPT_MISTYPED = "receipt_mistyped"
    RECORDED_TWICE = "recorded_twice"
    AMOUNT_DIFFERS = "amount_differs"
    CREDITED_TO_ANOTHER_MEMBER = "credited_to_another_member"
    REVERSED_BUT_COUNTED = "reversed_but_counted"
    IN_LEDGER_NOT_ON_STATEMENT = "in_ledger_not_on_statement"
    ON_STATEMENT_NOT_IN_LEDGER = "on_statement_not_in_ledger"
    MONEY_OUT_NOT_IN_LEDGER = "money_out_not_in_ledger"
    PAYER_UNKNOWN = "payer_unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement; entry_id and receipt are None where there is none.

    receipt: the statement's, but for IN_LEDGER_NOT_ON_STATEMENT the entry's, as recorded.
    """

    kind: FindingKind
    entry_id: str | None
    receipt: str | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Matches in the order of the book; findings too, then those of the statement in its order."""

    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
