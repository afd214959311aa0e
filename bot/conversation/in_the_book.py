"""What the book says of a code: that it stands, that it was taken back and by whom, and its day.

Any member of the group may ask it; whose it is and how much is said only to those it concerns.
"""

from __future__ import annotations

from bot.conversation.draft import Draft
from chama.group import Person
from chama.journal import JournalEntry
from chama.kinds import EntryKind
from chama.names import names_fit
from chama.recorded import Recorded


def tell(draft: Draft, recorded: Recorded) -> None:
    """Answer for a receipt that is in a book, without a name or an amount."""
    if not recorded.is_ours:
        draft.reply("receipt_elsewhere", code=recorded.code)
    elif recorded.entry.kind is EntryKind.REVERSAL:  # which takes back, and itself stands
        tell_stands(draft, recorded.code, recorded.entry)
    elif recorded.is_taken_back:
        tell_reversed(draft, recorded.code, recorded.entry)
    elif recorded.is_undone:
        tell_undone(draft, recorded.code, recorded.entry)
    else:
        tell_stands(draft, recorded.code, recorded.entry)


def tell_stands(draft: Draft, code: str, entry: JournalEntry) -> None:
    """It counts. code: as it was asked about."""
    draft.reply("receipt_known", code=code, on=day_of(entry))


def tell_undone(draft: Draft, code: str, entry: JournalEntry) -> None:
    """Officers took it back."""
    draft.reply("receipt_undone", code=code, on=day_of(entry))


def tell_reversed(draft: Draft, code: str, entry: JournalEntry | None = None) -> None:
    """M-Pesa took it back. entry: None where its own text never came."""
    draft.reply("receipt_reversed", code=code, on=day_of(entry) if entry else "")


def concerns(draft: Draft, person: Person, entry: JournalEntry, owners: tuple[str, ...]) -> bool:
    """Whether a person may know whose it is and how much: officers, its members, its payer.

    The payer is the one member whose name the M-Pesa text printed.
    """
    if person.is_officer or person.code in (entry.member, *owners):
        return True
    named = [one for one in draft.group.people if entry.receipt and names_fit(entry.memo, one.name)]
    return named == [person]


def day_of(entry: JournalEntry) -> str:
    """The day that an entry is about, "" where it says none."""
    return entry.effective_on.isoformat() if entry.effective_on else ""
