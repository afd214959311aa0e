"""A receipt that is in the book: what followed from it, and whose its money is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from chama.entries import (
    TAKING_BACK,
    follow_up_key,
    home_of,
    is_left,
    is_taken_by_provider,
    receipt_key,
    receipt_of,
)
from chama.journal import Account, JournalEntry, Posting, ReceiptId, SealedEntry
from chama.kinds import AccountKind, EntryKind

Booked = tuple[JournalEntry, int]
"""An entry with its place in the book."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A receipt that is in a book, of this group or another (then `is_ours` is false).

    history: what recorded it, then what followed from it in its order; of another group's receipt
    the first alone. hash: the first entry's, "" while it is being posted.
    """

    id: ReceiptId
    is_ours: bool
    history: tuple[Booked, ...]
    hash: str = ""

    @property
    def code(self) -> str:
        """The code, in capitals."""
        return self.id.code

    @property
    def entry(self) -> JournalEntry:
        """What recorded it."""
        return self.history[0][0]

    @property
    def amount_cents(self) -> int:
        """What it was recorded with."""
        return self.entry.amount_cents

    @property
    def currency(self) -> str:
        """In what its amounts are, where that is not the group's own currency; else ""."""
        return self.entry.currency

    @property
    def is_exchanged(self) -> bool:
        """Whether money of another currency than its own is in what stands of it."""
        return any(account.currency != self.currency for account in self.moved_cents)

    @property
    def next_key(self) -> str:
        """The key for the next entry about it: our first, where another group's book has it."""
        if not self.is_ours:
            return receipt_key(self.id)
        return follow_up_key(self.id, len(self.history))

    @property
    def is_money_out(self) -> bool:
        """Whether it is money that left the group."""
        return self.entry.kind.meaning.moves_money < 0

    @property
    def standing(self) -> tuple[Booked, ...]:
        """What nothing has taken back, the newest first."""
        taken_back = {entry.reverses for entry, _ in self.history}
        kept = [
            (entry, seq)
            for entry, seq in self.history
            if entry.kind.meaning.stands and seq not in taken_back
        ]
        return tuple(reversed(kept))

    @property
    def moved_cents(self) -> Mapping[Account, int]:
        """What the standing entries together have done to each account, debits positive."""
        moved: dict[Account, int] = {}
        for entry, _ in reversed(self.standing):
            for posting in entry.postings:
                moved[posting.account] = moved.get(posting.account, 0) + posting.amount_cents
        return {account: cents for account, cents in moved.items() if cents}

    @property
    def remaining_cents(self) -> int:
        """What of it is still with the group, or of money out still with who got it; what only went
        from one place to another stands whole, until it is taken back."""
        is_moved = any(entry.kind is EntryKind.TRANSFER for entry, _ in self.standing)
        if is_moved or not self.entry.kind.meaning.moves_money:
            return self.amount_cents if self.standing else 0
        meanings = (
            (account.kind.meaning, cents)
            for account, cents in self.moved_cents.items()
            if account.currency == self.currency
        )
        return abs(sum(cents for one, cents in meanings if one.is_money or one.is_charge))

    @property
    def lies_in(self) -> Account:
        """Where its money lies, or lay before it left, as the fund has it in which it may wait."""
        places = (line.account for line in self.entry.postings)
        own = (place for place in places if place.currency == self.currency)
        return home_of(next(place for place in own if place.kind.meaning.is_money))

    @property
    def charged_cents(self) -> int:
        """What the provider took for moving it, as far as the book says."""
        moved = self.moved_cents.items()
        return sum(cents for account, cents in moved if account.kind.meaning.is_charge)

    @property
    def is_reversed(self) -> bool:
        """Whether all of it was taken back."""
        return self.is_ours and self.remaining_cents == 0

    @property
    def is_taken_back(self) -> bool:
        """Whether the provider took the last of it back, or showed it to be another group's; else
        officers took it out, who may be wrong."""
        by = self.taken_back_by
        return by is not None and is_taken_by_provider(by)

    @property
    def is_left(self) -> bool:
        """Whether the last of it was left to another group, whose it is."""
        by = self.taken_back_by
        return by is not None and is_left(by)

    @property
    def taken_back_by(self) -> JournalEntry | None:
        """The entry with which the last of it went, None while anything is there."""
        took = [entry for entry, _ in self.history if _takes_back(entry)]
        return took[-1] if took and self.is_reversed else None

    @property
    def is_undone(self) -> bool:
        """Whether officers took it back: it may be recorded again."""
        return self.is_reversed and not self.is_taken_back

    @property
    def undone_cents(self) -> int:
        """What officers took back where it is undone: all that the provider had not taken."""
        took = (entry for entry, _ in self.history if _takes_back(entry))
        return self.amount_cents - sum(
            entry.amount_cents for entry in took if is_taken_by_provider(entry)
        )

    @property
    def has_partial_reversal(self) -> bool:
        """Whether the provider took back a part of it."""
        return any(entry.kind is EntryKind.PARTIAL_REVERSAL for entry, _ in self.history)

    @property
    def shares(self) -> Mapping[str, int]:
        """Whose it is, in cents by member; "" has what waits for its owner."""
        if self.is_money_out:
            has_owner = self.entry.member and not self.is_reversed
            return {self.entry.member: self.remaining_cents} if has_owner else {}
        found: dict[str, int] = {}
        for entry, _ in reversed(self.standing):
            for line in entry.postings:
                owner = self._owner_by(entry, line)
                if owner is not None:
                    found[owner] = found.get(owner, 0) - line.amount_cents
        return {owner: cents for owner, cents in found.items() if cents}

    def _owner_by(self, entry: JournalEntry, line: Posting) -> str | None:
        """Whose money a line is, "" while it waits; None where it says nothing of that.

        What was exchanged counts as it came: its owner's debt is in another currency.
        """
        if line.account.currency != self.currency:
            return None
        if line.account.kind is AccountKind.EXCHANGE:
            return entry.member or None
        return self.owner_of(line.account)

    def owner_of(self, account: Account) -> str | None:
        """Whose it is what a receipt has on an account: "" waits for its owner, None is nobody's.

        A gift is of who gave it.
        """
        meaning = account.kind.meaning
        if meaning.is_members_own:
            return account.owner
        if meaning.is_waiting or meaning.taken_back is None:
            return "" if meaning.is_waiting else None
        of = [
            entry for entry, _ in self.standing if any(p.account == account for p in entry.postings)
        ]
        return of[-1].member if of else None

    @property
    def waits_for(self) -> str:
        """Whose the money is that waits, where only a rate is missing; "" while nobody knows."""
        waiting = [entry for entry, _ in self.standing if entry.kind is EntryKind.UNALLOCATED]
        return waiting[0].member if waiting and self.waiting_cents else ""

    @property
    def owners(self) -> tuple[str, ...]:
        """The members whose it is now; none of another group's."""
        return tuple(owner for owner in self.shares if owner) if self.is_ours else ()

    @property
    def newest(self) -> Booked:
        """The newest entry of which anything still stands; there is one until all is reversed."""
        return next(one for one in self.standing if self.standing_cents(one[0]) > 0)

    def standing_cents(self, entry: JournalEntry) -> int:
        """How much of one of its entries still stands, after what the provider took back of it."""
        if entry.kind is EntryKind.ALLOCATION:
            return min(entry.amount_cents, self.shares.get(entry.member, 0))
        return self.remaining_cents

    @property
    def waiting_cents(self) -> int:
        """What of it waits for its owner."""
        return self.shares.get("", 0)

    @classmethod
    def among(cls, newest: Sequence[SealedEntry], receipt: ReceiptId) -> Self | None:
        """A receipt by the last entries of its book, None where it was recorded before them."""
        about = [one for one in reversed(newest) if receipt_of(one.entry.key) == receipt]
        if not about or about[0].entry.key != receipt_key(receipt):
            return None
        return cls(receipt, True, tuple((one.entry, one.seq) for one in about), about[0].hash)

    def followed_by(self, entry: JournalEntry, seq: int) -> Recorded:
        """The same receipt with one entry more; another group's is our own from that on."""
        if not self.is_ours:
            return Recorded(self.id, True, ((entry, seq),))
        return Recorded(self.id, True, (*self.history, (entry, seq)), self.hash)


def _takes_back(entry: JournalEntry) -> bool:
    """Whether by an entry money that was recorded before left the group, or came back to it."""
    moves_money = any(posting.account.kind.meaning.is_money for posting in entry.postings)
    return moves_money and entry.kind in TAKING_BACK
