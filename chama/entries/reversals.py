"""Taking back what was booked: wrong entries are reversed, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import EntryKind


def reversal(
    original: JournalEntry,
    seq: int,
    *,
    on: date,
    actor: str,
    key: str = "",
    receipt: ReceiptId | None = None,
    memo: str = "",
) -> JournalEntry:
    """A contra entry: takes back the entry with that sequence number, line by line.

    receipt: the provider's code of the reversal itself, None when officers decided it.
    """
    return JournalEntry(
        kind=EntryKind.REVERSAL,
        key=key or f"reverse:{original.key}",
        effective_on=on,
        postings=original.reversal_postings(),
        actor=actor,
        member=original.member,
        receipt=receipt.code if receipt else "",
        network=receipt.network if receipt else "",
        reverses=seq,
        memo=memo,
    )


def partial_reversal(
    member_id: str,
    taken_cents: Mapping[Account, int],
    *,
    out_of: Account,
    key: str,
    on: date,
    actor: str,
    receipt: ReceiptId | None = None,
    memo: str = "",
) -> JournalEntry:
    """A part of a payment was taken back.

    taken_cents: how much of it from what it was credited to. member_id: "" for unallocated money.
    out_of: where the money goes out, in each fund that it is taken from.
    receipt: the provider's code of the reversal, on one of its entries.
    """
    return _moved_back(
        EntryKind.PARTIAL_REVERSAL,
        taken_cents,
        against=out_of,
        key=key,
        on=on,
        actor=actor,
        member=member_id,
        receipt=receipt,
        memo=memo,
    )


def money_returned(
    returned_cents: Mapping[Account, int],
    *,
    into: Account,
    key: str,
    on: date,
    actor: str,
    receipt: ReceiptId | None = None,
    memo: str = "",
) -> JournalEntry:
    """Money that had left came back, without what the provider charged for sending it.

    returned_cents: by the account that said why it had left.
    """
    return _moved_back(
        EntryKind.MONEY_RETURNED,
        {account: -cents for account, cents in returned_cents.items()},
        against=into,
        key=key,
        on=on,
        actor=actor,
        member="",
        receipt=receipt,
        memo=memo,
    )


def _moved_back(
    kind: EntryKind,
    debits: Mapping[Account, int],
    *,
    against: Account,
    key: str,
    on: date,
    actor: str,
    member: str,
    receipt: ReceiptId | None,
    memo: str,
) -> JournalEntry:
    """Lines that are taken back, and their counterpart in each fund that they are of."""
    sums: dict[str, int] = {}
    for account, cents in debits.items():
        sums[account.fund] = sums.get(account.fund, 0) + cents
    lines = [Posting(account, cents) for account, cents in debits.items()]
    counterparts = [Posting(replace(against, fund=fund), -cents) for fund, cents in sums.items()]
    return JournalEntry(
        kind=kind,
        key=key,
        effective_on=on,
        postings=(*lines, *counterparts),
        actor=actor,
        member=member,
        receipt=receipt.code if receipt else "",
        network=receipt.network if receipt else "",
        memo=memo,
    )
