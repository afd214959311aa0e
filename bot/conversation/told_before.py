"""What the book has lately that may be the very deed that is told of now: told twice, or by two.

Who is asked to agree reads it with the question. Where it is plain that it may be the same, who
tells is asked first whether theirs is another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from chama import journal
from chama.journal import Account, JournalEntry, SealedEntry
from chama.rota import day_in_nairobi

MOST_SHOWN = 3
"""How many entries a question shows, the newest of them."""


def standing(draft: Draft, within: timedelta) -> Iterator[SealedEntry]:
    """The entries of this last time that nothing took back, the newest first; wants "recent"."""
    for one in journal.standing(draft.situation.recent):
        if one.recorded_at is not None and draft.now - one.recorded_at <= within:
            yield one


def moved_cents(entry: JournalEntry, place: Account) -> int:
    """What an entry brought into a place, in cents of its currency; less than nothing: took out.

    A place has an account in each fund of its currency.
    """
    return sum(
        line.amount_cents
        for line in entry.postings
        if (line.account.kind, line.account.owner) == (place.kind, place.owner)
    )


def line(one: SealedEntry, cents: int, currency: str = "", words: str = "") -> Facts:
    """How a question shows an entry. currency: "" for the group's; words: what else names it."""
    day = day_of(one)
    return {"cents": cents, "in": currency, "on": day.isoformat(), "words": words}


def newest(lines: Iterable[Facts]) -> list[Facts]:
    """As many as a question shows, the oldest of them first."""
    return list(lines)[:MOST_SHOWN][::-1]


def day_of(one: SealedEntry) -> date:
    """The day of an entry, as the book has it."""
    if one.entry.effective_on is not None:
        return one.entry.effective_on
    return day_in_nairobi(one.recorded_at) if one.recorded_at is not None else date.min
