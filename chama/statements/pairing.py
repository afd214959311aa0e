"""Which entry of the book is which transaction: by receipt, by a slip in it, or by the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from rapidfuzz.distance import Levenshtein

from chama.receipts.codes import spelt_as_code
from chama.receipts.model import Direction
from chama.statements.book import BookEntry
from chama.statements.model import Transaction
from chama.statements.payers import Evidence

_LOOKALIKES = str.maketrans("OIL", "011")


class How(Enum):
    """What a pair rests on."""

    RECEIPT = auto()
    PART = auto()
    """Several entries that come to one payment: shares of it."""
    TAKEN_BACK = auto()
    """A second entry that undoes the first."""
    AGAIN = auto()
    """A second entry for one payment."""
    MISTYPED = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry and the transaction that it is about."""

    entry: BookEntry
    transaction: Transaction
    how: How


EvidenceOf = Callable[[Transaction], Evidence]


def pair(
    entries: Sequence[BookEntry], transactions: Sequence[Transaction], evidence: EvidenceOf
) -> list[Pair | None]:
    """For each entry its pair, None where the statement has nothing for it."""
    pairing = _Pairing(entries, transactions, evidence)
    pairing.by_receipt()
    pairing.mistyped()
    pairing.by_day()
    return pairing.pairs


def code_of(entry: BookEntry) -> str:
    """An entry's receipt in the spelling of codes, and without signs; "" for none."""
    return re.sub(r"[\W_]", "", spelt_as_code(entry.receipt or ""))


def has_amount_of(entry: BookEntry, transaction: Transaction) -> bool:
    """Whether the amounts agree; money out may stand with its charge, and with either sign."""
    cents = transaction.amount.cents
    if transaction.direction is Direction.IN:
        return entry.amount_cents == cents
    return abs(entry.amount_cents) in {cents, cents + transaction.fee.cents}


class _Pairing:
    """The entries and what has been found for each so far."""

    def __init__(
        self,
        entries: Sequence[BookEntry],
        transactions: Sequence[Transaction],
        evidence: EvidenceOf,
    ) -> None:
        self.pairs: list[Pair | None] = [None] * len(entries)
        self._entries = entries
        self._evidence = evidence
        self._known = {one.receipt: one for one in transactions}
        self._taken: set[str] = set()
        self._on_day: dict[date, list[Transaction]] = {}
        for one in transactions:
            if one.ignored_because is None:
                self._on_day.setdefault(one.occurred_at.date(), []).append(one)

    def by_receipt(self) -> None:
        """Equal receipts; letter case aside."""
        places: dict[str, list[int]] = {}
        for place, entry in enumerate(self._entries):
            transaction = self._known.get(code_of(entry))
            if transaction is not None and transaction.has_moved:
                places.setdefault(transaction.receipt, []).append(place)
        for receipt, group in places.items():
            hows = _hows([self._entries[place] for place in group], self._known[receipt])
            for place, how in zip(group, hows, strict=True):
                self._join(place, self._known[receipt], how)

    def mistyped(self) -> None:
        """Receipts that differ in one character, with the same member, amount and day."""
        for place, entry in self._open_entries():
            code = code_of(entry)
            if not code or code in self._known:
                continue
            alike = [
                one
                for one in self._on_day.get(entry.on, [])
                if _is_slip(code, one.receipt)
                and has_amount_of(entry, one)
                and self._may_be_of(entry, one)
            ]
            free = [one for one in alike if one.receipt not in self._taken]
            if len(free) == 1:
                self._join(place, free[0], How.MISTYPED)
            elif not free and len(alike) == 1:
                self._join(place, alike[0], How.AGAIN)

    def by_day(self) -> None:
        """Entries without a receipt, by member, amount and day, when there is no choice."""
        groups: dict[tuple[str | None, date, int], list[int]] = {}
        for place, entry in self._open_entries():
            if not code_of(entry):
                key = (entry.member_id, entry.on, entry.amount_cents)
                groups.setdefault(key, []).append(place)
        for group in groups.values():
            fitting = self._fitting(self._entries[group[0]])
            if len(fitting) == len(group):
                for place, transaction in zip(group, fitting, strict=True):
                    self._join(place, transaction, How.DAY)

    def _fitting(self, entry: BookEntry) -> list[Transaction]:
        """The free transactions that an entry without a receipt may be, rather one that stands."""
        way = Direction.OUT if entry.amount_cents < 0 else Direction.IN
        fitting = [
            one
            for one in self._on_day.get(entry.on, [])
            if one.receipt not in self._taken
            and one.direction is way
            and has_amount_of(entry, one)
            and self._is_of(entry, one)
        ]
        return [one for one in fitting if one.reversed_by is None] or fitting

    def _is_of(self, entry: BookEntry, transaction: Transaction) -> bool:
        """Whether a payment is by the entry's member; money out may be to nobody we know."""
        evidence = self._evidence(transaction)
        if transaction.direction is Direction.OUT and not evidence.named:
            return True
        return entry.member_id is not None and evidence.is_of(entry.member_id)

    def _may_be_of(self, entry: BookEntry, transaction: Transaction) -> bool:
        """Whether nothing printed says that the transaction is another member's."""
        return not self._evidence(transaction).named or self._is_of(entry, transaction)

    def _open_entries(self) -> Iterable[tuple[int, BookEntry]]:
        return [
            (place, entry) for place, entry in enumerate(self._entries) if self.pairs[place] is None
        ]

    def _join(self, place: int, transaction: Transaction, how: How) -> None:
        self.pairs[place] = Pair(self._entries[place], transaction, how)
        self._taken.add(transaction.receipt)


def _hows(entries: Sequence[BookEntry], transaction: Transaction) -> list[How]:
    """What each of the entries with one receipt is to it."""
    if len(entries) > 1 and _are_parts(entries, transaction):
        return [How.PART] * len(entries)
    first = entries[0]
    others = [
        How.TAKEN_BACK if entry.amount_cents == -first.amount_cents else How.AGAIN
        for entry in entries[1:]
    ]
    return [How.RECEIPT, *others]


def _are_parts(entries: Sequence[BookEntry], transaction: Transaction) -> bool:
    """Whether entries of one sign come to the whole payment."""
    amounts = [entry.amount_cents for entry in entries]
    if min(amounts) < 0 < max(amounts) or 0 in amounts:
        return False
    cents = transaction.amount.cents
    if transaction.direction is Direction.IN:
        return sum(amounts) == cents
    return abs(sum(amounts)) in {cents, cents + transaction.fee.cents}


def _is_slip(typed: str, receipt: str) -> bool:
    """Whether one character is wrong, left out or too many, or letters stand for like digits."""
    if typed.translate(_LOOKALIKES) == receipt.translate(_LOOKALIKES):
        return True
    return Levenshtein.distance(typed, receipt, score_cutoff=1) == 1
