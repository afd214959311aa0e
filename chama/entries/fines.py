"""Fines: a rule was broken, so a member owes more; and what officers let off of it.

A fine for lateness belongs to its round, one for absence to no round. Its memo begins with the
number of the clause that it stands on and the day on which it fell due: "6.1 2026-11-27".
"""

from __future__ import annotations

from datetime import date

from chama.entries.general import GENERAL, income
from chama.entries.money import ROTATION, balanced
from chama.entries.owing import Owed, credited
from chama.entries.welfare import WELFARE, given
from chama.journal import Account, JournalEntry, Posting
from chama.kinds import AccountKind, EntryKind

LATE, ABSENT = "fine:late", "fine:absent"
"""How the keys of fines begin, and of what is let off of them."""

IN_TIME = "in_time"
"""What a fine is let off by where its round turns out to be paid in time."""


def fines(fund: str, member_id: str, round_key: str = "") -> Account:
    """What a member owes in fines: for a round that they are late for, or for absence."""
    return Account(fund, AccountKind.FINES, member_id, round_key)


def late_fine_key(round_key: str, member_id: str, number: int = 0, again: int = 0) -> str:
    """Names the fine for a late round. number: which day or week it is of, from 1; 0: once. again:
    how often all that was fined for it was taken back before, as paid in time."""
    repeated = f":again{again}" if again else ""
    return f"{LATE}:{round_key}:{member_id}{repeated}" + (f":{number}" if number else "")


def late_fine_number(key: str) -> int:
    """Which day or week a fine for a late round is of; the one that comes once is the first."""
    *_, last = key.split(":")
    return int(last) if last.isdigit() else 1


def is_in_time(key: str) -> bool:
    """Whether by this a fine was taken back as paid in time: `fine_waived` by IN_TIME."""
    return f":{IN_TIME}:" in key


def absence_key(day: date, member_id: str) -> str:
    """Names the fine for a meeting that a member missed, by its day."""
    return f"{ABSENT}:{day.isoformat()}:{member_id}"


def fine(
    owed: Account, amount_cents: int, *, clause: str, key: str, on: date, actor: str
) -> JournalEntry:
    """A member owes a fine from a day on. owed: as `fines` gives it. clause: the rule's number."""
    return JournalEntry(
        kind=EntryKind.FINE,
        key=key,
        effective_on=on,
        postings=(Posting(owed, amount_cents), Posting(_earned(owed.fund), -amount_cents)),
        actor=actor,
        member=owed.owner,
        memo=f"{clause} {on.isoformat()}",
    )


def fined_in(entry: JournalEntry) -> set[tuple[str, str]]:
    """Who owes more or less in fines by an entry, and for which round, "" for absence."""
    fined = (line.account for line in entry.postings if line.account.kind is AccountKind.FINES)
    return {(account.owner, account.round) for account in fined}


def clause_of(entry: JournalEntry) -> str:
    """The number of the clause on which a fine stands, or on which the one that was let off did."""
    return entry.memo.partition(" ")[0]


def fine_waived(
    owed: Account, amount_cents: int, *, clause: str, by: str, on: date, actor: str
) -> JournalEntry:
    """What a member still owes of a fine is let off, whole or a part.

    by: names what it was let off by, such as the proposal that was agreed to ("waived:7"). The
    reason is kept with that, not in the book, which nothing ever leaves.
    """
    about = f"{LATE}:{owed.round}" if owed.round else ABSENT
    return JournalEntry(
        kind=EntryKind.FINE_WAIVED,
        key=f"{about}:{owed.owner}:{by}",
        effective_on=on,
        postings=(Posting(_earned(owed.fund), amount_cents), Posting(owed, -amount_cents)),
        actor=actor,
        member=owed.owner,
        memo=f"{clause} {on.isoformat()}",
    )


def fine_repaid(
    paid: Account,
    cents: int,
    *,
    lies_in: Account,
    owed: Owed,
    key: str,
    on: date,
    actor: str,
) -> JournalEntry:
    """What a member had paid of a fine that was taken back pays what else they owe, and the rest is
    kept ahead.

    paid: the account of the fine. lies_in: where its money is, in whatever fund.
    """
    lines = (Posting(paid, cents), *credited(ROTATION, paid.owner, cents, owed))
    return JournalEntry(
        kind=EntryKind.FINE_REPAID,
        key=key,
        effective_on=on,
        postings=balanced(lines, lies_in),
        actor=actor,
        member=paid.owner,
    )


def _earned(fund: str) -> Account:
    """What fines are to the fund that they go into: the group's income, or the welfare's worth."""
    accounts = {GENERAL: income(), WELFARE: given()}
    return accounts[fund]
