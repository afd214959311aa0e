"""Taking back what was booked: wrong entries are reversed, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chama.entries.money import balanced, unallocated
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import EntryKind

TAKING_BACK = (EntryKind.REVERSAL, EntryKind.PARTIAL_REVERSAL, EntryKind.MONEY_RETURNED)
"""What takes back what was booked before."""


LEFT = "left to another group"
"""The memo of what takes money out of a book that the provider shows to be another group's."""


def is_left(entry: JournalEntry) -> bool:
    """Whether an entry takes out what is another group's."""
    return entry.memo == LEFT and entry.kind in TAKING_BACK


def is_taken_by_provider(entry: JournalEntry) -> bool:
    """Whether what an entry takes back is out by the provider's word, and not by officers': it
    carries or names the code of the provider's reversal, or says whose the money is."""
    return entry.kind in TAKING_BACK and bool(entry.receipt or entry.memo)


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
    out_of: where the money goes out. receipt: the provider's code of the reversal, on one of its
    entries.
    """
    return _moved_back(
        EntryKind.PARTIAL_REVERSAL,
        [Posting(account, cents) for account, cents in taken_cents.items()],
        through=out_of,
        key=key,
        on=on,
        actor=actor,
        member=member_id,
        receipt=receipt,
        memo=memo,
    )


def credit_freed(
    member_id: str,
    credited_cents: Mapping[Account, int],
    waiting: ReceiptId,
    *,
    lies_in: Account,
    key: str,
    on: date,
    actor: str,
) -> JournalEntry:
    """What is left of a credit waits for its owner again, under its receipt.

    credited_cents: by account. lies_in: where the money is, with the fund in which it waits.
    """
    lines = [Posting(account, cents) for account, cents in credited_cents.items()]
    freed = Posting(unallocated(lies_in.fund, waiting), -sum(credited_cents.values()))
    return _moved_back(
        EntryKind.PARTIAL_REVERSAL,
        [*lines, freed],
        through=lies_in,
        key=key,
        on=on,
        actor=actor,
        member=member_id,
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
        [Posting(account, -cents) for account, cents in returned_cents.items()],
        through=into,
        key=key,
        on=on,
        actor=actor,
        receipt=receipt,
        memo=memo,
    )


def _moved_back(
    kind: EntryKind,
    lines: Sequence[Posting],
    *,
    through: Account,
    key: str,
    on: date,
    actor: str,
    member: str = "",
    receipt: ReceiptId | None = None,
    memo: str = "",
) -> JournalEntry:
    """Lines that are taken back, and the money that this takes in each fund that they are of."""
    return JournalEntry(
        kind=kind,
        key=key,
        effective_on=on,
        postings=balanced(lines, through),
        actor=actor,
        member=member,
        receipt=receipt.code if receipt else "",
        network=receipt.network if receipt else "",
        memo=memo,
    )
