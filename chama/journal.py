"""Double entry that nobody can quietly change: accounts, journal entries, and the sealed chain.

A chama has one book: a list of sealed entries. Every account belongs to a fund, an entry sums to
zero in each fund that it touches, and its hash covers everything it says together with the hash
before it, so that a later change anywhere shows. This module holds values only; what the kinds
mean stands in `chama.kinds`, and `bot.store.book` keeps the same values in a database, with the
same hashes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from chama.errors import BrokenChain, MixedCurrencies, NetworkNotSaid, UnbalancedEntry
from chama.kinds import AccountKind, EntryKind, kind_called

FORMAT_VERSION = "1"
CHAIN_CODE_LENGTH = 8

_CURRENCY = re.compile(r"[a-z]{3}")  # how a fund in another currency than the group's is called


class ReceiptId(NamedTuple):
    """What names a receipt over all chamas: whose code it is, and the code in capitals."""

    network: str
    code: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a fund, named by its kind and what it belongs to.

    fund: the name of the fund ("rotation"); one in another currency than the group's is called by
        it ("kes"). owner: the member's id for dues, fines, advance and
        cash; the collector's for collector; network and code of the receipt for unallocated; the
        recipient's position for a pot that is one of several; the currency of the other fund for
        an exchange; "" for the rest.
    round: "<cycle>.<round>" for dues and pot; in the welfare fund the day since when it is owed or
        granted, "2026.12.1", and behind it the claim; "refund.<number>" for what is set aside to be
        given back; else "".
    """

    fund: str
    kind: AccountKind
    owner: str = ""
    round: str = ""

    @property
    def code(self) -> str:
        """The account as one word within its fund: "dues:M03:1.2". Stored, hashed, exported."""
        return ":".join((self.kind.value, self.owner, self.round)).rstrip(":")

    @property
    def currency(self) -> str:
        """The ISO code of the fund's currency where it is not the group's own, else ""."""
        return self.fund.upper() if _CURRENCY.fullmatch(self.fund) else ""

    @classmethod
    def parse(cls, fund: str, code: str) -> Account:
        """The account of a fund and a code; the opposite of `code`."""
        return _parse_account(fund, code)


@lru_cache(maxsize=4096)
def _parse_account(fund: str, code: str) -> Account:
    kind, owner, round_key = [*code.split(":"), "", ""][:3]
    return Account(fund, kind_called(AccountKind, kind), owner, round_key)


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


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One fact about money, before it is sealed into a book.

    key: names the fact once and for ever within the book ("receipt:mpesa:UKM1AB2C01").
    effective_on: the day it belongs to, None where nobody said.
    actor: who or what caused it (a member's id, "clock").
    member: whom it is about, joined with "+" where they are several; "" for the group.
    receipt: the provider's code when this entry is the one that records it, else "".
    network: whose code the receipt is; said exactly where there is a receipt.
    reverses: sequence number of the entry it takes back, else None.
    Raises UnbalancedEntry unless there are two or more postings, none zero, summing to zero in
    each fund; NetworkNotSaid for a receipt without a network, or the other way round;
    MixedCurrencies where funds of several currencies meet other than by exchange.
    """

    kind: EntryKind
    key: str
    effective_on: date | None
    postings: tuple[Posting, ...]
    actor: str = ""
    member: str = ""
    receipt: str = ""
    network: str = ""
    reverses: int | None = None
    memo: str = ""

    def __post_init__(self) -> None:
        if bool(self.receipt) != bool(self.network):
            raise NetworkNotSaid(f"Entry {self.key} needs both a receipt and its network.")
        if len(self.postings) < 2:
            raise UnbalancedEntry(f"Entry {self.key} has fewer than two postings.")
        sums: dict[str, int] = {}
        for posting in self.postings:
            if posting.amount_cents == 0:
                raise UnbalancedEntry(f"Entry {self.key} has a posting of zero.")
            fund = posting.account.fund
            sums[fund] = sums.get(fund, 0) + posting.amount_cents
        for fund, total in sums.items():
            if total:
                raise UnbalancedEntry(
                    f"Entry {self.key} is out of balance by {total} cents in {fund}."
                )

        self._refuse_mixed_currencies()

    def _refuse_mixed_currencies(self) -> None:
        exchanged = {
            line.account.currency
            for line in self.postings
            if line.account.kind is AccountKind.EXCHANGE
        }
        currencies = {line.account.currency for line in self.postings}
        if len(currencies) > 1 and currencies != exchanged:
            raise MixedCurrencies(f"Entry {self.key} mixes currencies without an exchange.")
        for line in self.postings:
            if line.account.currency and not line.account.kind.meaning.is_abroad:
                raise MixedCurrencies(
                    f"Entry {self.key} has {line.account.code} in {line.account.currency}."
                )

    @property
    def currency(self) -> str:
        """In what its amount is, where that is not the group's own currency; else ""."""
        return self.postings[0].account.currency

    @property
    def amount_cents(self) -> int:
        """The amount that the entry moves, in cents; what a provider charged for it is not in it.

        Of an entry that touches several currencies, in that of its first line.

        It is the money that came in or went out, else what passed between the accounts that say
        whose money is, else between the places where it lies.
        """
        lines = [p for p in self.postings if p.account.currency == self.currency]
        says_why = [p.amount_cents for p in lines if p.account.kind.meaning.says_why]
        places = [p.amount_cents for p in lines if not p.account.kind.meaning.is_charge]
        moved = says_why or places
        return abs(sum(says_why)) or sum(cents for cents in moved if cents > 0)

    @property
    def worth_cents(self) -> int:
        """Its amount in the group's own currency: what was exchanged for one that is in another, 0
        where nothing was."""
        if not self.currency:
            return self.amount_cents
        exchanged = (p for p in self.postings if p.account.kind is AccountKind.EXCHANGE)
        return abs(sum(p.amount_cents for p in exchanged if not p.account.currency))

    @property
    def members(self) -> tuple[str, ...]:
        """Whom it is about, each by themselves."""
        return tuple(self.member.split("+")) if self.member else ()

    @property
    def receipt_id(self) -> ReceiptId | None:
        """The receipt that it records, None for none."""
        return ReceiptId(self.network, self.receipt.upper()) if self.receipt else None

    def reversal_postings(self) -> tuple[Posting, ...]:
        """The same lines with the sign turned, in the same order."""
        return tuple(Posting(p.account, -p.amount_cents) for p in self.postings)


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry in its place in a book. recorded_at: aware UTC, or None in the bare library."""

    entry: JournalEntry
    book: str
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
    entry: JournalEntry, *, book: str, seq: int, prev_hash: str, recorded_at: datetime | None
) -> SealedEntry:
    """Put an entry into its place, with a hash over all that it says and the hash before it."""
    said = (
        entry.kind.value,
        entry.effective_on.isoformat() if entry.effective_on else "",
        entry.actor,
        entry.key,
        entry.member,
        entry.network,
        entry.receipt,
        "" if entry.reverses is None else str(entry.reverses),
        entry.memo,
        *(f"{p.account.fund} {p.account.code} {p.amount_cents}" for p in entry.postings),
    )
    place = _place("entry", book, seq, prev_hash, recorded_at)
    return SealedEntry(entry, book, seq, recorded_at, prev_hash, _hash_of(*place, *said))


@dataclass(frozen=True, slots=True)
class Note:
    """A change of what people are told or owe by, without postings, before it is sealed.

    subject: what changed ("member:M03", "rules", "turn:1.2.1"). facts: how it is from now on, as
    canonical text. actor: who or what caused it.
    """

    subject: str
    facts: str
    actor: str


@dataclass(frozen=True, slots=True)
class SealedNote:
    """A note in its place in a book, between its entries. recorded_at: aware UTC."""

    note: Note
    book: str
    seq: int
    recorded_at: datetime
    prev_hash: str
    hash: str


def seal_note(
    note: Note, *, book: str, seq: int, prev_hash: str, recorded_at: datetime
) -> SealedNote:
    """Put a note into its place, as `seal` does with an entry; neither can pass for the other."""
    place = _place("note", book, seq, prev_hash, recorded_at)
    note_hash = _hash_of(*place, note.subject, note.facts, note.actor)
    return SealedNote(note, book, seq, recorded_at, prev_hash, note_hash)


def _place(
    what: str, book: str, seq: int, prev_hash: str, recorded_at: datetime | None
) -> tuple[str, ...]:
    at = recorded_at.astimezone(UTC).isoformat(timespec="microseconds") if recorded_at else ""
    return (FORMAT_VERSION, what, prev_hash, book, str(seq), at)


def _hash_of(*said: str) -> str:
    """Of all that is said as one text; a length before each field, so none imitates another."""
    canonical = "".join(f"{len(one.encode())}:{one};" for one in said)
    return hashlib.sha256(canonical.encode()).hexdigest()


Balances = Mapping[Account, int]
"""What each account holds, in cents, debits positive; accounts at zero may be missing."""


def standing(entries: Iterable[SealedEntry]) -> list[SealedEntry]:
    """Those of these entries that none of them takes back, in their order."""
    known = list(entries)
    taken_back = {one.entry.reverses for one in known}
    return [one for one in known if one.seq not in taken_back]


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
    """A chama's chain of sealed entries in memory, and its balances. ref: how hashes name it."""

    ref: str
    entries: list[SealedEntry] = field(default_factory=list)
    balances: dict[Account, int] = field(default_factory=dict)

    def post(self, entry: JournalEntry, recorded_at: datetime | None = None) -> SealedEntry:
        """Seal an entry at the end of the chain and move the balances."""
        head = self.entries[-1].hash if self.entries else ""
        sealed = seal(
            entry,
            book=self.ref,
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
        verify_chain(self.ref, self.entries)


def verify_chain(book: str, entries: Sequence[SealedEntry]) -> None:
    """Check numbers, links and hashes of a book's entries from the first on. Raises BrokenChain."""
    head = ""
    for expected_seq, sealed in enumerate(entries, start=1):
        resealed = seal(
            sealed.entry,
            book=book,
            seq=expected_seq,
            prev_hash=head,
            recorded_at=sealed.recorded_at,
        )
        if resealed != sealed:
            raise BrokenChain(f"Entry {sealed.seq} of {book} does not follow from the one before.")
        head = sealed.hash
