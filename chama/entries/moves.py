"""Money sideways: from one place where the group's money lies to another, whose it is unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chama.entries.general import GENERAL, fees
from chama.entries.money import ROTATION, cash, receipt_key, unallocated
from chama.journal import Account, Balances, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind


def lies_in(balances: Balances, place: Account) -> int:
    """What of the group's money is in a place, over all funds of its currency, in cents."""
    return sum(_by_fund(balances, place).values())


def cash_of(balances: Balances, member_id: str) -> int:
    """What of the group's cash a member holds, over all funds, in cents."""
    return lies_in(balances, cash(ROTATION, member_id))


def moved(
    balances: Balances,
    amount_cents: int,
    *,
    source: Account,
    target: Account,
    on: date,
    actor: str,
    key: str = "",
    fee_cents: int = 0,
    receipt: ReceiptId | None = None,
    memo: str = "",
) -> JournalEntry:
    """Money goes from one place to another; it stays of the funds that it is of.

    What is in the source of each fund decides, the rotation's first. fee_cents: what a provider
    took for it, out of the source, of the group's own. receipt: where a text shows the move. key:
    as `money_out`; needed where there is no receipt.
    """
    lines: list[Posting] = []
    for fund, cents in _of_funds(balances, source, amount_cents).items():
        lines.append(Posting(replace(target, fund=fund), cents))
        lines.append(Posting(replace(source, fund=fund), -cents))
    if fee_cents:
        lines.append(Posting(fees(), fee_cents))
        lines.append(Posting(replace(source, fund=GENERAL), -fee_cents))
    return JournalEntry(
        kind=EntryKind.TRANSFER,
        key=receipt_key(receipt) if receipt and not key else key,
        effective_on=on,
        postings=_summed(lines),
        actor=actor,
        receipt=receipt.code if receipt and not key else "",
        network=receipt.network if receipt and not key else "",
        memo=memo,
    )


def arrived_from(
    waiting: ReceiptId, amount_cents: int, *, source: Account, key: str, on: date, actor: str
) -> JournalEntry:
    """Money that waits for its owner is the group's own, which lay in another place before."""
    lines = (
        Posting(unallocated(ROTATION, waiting), amount_cents),
        Posting(replace(source, fund=ROTATION), -amount_cents),
    )
    return JournalEntry(
        kind=EntryKind.TRANSFER, key=key, effective_on=on, postings=lines, actor=actor
    )


def shown_too(
    receipt: ReceiptId,
    amount_cents: int,
    *,
    place: Account,
    on: date,
    actor: str,
    key: str = "",
    fee_cents: int = 0,
    memo: str = "",
) -> JournalEntry:
    """A second text of money that is in the book already: nothing moves but its charge.

    place: whose text it is; its two lines there say how much the text shows. fee_cents: what was
    taken out of that place for the group, which no other text told. key: as `moved`, where the
    receipt itself is in the book.
    """
    at = replace(place, fund=ROTATION)
    lines = [Posting(at, amount_cents), Posting(at, -amount_cents)]
    if fee_cents:
        lines += [
            Posting(fees(), fee_cents),
            Posting(replace(place, fund=GENERAL), -fee_cents),
        ]
    return JournalEntry(
        kind=EntryKind.TRANSFER,
        key=key or receipt_key(receipt),
        effective_on=on,
        postings=tuple(lines),
        actor=actor,
        receipt="" if key else receipt.code,
        network="" if key else receipt.network,
        memo=memo,
    )


def shows_only(entry: JournalEntry, place: Account) -> bool:
    """Whether an entry is of a second text of the money of a place, as `shown_too` writes it."""
    at = [line.amount_cents for line in entry.postings if line.account == place]
    return entry.kind is EntryKind.TRANSFER and len(at) > 1 and not sum(at[:2])


def _by_fund(balances: Balances, place: Account) -> Mapping[str, int]:
    return {
        account.fund: cents
        for account, cents in balances.items()
        if (account.kind, account.owner, account.currency)
        == (place.kind, place.owner, place.currency)
    }


def _of_funds(balances: Balances, place: Account, amount_cents: int) -> Mapping[str, int]:
    """Of which funds so much of what lies in a place is; what is not there is the rotation's."""
    there = sorted(_by_fund(balances, place).items(), key=lambda one: one[0] != ROTATION)
    parts: dict[str, int] = {}
    left_cents = amount_cents
    for fund, cents in there:
        part_cents = min(left_cents, cents)
        if part_cents > 0:
            parts[fund] = part_cents
            left_cents -= part_cents
    if left_cents:
        parts[ROTATION] = parts.get(ROTATION, 0) + left_cents
    return parts


def _summed(lines: list[Posting]) -> tuple[Posting, ...]:
    """One line an account, none of zero."""
    sums: dict[Account, int] = {}
    for line in lines:
        sums[line.account] = sums.get(line.account, 0) + line.amount_cents
    return tuple(Posting(account, cents) for account, cents in sums.items() if cents)


def places(balances: Balances) -> list[tuple[AccountKind, str, int]]:
    """Where the group's money lies, over all funds in its own currency: kind and owner of each
    place, and cents."""
    sums: dict[tuple[AccountKind, str], int] = {}
    for account, cents in balances.items():
        if account.kind.meaning.is_money and not account.currency:
            place = (account.kind, account.owner)
            sums[place] = sums.get(place, 0) + cents
    return [(kind, owner, cents) for (kind, owner), cents in sorted(sums.items()) if cents]


def money_of(balances: Balances, fund: str) -> int:
    """What money there is of a fund, wherever it lies, in cents."""
    return sum(
        cents
        for account, cents in balances.items()
        if account.fund == fund and account.kind.meaning.is_money
    )
