"""A member's passbook: what each entry of a book does to one member, line after line.

`owed` is what they owe the group over all its funds, `ahead` what they have paid before it was
owed; both in the group's own currency, in which alone anybody owes. Money that arrived in another
one stands beside its line as it came, and is never added to anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from chama.entries import receipt_of
from chama.journal import Account, JournalEntry, Posting, ReceiptId, SealedEntry
from chama.kinds import AccountKind, EntryKind
from chama.receivables import day_of


@dataclass(frozen=True, slots=True)
class Line:
    """What one entry does to a member. kind: of the entry, or of the one that it takes back.

    is_contra: whether it takes another entry back. in_cents: what they paid in, out_cents: what
    was sent to them; both below zero where that came back. moved: by how much each account of
    theirs changed, debits positive. owed_cents, ahead_cents: after it. currency: of the entry's
    own amount, where that is not the group's; else "".
    """

    sealed: SealedEntry
    kind: EntryKind
    is_contra: bool
    in_cents: int
    out_cents: int
    moved: tuple[tuple[Account, int], ...]
    owed_cents: int
    ahead_cents: int
    currency: str = ""

    @property
    def entry(self) -> JournalEntry:
        """The entry."""
        return self.sealed.entry

    @property
    def on(self) -> date:
        """The day to which it belongs."""
        return day_of(self.sealed)

    @property
    def receipt(self) -> ReceiptId | None:
        """The receipt that it records, or that it follows from."""
        return self.entry.receipt_id or receipt_of(self.entry.key)


@dataclass(slots=True)
class Passbook:
    """Reads a book's entries in their order for one member. owed_cents, ahead_cents: until now."""

    member: str
    owed_cents: int = 0
    ahead_cents: int = 0
    _seen: dict[int, JournalEntry] = field(default_factory=dict)
    _sent_to: dict[ReceiptId, str] = field(default_factory=dict)

    def lines(self, entries: Iterable[SealedEntry]) -> Iterator[Line]:
        """Each entry that is about the member; the others are only remembered."""
        for sealed in entries:
            entry = sealed.entry
            self._seen[sealed.seq] = entry
            receipt = receipt_of(entry.key)
            if entry.kind is EntryKind.PAYOUT and receipt is not None:
                self._sent_to[receipt] = entry.member
            own = tuple(_own(entry, self.member))
            if own or self.member in entry.members or self._came_back(entry):
                yield self._line(sealed, own)

    def _came_back(self, entry: JournalEntry) -> bool:
        """Whether money that was sent to the member came back by an entry."""
        receipt = receipt_of(entry.key)
        is_back = entry.kind is EntryKind.MONEY_RETURNED and receipt is not None
        return is_back and self._sent_to.get(receipt or ReceiptId("", "")) == self.member

    def _line(self, sealed: SealedEntry, own: tuple[Posting, ...]) -> Line:
        entry = sealed.entry
        meant = entry if entry.reverses is None else self._seen.get(entry.reverses, entry)
        sign = 1 if entry.reverses is None else -1
        for line in own:
            if line.account.kind.meaning.is_owed:
                self.owed_cents += line.amount_cents
            elif line.account.kind.meaning.is_ahead:
                self.ahead_cents -= line.amount_cents
        return Line(
            sealed=sealed,
            kind=meant.kind,
            is_contra=sign < 0,
            in_cents=sign * self._paid_in(meant),
            out_cents=sign * self._sent(meant),
            moved=tuple((line.account, line.amount_cents) for line in own),
            owed_cents=self.owed_cents,
            ahead_cents=self.ahead_cents,
            currency=entry.currency,
        )

    def _paid_in(self, entry: JournalEntry) -> int:
        """What the member paid by an entry, in the group's currency; what they gave counts."""
        if not entry.kind.meaning.counts_as_paid:
            return 0
        gifts = entry.postings if entry.members == (self.member,) else ()
        given = sum(-p.amount_cents for p in gifts if p.account.kind is AccountKind.WELFARE)
        own = _own(entry, self.member)
        return given - sum(p.amount_cents for p in own if p.account.kind.meaning.is_members_own)

    def _sent(self, entry: JournalEntry) -> int:
        """What reached the member by an entry; below zero where it came back."""
        if entry.kind is EntryKind.PAYOUT and entry.member == self.member:
            return entry.amount_cents
        if entry.kind is EntryKind.MONEY_RETURNED:
            if self._came_back(entry):
                return -entry.amount_cents
            own = _own(entry, self.member)
            return sum(p.amount_cents for p in own if p.account.owner == self.member)
        return 0


def _own(entry: JournalEntry, member: str) -> Iterator[Posting]:
    """The lines of what a member owes, has ahead or is to be sent, and of a pot that is theirs."""
    for line in entry.postings:
        account, meaning = line.account, line.account.kind.meaning
        is_theirs = meaning.is_members_own or meaning.is_payable
        is_their_pot = account.kind is AccountKind.POT and entry.members == (member,)
        if is_their_pot or (is_theirs and account.owner == member):
            yield line
