"""The kinds of journal entry, one function each: what a fact does to the accounts.

Amounts are cents. `owed` is what a member still owes, as (round key, cents) in the order in which
money is to be applied; the constitution's default is the oldest round first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chama.journal import Account, AccountKind, Balances, EntryKind, JournalEntry, Posting
from chama.journal import round_order as _round_order

Owed = Sequence[tuple[str, int]]

WELFARE = Account(AccountKind.WELFARE)


def collector(collector_id: str) -> Account:
    """Where M-Pesa money lies."""
    return Account(AccountKind.COLLECTOR, collector_id)


def cash(officer_id: str) -> Account:
    """Notes in an officer's hand."""
    return Account(AccountKind.CASH, officer_id)


def dues(member_id: str, round_key: str) -> Account:
    """What a member owes for a round."""
    return Account(AccountKind.DUES, member_id, round_key)


def advance(member_id: str) -> Account:
    """What a member paid ahead."""
    return Account(AccountKind.ADVANCE, member_id)


def pot(round_key: str) -> Account:
    """What a round owes its recipient."""
    return Account(AccountKind.POT, "", round_key)


def unallocated(receipt: str) -> Account:
    """Money of one receipt that waits for its owner."""
    return Account(AccountKind.UNALLOCATED, receipt)


def mpesa_key(receipt: str) -> str:
    """The key of the entry that records a receipt: the code, whatever case it was typed in."""
    return f"mpesa:{receipt.upper()}"


def follow_up_key(receipt: str, number: int) -> str:
    """The key of the entry that is number so much after the one that recorded a receipt."""
    return f"after:{receipt.upper()}:{number}"


def receipt_of(key: str) -> str:
    """The receipt that an entry records or follows from, by its key; "" for other entries."""
    origin, _, rest = key.partition(":")
    return rest.partition(":")[0] if origin in ("mpesa", "after") else ""


def owed_by(balances: Balances, member_id: str) -> list[tuple[str, int]]:
    """What a member still owes, oldest round first."""
    owed = [
        (account.round, cents)
        for account, cents in balances.items()
        if account.kind is AccountKind.DUES and account.owner == member_id and cents > 0
    ]
    return sorted(owed, key=lambda due: _round_order(due[0]))


def advance_of(balances: Balances, member_id: str) -> int:
    """What a member has paid ahead, in cents, never negative."""
    return -balances.get(advance(member_id), 0)


def round_opened(
    round_key: str,
    dues_cents: Mapping[str, int],
    *,
    on: date,
    advances: Mapping[str, int] | None = None,
    key: str = "",
    actor: str = "clock",
) -> JournalEntry:
    """A round begins: each member owes their dues, and what they paid ahead is used first.

    dues_cents: what each member is to pay. advances: what each member has paid ahead.
    """
    postings = [Posting(dues(member, round_key), cents) for member, cents in dues_cents.items()]
    postings.append(Posting(pot(round_key), -sum(dues_cents.values())))
    for member, ahead in (advances or {}).items():
        used = min(ahead, dues_cents.get(member, 0))
        if used > 0:
            postings.append(Posting(advance(member), used))
            postings.append(Posting(dues(member, round_key), -used))
    return JournalEntry(
        kind=EntryKind.ROUND_OPENED,
        key=key or f"round:{round_key}",
        effective_on=on,
        postings=tuple(postings),
        actor=actor,
    )


def contribution(
    member_id: str,
    amount_cents: int,
    *,
    into: Account,
    owed: Owed,
    key: str,
    on: date,
    actor: str = "",
    receipt: str = "",
    memo: str = "",
) -> JournalEntry:
    """A member's money arrives: it pays what is owed in that order, the rest is kept ahead."""
    return JournalEntry(
        kind=EntryKind.CONTRIBUTION,
        key=key,
        effective_on=on,
        postings=(Posting(into, amount_cents), *_applied(member_id, amount_cents, owed)),
        actor=actor,
        member=member_id,
        receipt=receipt,
        memo=memo,
    )


def money_unallocated(
    receipt: str,
    amount_cents: int,
    *,
    into: Account,
    on: date,
    key: str = "",
    actor: str = "",
    memo: str = "",
) -> JournalEntry:
    """Money arrived and nobody knows yet whose it is: it waits under its receipt.

    key: given when the receipt was recorded before and undone; then the entry carries none.
    """
    return JournalEntry(
        kind=EntryKind.UNALLOCATED,
        key=key or mpesa_key(receipt),
        effective_on=on,
        postings=(Posting(into, amount_cents), Posting(unallocated(receipt), -amount_cents)),
        actor=actor,
        receipt="" if key else receipt,
        memo=memo,
    )


def allocation(
    member_id: str,
    receipt: str,
    amount_cents: int,
    *,
    owed: Owed,
    key: str,
    on: date,
    actor: str,
    memo: str = "",
) -> JournalEntry:
    """Waiting money gets its owner, whole or a share. No receipt: the money moved before."""
    return JournalEntry(
        kind=EntryKind.ALLOCATION,
        key=key,
        effective_on=on,
        postings=(
            Posting(unallocated(receipt), amount_cents),
            *_applied(member_id, amount_cents, owed),
        ),
        actor=actor,
        member=member_id,
        memo=memo,
    )


def welfare(
    member_id: str, amount_cents: int, *, into: Account, key: str, on: date | None, receipt: str
) -> JournalEntry:
    """A gift to the welfare fund; it lives in a book of its own."""
    return JournalEntry(
        kind=EntryKind.WELFARE,
        key=key,
        effective_on=on,
        postings=(Posting(into, amount_cents), Posting(WELFARE, -amount_cents)),
        member=member_id,
        receipt=receipt,
    )


def advance_used(
    member_id: str, round_key: str, amount_cents: int, *, key: str, on: date
) -> JournalEntry:
    """What a member paid ahead now pays a round."""
    return JournalEntry(
        kind=EntryKind.ADVANCE_USED,
        key=key,
        effective_on=on,
        postings=(
            Posting(advance(member_id), amount_cents),
            Posting(dues(member_id, round_key), -amount_cents),
        ),
        member=member_id,
    )


def payout(
    member_id: str,
    round_key: str,
    amount_cents: int,
    *,
    out_of: Account,
    receipt: str,
    on: date,
    actor: str,
    key: str = "",
    memo: str = "",
) -> JournalEntry:
    """The pot, or a part of it, was sent to its recipient.

    key: given when the receipt was recorded before and undone; then the entry carries none.
    """
    return JournalEntry(
        kind=EntryKind.PAYOUT,
        key=key or mpesa_key(receipt),
        effective_on=on,
        postings=(Posting(pot(round_key), amount_cents), Posting(out_of, -amount_cents)),
        actor=actor,
        member=member_id,
        receipt="" if key else receipt,
        memo=memo,
    )


def advance_recalled(
    member_id: str, recalled_cents: Mapping[str, int], *, key: str, on: date, actor: str
) -> JournalEntry:
    """Money paid ahead was taken back after rounds had used it: they are owed again.

    recalled_cents: by round key.
    """
    postings = [Posting(dues(member_id, name), cents) for name, cents in recalled_cents.items()]
    return JournalEntry(
        kind=EntryKind.ADVANCE_RECALLED,
        key=key,
        effective_on=on,
        postings=(*postings, Posting(advance(member_id), -sum(recalled_cents.values()))),
        actor=actor,
        member=member_id,
    )


def partial_reversal(
    member_id: str,
    taken_cents: Mapping[Account, int],
    *,
    out_of: Account,
    key: str,
    on: date,
    actor: str,
    receipt: str = "",
    memo: str = "",
) -> JournalEntry:
    """The provider took back a part of a payment.

    taken_cents: how much of it from what it was credited to. member_id: "" for unallocated money.
    receipt: the provider's code of the reversal, on one of its entries.
    """
    postings = [Posting(account, cents) for account, cents in taken_cents.items()]
    return JournalEntry(
        kind=EntryKind.PARTIAL_REVERSAL,
        key=key,
        effective_on=on,
        postings=(*postings, Posting(out_of, -sum(taken_cents.values()))),
        actor=actor,
        member=member_id,
        receipt=receipt,
        memo=memo,
    )


def reversal(
    original: JournalEntry,
    seq: int,
    *,
    on: date,
    actor: str,
    key: str = "",
    receipt: str = "",
    memo: str = "",
) -> JournalEntry:
    """A contra entry: takes back the entry with that sequence number, line by line.

    receipt: the provider's code of the reversal itself, "" when an officer asked for it.
    """
    return JournalEntry(
        kind=EntryKind.REVERSAL,
        key=key or f"reverse:{original.key}",
        effective_on=on,
        postings=original.reversal_postings(),
        actor=actor,
        member=original.member,
        receipt=receipt,
        reverses=seq,
        memo=memo,
    )


def _applied(member_id: str, amount_cents: int, owed: Owed) -> list[Posting]:
    """Credits that use up an amount: against what is owed in that order, the rest as advance."""
    left = amount_cents
    credits: list[Posting] = []
    for round_key, owed_cents in owed:
        part = min(left, owed_cents)
        if part > 0:
            credits.append(Posting(dues(member_id, round_key), -part))
            left -= part
    if left > 0:
        credits.append(Posting(advance(member_id), -left))
    return credits
