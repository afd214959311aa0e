"""The welfare fund: gifts of the members, kept apart from every pot."""

from __future__ import annotations

from datetime import date

from chama.entries.owing import payment
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind

WELFARE = "welfare"


def given() -> Account:
    """What the members have given, less what was spent of it."""
    return Account(WELFARE, AccountKind.WELFARE)


def gift(amount_cents: int) -> Posting:
    """The credit of a gift, alone or as a part of a payment."""
    return Posting(given(), -amount_cents)


def welfare(
    member_id: str,
    amount_cents: int,
    *,
    into: Account,
    key: str,
    on: date | None,
    receipt: ReceiptId,
    actor: str = "",
    memo: str = "",
) -> JournalEntry:
    """A gift to the welfare fund."""
    return payment(
        member_id,
        [gift(amount_cents)],
        into=into,
        key=key,
        on=on,
        actor=actor,
        receipt=receipt,
        memo=memo,
        kind=EntryKind.WELFARE,
    )
