"""Double entry that nobody can quietly change: accounts, journal entries, and the sealed chain.

A fund's book is a list of sealed entries. Each entry sums to zero, and its hash covers everything
it says together with the hash before it, so that a later change anywhere shows. This module holds
values only; `bot.store.ledger` keeps the same values in a database, with the same hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache

from chama.errors import BrokenChain, UnbalancedEntry
from chama.money import DEFAULT_CURRENCY

FORMAT_VERSION = "1"
CHAIN_CODE_LENGTH = 8


class AccountKind(StrEnum):
    """What an account stands for; debits are positive, so what we owe is negative."""

    COLLECTOR = "collector"  # asset: money on the group's phone, till or bank account
    CASH = "cash"  # asset: notes in a named officer's hand
    DUES = "dues"  # asset: what a member still owes for a round
    ADVANCE = "advance"  # liability: what a member paid ahead
    POT = "pot"  # liability: what a round owes its recipient
    UNALLOCATED = "unallocated"  # liability: money that came in and waits for its owner
    WELFARE = "welfare"  # liability: the welfare fund's own money


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a fund, named by its kind and what it belongs to.

    owner: the member's id for dues, advance and cash; the collector's for collector; the receipt
        for unallocated; "" for the rest. round: "<cycle>.<round>" for dues and pot, else "".
    """

    kind: AccountKind
    owner: str = ""
    round: str = ""

    @property
    def code(self) -> str:
        """The account as one word: "dues:M03:1.2". Stored, hashed and exported in this form."""
        return ":".join((self.kind.value, self.owner, self.round)).rstrip(":")

    @classmethod
    def parse(cls, code: str) -> Account:
        """The account of a code; the opposite of `code`."""
        return _parse_account(code)


@lru_cache(maxsize=4096)
def _parse_account(code: str) -> Account:
    kind, owner, round_key = [*code.split(":"), "", ""][:3]
    return Account(AccountKind(kind), owner, round_key)


def round_key(cycle: int, number: int) -> str:
    """How accounts name a round: round 2 of cycle 1 is "1.2"."""
    return f"{cycle}.{number}"


def round_order(key: str) -> tuple[int, ...]:
    """Sorts round keys by time: "1.2" before "1.10"."""
    return tuple(int(part) for part in key.split("."))


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry. amount_cents: debit positive, credit negative, never zero."""

    account: Account
    amount_cents: int


class EntryKind(StrEnum):
    """Why money or a debt moved."""

    ROUND_OPENED = "round_opened"
    CONTRIBUTION = "contribution"
    UNALLOCATED = "unallocated"
    ALLOCATION = "allocation"
    WELFARE = "welfare"
    ADVANCE_USED = "advance_used"
    PAYOUT = "payout"
    REVERSAL = "reversal"
    PARTIAL_REVERSAL = "partial_reversal"
    ADVANCE_RECALLED = "advance_recalled"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One fact about money, before it is sealed into a book.

    key: names the fact once and for ever within the fund ("mpesa:UKM1AB2C01").
    effective_on: the day it belongs to, None where nobody said.
    actor: who or what caused it (a member's id, "clock").
    member: whom it is about, "" for the group.
    receipt: the provider's code when this entry is the one that records it, else "".
    reverses: sequence number of the entry it takes back, else None.
    Raises UnbalancedEntry unless there are two or more postings, none zero, summing to zero.
    """

    kind: EntryKind
    key: str
    effective_on: date | None
    postings: tuple[Posting, ...]
    actor: str = ""
    member: str = ""
    receipt: str = ""
    reverses: int | None = None
    memo: str = ""

    def __post_init__(self) -> None:
        if len(self.postings) < 2:
            raise UnbalancedEntry(f"Entry {self.key} has fewer than two postings.")
        if any(posting.amount_cents == 0 for posting in self.postings):
            raise UnbalancedEntry(f"Entry {self.key} has a posting of zero.")
        total = sum(posting.amount_cents for posting in self.postings)
        if total:
            raise UnbalancedEntry(f"Entry {self.key} is out of balance by {total} cents.")

    @property
    def amount_cents(self) -> int:
        """The size of the entry: the sum of its debits, in cents."""
        return sum(p.amount_cents for p in self.postings if p.amount_cents > 0)

    def reversal_postings(self) -> tuple[Posting, ...]:
        """The same lines with the sign turned, in the same order."""
        return tuple(Posting(p.account, -p.amount_cents) for p in self.postings)


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry in its place in a book. recorded_at: aware UTC, or None in the bare library."""

    entry: JournalEntry
    fund: str
    seq: int
    recorded_at: datetime | None
    prev_hash: str
    hash: str

    @property
    def chain_code(self) -> str:
        """The first letters of the hash, short enough to stand in an SMS as a member's proof."""
        return chain_code(self.hash)


def chain_code(entry_hash: str) -> str:
    """The short form of a hash that replies carry."""
    return entry_hash[:CHAIN_CODE_LENGTH]


def seal(
    entry: JournalEntry, *, fund: str, seq: int, prev_hash: str, recorded_at: datetime | None
) -> SealedEntry:
    """Put an entry into its place, with a hash over all that it says and the hash before it."""
    entry_hash = hashlib.sha256(
        _canonical(entry, fund, seq, prev_hash, recorded_at).encode()
    ).hexdigest()
    return SealedEntry(entry, fund, seq, recorded_at, prev_hash, entry_hash)


def _canonical(
    entry: JournalEntry, fund: str, seq: int, prev_hash: str, recorded_at: datetime | None
) -> str:
    """All that an entry says as one text; a length before each field, so none imitates another."""
    fields = (
        FORMAT_VERSION,
        prev_hash,
        fund,
        str(seq),
        entry.kind.value,
        entry.effective_on.isoformat() if entry.effective_on else "",
        recorded_at.astimezone(UTC).isoformat(timespec="microseconds") if recorded_at else "",
        entry.actor,
        entry.key,
        entry.member,
        entry.receipt,
        "" if entry.reverses is None else str(entry.reverses),
        entry.memo,
        *(f"{posting.account.code} {posting.amount_cents}" for posting in entry.postings),
    )
    return "".join(f"{len(field.encode())}:{field};" for field in fields)


Balances = Mapping[Account, int]
"""What each account holds, in cents, debits positive; accounts at zero may be missing."""


def add_postings(balances: dict[Account, int], postings: Iterable[Posting]) -> None:
    """Move balances by an entry's postings; an account that comes to zero is forgotten."""
    for posting in postings:
        balance = balances.get(posting.account, 0) + posting.amount_cents
        if balance:
            balances[posting.account] = balance
        else:
            balances.pop(posting.account, None)


@dataclass
class Book:
    """One fund's chain of sealed entries in memory, and its balances."""

    fund: str
    currency: str = DEFAULT_CURRENCY
    entries: list[SealedEntry] = field(default_factory=list)
    balances: dict[Account, int] = field(default_factory=dict)

    def post(self, entry: JournalEntry, recorded_at: datetime | None = None) -> SealedEntry:
        """Seal an entry at the end of the chain and move the balances."""
        head = self.entries[-1].hash if self.entries else ""
        sealed = seal(
            entry,
            fund=self.fund,
            seq=len(self.entries) + 1,
            prev_hash=head,
            recorded_at=recorded_at,
        )
        self.entries.append(sealed)
        add_postings(self.balances, entry.postings)
        return sealed

    def balance_cents(self, account: Account) -> int:
        """What an account holds, debits positive."""
        return self.balances.get(account, 0)

    def verify(self) -> None:
        """Recompute the chain. Raises BrokenChain naming the first entry that does not hold."""
        verify_chain(self.fund, self.entries)


def verify_chain(fund: str, entries: Sequence[SealedEntry]) -> None:
    """Check numbers, links and hashes of a fund's entries from the first on. Raises BrokenChain."""
    head = ""
    for expected_seq, sealed in enumerate(entries, start=1):
        resealed = seal(
            sealed.entry,
            fund=fund,
            seq=expected_seq,
            prev_hash=head,
            recorded_at=sealed.recorded_at,
        )
        if resealed != sealed:
            raise BrokenChain(f"Entry {sealed.seq} of {fund} does not follow from the one before.")
        head = sealed.hash
