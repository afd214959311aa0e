"""Money itself, in every fund alike: where it lies, its receipt, what waits and what is spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chama.entries.general import expenses, fees
from chama.errors import MixedCurrencies
from chama.journal import Account, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind

ROTATION = "rotation"
"""The fund in which what arrives in the group's own currency waits and is kept ahead."""

_RECORDS, _FOLLOWS = "receipt", "after"  # how the keys of entries about a receipt begin
_TO = "to "  # how the memo of money out begins: "to DUKA LA MAMA", "to DUKA LA MAMA: chairs"


def collector(fund: str, collector_id: str) -> Account:
    """A fund's money on a phone, till or bank account."""
    return Account(fund, AccountKind.COLLECTOR, collector_id)


def cash(fund: str, officer_id: str) -> Account:
    """A fund's notes in an officer's hand."""
    return Account(fund, AccountKind.CASH, officer_id)


def fund_of(currency: str) -> str:
    """The fund in which money of a currency arrives; "" for the group's own."""
    return currency.lower() or ROTATION


def home_of(place: Account) -> Account:
    """A place of money as the fund has it in which what arrives waits and is kept ahead.

    Money in another currency than the group's stays in the fund of that.
    """
    return place if place.currency else replace(place, fund=ROTATION)


def unallocated(fund: str, receipt: ReceiptId) -> Account:
    """Money of one receipt that waits for its owner."""
    return Account(fund, AccountKind.UNALLOCATED, f"{receipt.network}/{receipt.code}")


def receipt_waiting_in(account: Account) -> ReceiptId:
    """The receipt of an account of unallocated money."""
    network, _, code = account.owner.partition("/")
    return ReceiptId(network, code)


def balanced(lines: Sequence[Posting], through: Account) -> tuple[Posting, ...]:
    """Lines with the money that they take in each fund, all of it lying in one place.

    What one fund gives to another leaves that place for the one and stays there for the other.
    Raises MixedCurrencies where that would count money of one currency as the same number of
    another: only lines that have been exchanged (`entries.exchange`) leave nothing to close there.
    """
    sums = {through.fund: 0}
    for line in lines:
        sums[line.account.fund] = sums.get(line.account.fund, 0) + line.amount_cents
    money = [Posting(replace(through, fund=fund), -cents) for fund, cents in sums.items() if cents]
    if any(line.account.currency != through.currency for line in money):
        raise MixedCurrencies(f"What lies in {through.fund} {through.code} is of another currency.")
    return (*money, *lines)


def exchange(fund: str, other: str = "") -> Account:
    """Through which a fund's money passes to another currency; other: "" for the group's own."""
    return Account(fund, AccountKind.EXCHANGE, other)


def exchanged(credits: Sequence[Posting], given_cents: int, fund: str) -> tuple[Posting, ...]:
    """Credits in the group's currency, paid by so much of a fund in another.

    The lines close in each fund of the group's; in the other, the money itself is still to come.
    """
    other = Account(fund, AccountKind.EXCHANGE).currency
    sums: dict[str, int] = {}
    for credit in credits:
        sums[credit.account.fund] = sums.get(credit.account.fund, 0) - credit.amount_cents
    taken = [Posting(exchange(own, other), cents) for own, cents in sums.items()]
    return (Posting(exchange(fund), -given_cents), *taken, *credits)


def receipt_key(receipt: ReceiptId) -> str:
    """The key of the entry that records a receipt."""
    return f"{_RECORDS}:{receipt.network}:{receipt.code}"


def follow_up_key(receipt: ReceiptId, number: int) -> str:
    """The key of the entry that is number so much after the one that recorded a receipt."""
    return f"{_FOLLOWS}:{receipt.network}:{receipt.code}:{number}"


def receipt_of(key: str) -> ReceiptId | None:
    """The receipt that an entry records or follows from, by its key; None for other entries."""
    origin, *rest = key.split(":")
    return ReceiptId(rest[0], rest[1]) if origin in (_RECORDS, _FOLLOWS) else None


def memo_of_payee(name: str) -> str:
    """What an entry of money out says of who got it, by the name that the provider printed."""
    return f"{_TO}{name}"


def payee_of(entry: JournalEntry) -> str:
    """The name of who got money out, as the provider printed it; "" where none is known."""
    is_out = entry.kind.meaning.moves_money < 0 and entry.memo.startswith(_TO)
    return entry.memo.removeprefix(_TO).partition(": ")[0] if is_out else ""


def money_unallocated(
    receipt: ReceiptId,
    amount_cents: int,
    *,
    into: Account,
    on: date,
    key: str = "",
    actor: str = "",
    member: str = "",
    memo: str = "",
) -> JournalEntry:
    """Money arrived and nobody knows yet whose it is: it waits under its receipt.

    member: whose it is where that is known, and it waits for a rate only.
    key: given when the receipt was recorded before and undone; then the entry carries none.
    """
    waiting = Posting(unallocated(into.fund, receipt), -amount_cents)
    return JournalEntry(
        kind=EntryKind.UNALLOCATED,
        key=key or receipt_key(receipt),
        effective_on=on,
        postings=(Posting(into, amount_cents), waiting),
        actor=actor,
        member=member,
        receipt="" if key else receipt.code,
        network="" if key else receipt.network,
        memo=memo,
    )


def expense(
    amount_cents: int,
    *,
    out_of: Account,
    receipt: ReceiptId,
    on: date,
    actor: str,
    memo: str,
    fee_cents: int = 0,
    key: str = "",
) -> JournalEntry:
    """The group spent money on its own needs. memo: what for. fee_cents, key: as `money_out`."""
    spent = Posting(expenses(out_of), amount_cents)
    return money_out(
        EntryKind.EXPENSE,
        spent,
        out_of=out_of,
        fee_cents=fee_cents,
        receipt=receipt,
        on=on,
        actor=actor,
        key=key,
        memo=memo,
    )


def money_out(
    kind: EntryKind,
    what: Posting,
    *,
    out_of: Account,
    fee_cents: int,
    receipt: ReceiptId,
    on: date,
    actor: str,
    key: str,
    member: str = "",
    memo: str = "",
) -> JournalEntry:
    """Money left the group. what: the debit that says why. fee_cents: what the provider took.

    The charge is the group's own, whatever fund the money was of.
    key: given when the receipt was recorded before and undone; then the entry carries none.
    """
    charged = (Posting(fees(out_of), fee_cents),) if fee_cents else ()
    return JournalEntry(
        kind=kind,
        key=key or receipt_key(receipt),
        effective_on=on,
        postings=balanced((what, *charged), out_of),
        actor=actor,
        member=member,
        receipt="" if key else receipt.code,
        network="" if key else receipt.network,
        memo=memo,
    )
