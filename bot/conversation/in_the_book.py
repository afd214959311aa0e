"""What the book says of a code: that it stands, that it was taken back and by whom, and its day.

Any member of the group may ask it; whose it is and how much is said only to those it concerns.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.conversation.draft import Draft
from chama import entries
from chama.agreement import AND
from chama.entries import receipt_of
from chama.group import Person
from chama.journal import JournalEntry, ReceiptId
from chama.kinds import EntryKind
from chama.names import names_fit
from chama.recorded import Recorded

LATELY = timedelta(days=1)
"""How long "that was for Achieng" can mean a payment without its code."""


def tell(draft: Draft, recorded: Recorded) -> None:
    """Answer for a receipt that is in a book, without a name or an amount."""
    if not recorded.is_ours:
        draft.reply("receipt_elsewhere", code=recorded.code)
    elif recorded.entry.kind is EntryKind.REVERSAL:  # which takes back, and itself stands
        tell_stands(draft, recorded.code, recorded.entry)
    elif recorded.is_reversed:
        tell_taken_back(draft, recorded.code, recorded.entry, recorded.taken_back_by)
    else:
        tell_stands(draft, recorded.code, recorded.entry)


def tell_stands(draft: Draft, code: str, entry: JournalEntry) -> None:
    """It counts. code: as it was asked about."""
    draft.reply("receipt_known", code=code, on=day_of(entry))


def tell_taken_back(
    draft: Draft, code: str, entry: JournalEntry, by: JournalEntry | None = None
) -> None:
    """It counts no more: it is another group's, M-Pesa took it back, or officers did. by: what took
    it out of the book."""
    if by is not None and entries.is_left(by):
        template = "receipt_left"
    elif by is not None and entries.is_taken_by_provider(by):
        template = "receipt_reversed"
    else:
        template = "receipt_undone"
    draft.reply(template, code=code, on=day_of(entry))


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


def newest_of(draft: Draft, me: Person) -> list[Recorded]:
    """The payments of the last day that are a member's, or that they as an officer recorded."""
    found: dict[ReceiptId, Recorded] = {}
    for sealed in draft.situation.recent:
        receipt = receipt_of(sealed.entry.key)
        is_late = sealed.recorded_at is None or draft.now - sealed.recorded_at > LATELY
        if receipt is None or receipt in found or is_late:
            continue
        recorded = Recorded.among(draft.situation.recent, receipt)
        if recorded is not None and _may_be_meant(recorded, me):
            found[receipt] = recorded
    return list(found.values())


def only_one_meant(payments: Sequence[Recorded], amount_cents: int | None) -> Recorded | None:
    """The only payment of that amount, or the only one that it is a part of; None in doubt.

    amount_cents: None where no amount was said.
    """
    exact = [one for one in payments if one.remaining_cents == amount_cents]
    fitting = exact or [one for one in payments if one.remaining_cents > (amount_cents or 0)]
    return fitting[0] if len(fitting) == 1 and (exact or len(payments) == 1) else None


def _may_be_meant(recorded: Recorded, me: Person) -> bool:
    is_standing = not recorded.is_money_out and not recorded.is_reversed
    recorded_it = me.is_officer and me.code in recorded.entry.actor.split(AND)
    return is_standing and (me.code in recorded.owners or recorded_it)
