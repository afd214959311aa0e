"""What a member owes and has paid ahead, and the money that settles it, over all funds.

`Owed` is what a member still owes as (account, cents), in the order in which money is applied; the
default is the oldest round first. An advance never lies idle while its owner owes in the same
fund: `advance_due` says which entry that takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chama.entries.money import ROTATION, balanced, exchanged, unallocated
from chama.journal import Account, Balances, JournalEntry, Posting, ReceiptId, round_order
from chama.kinds import AccountKind, EntryKind
from chama.rates import Rate

Owed = Sequence[tuple[Account, int]]


def advance(fund: str, member_id: str) -> Account:
    """What a member paid ahead in a fund."""
    return Account(fund, AccountKind.ADVANCE, member_id)


def owed_by(balances: Balances, member_id: str) -> list[tuple[Account, int]]:
    """What a member still owes, what belongs to no round first, then the oldest round."""
    owed = [
        (account, cents)
        for account, cents in balances.items()
        if account.owner == member_id and account.kind.meaning.is_owed and cents > 0
    ]
    return sorted(owed, key=_by_age)


def within(owed: Owed, fund: str) -> Owed:
    """What of it is owed in a fund, in the same order."""
    return [(account, cents) for account, cents in owed if account.fund == fund]


def left_of(owed: Owed, cents: int) -> Owed:
    """What of it is still owed once so much has paid it, in the same order."""
    left: list[tuple[Account, int]] = []
    for account, due_cents in owed:
        part_cents = min(cents, due_cents)
        cents -= part_cents
        if due_cents > part_cents:
            left.append((account, due_cents - part_cents))
    return left


def _by_age(due: tuple[Account, int]) -> tuple[tuple[int, ...], str]:
    account, _ = due
    return (round_order(account.round) if account.round else (), account.code)


def advance_of(balances: Balances, fund: str, member_id: str) -> int:
    """What a member has paid ahead in a fund, in cents; negative once it is gone and was used."""
    return -balances.get(advance(fund, member_id), 0)


def credited(fund: str, member_id: str, amount_cents: int, owed: Owed) -> list[Posting]:
    """Credits that use up an amount: against what is owed in that order, the rest as advance.

    fund: in which the rest is kept ahead; what is owed may be of others too.
    """
    credits = against(owed, amount_cents)
    left_cents = amount_cents + sum(posting.amount_cents for posting in credits)
    if left_cents > 0:
        credits.append(Posting(advance(fund, member_id), -left_cents))
    return credits


def against(owed: Owed, amount_cents: int) -> list[Posting]:
    """Credits against what is owed, in that order, for as much of an amount as that takes."""
    left_cents = amount_cents
    credits: list[Posting] = []
    for account, cents in owed:
        part_cents = min(left_cents, cents)
        if part_cents > 0:
            credits.append(Posting(account, -part_cents))
            left_cents -= part_cents
    return credits


def credited_at(
    rate: Rate, fund: str, member_id: str, arrived_cents: int, owed: Owed
) -> tuple[Posting, ...]:
    """The lines by which money in another currency pays what is owed, at the announced rate.

    The amount that is asked settles all of it, and so does one that falls short by no more than is
    tolerated; what is more is kept ahead in the group's currency, less pays a part.
    """
    owed_cents = sum(cents for _, cents in owed)
    over_cents = arrived_cents - rate.asked_cents(owed_cents)
    credits = against(owed, rate.pays_cents(arrived_cents, owed_cents))
    ahead_cents = rate.worth_cents(over_cents) if over_cents > 0 else 0
    if ahead_cents:
        credits.append(Posting(advance(ROTATION, member_id), -ahead_cents))
    return exchanged(credits, arrived_cents, fund)


def _credited_in(
    fund: str, member_id: str, amount_cents: int, owed: Owed, rate: Rate | None
) -> Sequence[Posting]:
    if rate is None:
        return credited(fund, member_id, amount_cents, owed)
    return credited_at(rate, fund, member_id, amount_cents, owed)


def payment(
    member_id: str,
    credits: Sequence[Posting],
    *,
    into: Account,
    key: str,
    on: date | None,
    actor: str = "",
    receipt: ReceiptId | None = None,
    memo: str = "",
    kind: EntryKind = EntryKind.CONTRIBUTION,
) -> JournalEntry:
    """A member's money arrives, as a whole: credits, of one fund or of several, say what for.

    into: where it lies, in each of those funds.
    """
    return JournalEntry(
        kind=kind,
        key=key,
        effective_on=on,
        postings=balanced(credits, into),
        actor=actor,
        member=member_id,
        receipt=receipt.code if receipt else "",
        network=receipt.network if receipt else "",
        memo=memo,
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
    receipt: ReceiptId | None = None,
    memo: str = "",
    rate: Rate | None = None,
) -> JournalEntry:
    """A member's money arrives: it pays what is owed in whatever fund, the rest is kept ahead.

    into: where it lies, with the fund in which it is kept ahead. rate: at which it pays, where that
    fund is in another currency than the group's.
    """
    credits = _credited_in(into.fund, member_id, amount_cents, owed, rate)
    return payment(
        member_id, credits, into=into, key=key, on=on, actor=actor, receipt=receipt, memo=memo
    )


def allocation(
    member_id: str,
    receipt: ReceiptId,
    amount_cents: int,
    *,
    lies_in: Account,
    owed: Owed,
    key: str,
    on: date,
    actor: str,
    memo: str = "",
    rate: Rate | None = None,
) -> JournalEntry:
    """Waiting money gets its owner, whole or a share; the receipt moved it before.

    lies_in: where the money is, with the fund in which it waits. rate: as `contribution`.
    """
    lines = (
        Posting(unallocated(lies_in.fund, receipt), amount_cents),
        *_credited_in(lies_in.fund, member_id, amount_cents, owed, rate),
    )
    return JournalEntry(
        kind=EntryKind.ALLOCATION,
        key=key,
        effective_on=on,
        postings=balanced(lines, lies_in),
        actor=actor,
        member=member_id,
        memo=memo,
    )


def advance_due(
    balances: Balances,
    fund: str,
    member_id: str,
    owed: Owed,
    *,
    key: str,
    on: date | None,
    actor: str = "",
) -> JournalEntry | None:
    """The entry that lets what a member paid ahead pay what they owe; None where nothing is due.

    owed: what they owe, in the order in which money is applied.
    """
    credits = against(within(owed, fund), advance_of(balances, fund, member_id))
    if not credits:
        return None
    used_cents = -sum(posting.amount_cents for posting in credits)
    return JournalEntry(
        kind=EntryKind.ADVANCE_USED,
        key=key,
        effective_on=on,
        postings=(Posting(advance(fund, member_id), used_cents), *credits),
        actor=actor,
        member=member_id,
    )


def advance_recalled(
    fund: str,
    member_id: str,
    recalled_cents: Mapping[Account, int],
    *,
    key: str,
    on: date,
    actor: str,
) -> JournalEntry:
    """Money paid ahead was taken back after it had paid debts: they are owed again."""
    postings = [Posting(account, cents) for account, cents in recalled_cents.items()]
    gone = Posting(advance(fund, member_id), -sum(recalled_cents.values()))
    return JournalEntry(
        kind=EntryKind.ADVANCE_RECALLED,
        key=key,
        effective_on=on,
        postings=(*postings, gone),
        actor=actor,
        member=member_id,
    )
