"""What a group brings along that joins in the middle of a cycle: paid ahead, and still owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chama.entries.money import ROTATION, balanced
from chama.entries.owing import advance
from chama.journal import Account, JournalEntry, Posting
from chama.kinds import AccountKind, EntryKind


def owed_before(member_id: str) -> Account:
    """What a member owes of the rotation that belongs to no round of the book."""
    return Account(ROTATION, AccountKind.DUES, member_id)


def opening(
    members_cents: Mapping[str, int], *, lies_in: Account, on: date, actor: str
) -> JournalEntry | None:
    """What each member had with the group, in cents; negative is what they owed it.

    lies_in: where the money is that they had paid. None where nobody had or owed anything.
    """
    ahead = [
        Posting(advance(ROTATION, one), -cents) for one, cents in members_cents.items() if cents > 0
    ]
    owed = [Posting(owed_before(one), -cents) for one, cents in members_cents.items() if cents < 0]
    if not ahead and not owed:
        return None
    owed_cents = sum(line.amount_cents for line in owed)
    counterpart = [Posting(Account(ROTATION, AccountKind.OPENING), -owed_cents)] if owed else []
    return JournalEntry(
        kind=EntryKind.OPENING,
        key="opening",
        effective_on=on,
        postings=balanced([*ahead, *owed, *counterpart], lies_in),
        actor=actor,
        member="",
    )
