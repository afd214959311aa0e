"""What members were asked for, what settled it and when: every debt with its history.

Balances say what is owed now; this says since when, and by which receipts the rest was paid. It is
read from the entries of a book from its beginning on, up to whatever moment they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from chama.journal import Account, JournalEntry, Posting, SealedEntry
from chama.kinds import EntryKind
from chama.rota import day_in_nairobi

_ASKS = frozenset(
    {
        *(EntryKind.ROUND_OPENED, EntryKind.WELFARE_DUES, EntryKind.FINE, EntryKind.OPENING),
        EntryKind.PAYOUT,  # of which more was sent than was agreed
    }
)


def day_of(sealed: SealedEntry) -> date:
    """The day to which an entry belongs; where nobody said, the one on which it was put down."""
    said = sealed.entry.effective_on
    if said is not None:
        return said
    return day_in_nairobi(sealed.recorded_at) if sealed.recorded_at else date.min


@dataclass(frozen=True, slots=True)
class Part:
    """What one entry asked for or settled. cents: above zero."""

    on: date
    cents: int
    sealed: SealedEntry

    @property
    def entry(self) -> JournalEntry:
        """The entry."""
        return self.sealed.entry


@dataclass(slots=True)
class Receivable:
    """What a member was asked for on one account, and what stands of what settled it.

    asked: in the book's order. settled: without what was taken back.
    """

    account: Account
    asked: list[Part] = field(default_factory=list)
    settled: list[Part] = field(default_factory=list)
    left_cents: int = 0

    @property
    def asked_cents(self) -> int:
        """All that was asked for."""
        return sum(part.cents for part in self.asked)

    @property
    def settled_cents(self) -> int:
        """What of it is settled, by money or otherwise."""
        return self.asked_cents - self.left_cents

    @property
    def let_off_cents(self) -> int:
        """What of it was let off."""
        return sum(part.cents for part in self.settled if _is_let_off(part))

    @property
    def settled_on(self) -> date | None:
        """The day that settled the last of it; None while something is left or nothing was paid."""
        if self.left_cents > 0 or not self.settled:
            return None
        return max(part.on for part in self.settled)

    @property
    def open_parts(self) -> Iterator[tuple[Part, int]]:
        """What is left, by what asked for it: the newest, as the oldest is settled first."""
        cents = self.left_cents
        for part in reversed(self.asked):
            if cents <= 0:
                return
            yield part, min(part.cents, cents)
            cents -= part.cents

    def post(self, sealed: SealedEntry, cents: int) -> None:
        """Take a line of an entry in. cents: debit positive."""
        self.left_cents += cents
        part = Part(day_of(sealed), abs(cents), sealed)
        if cents > 0 and sealed.entry.kind in _ASKS:
            self.asked.append(part)
        elif cents < 0 and _is_of(self.asked, sealed.entry.reverses):
            _take(self.asked, part.cents, sealed.entry.reverses)
        elif cents < 0:
            self.settled.append(part)
        else:
            _take(self.settled, part.cents, sealed.entry.reverses)


def _is_of(parts: Sequence[Part], seq: int | None) -> bool:
    return any(part.sealed.seq == seq for part in parts)


def _take(parts: list[Part], cents: int, seq: int | None) -> None:
    """Take so much out again: of the entry that is reversed, else of the newest, last of what was
    let off."""
    named = [part for part in parts if part.sealed.seq == seq]
    for part in named or sorted(parts, key=_last_of_all):
        if cents <= 0:
            return
        taken_cents = min(cents, part.cents)
        left_cents = part.cents - taken_cents
        place = parts.index(part)
        kept = [Part(part.on, left_cents, part.sealed)] if left_cents else []
        parts[place : place + 1] = kept
        cents -= taken_cents


def _last_of_all(part: Part) -> tuple[bool, int]:
    return _is_let_off(part), -part.sealed.seq


def _is_let_off(part: Part) -> bool:
    return part.entry.kind is EntryKind.FINE_WAIVED


def receivables(entries: Iterable[SealedEntry]) -> dict[Account, Receivable]:
    """Every account on which members owe or owed, from a book's entries in their order."""
    found: dict[Account, Receivable] = {}
    for sealed in entries:
        for line in _owed_lines(sealed.entry):
            known = found.setdefault(line.account, Receivable(line.account))
            known.post(sealed, line.amount_cents)
    return found


def _owed_lines(entry: JournalEntry) -> Iterator[Posting]:
    return (line for line in entry.postings if line.account.kind.meaning.is_owed)
