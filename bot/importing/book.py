"""The book as a statement is compared with it: each M-Pesa receipt with all that followed from it.

Cash and words carry no receipt and never stand on a statement, so they are not compared at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.importing.facts import MPESA
from chama import entries
from chama.agreement import AND
from chama.group import Collector, Group
from chama.journal import JournalEntry, ReceiptId, SealedEntry
from chama.kinds import AccountKind
from chama.names import names_differ
from chama.recorded import Booked, Recorded
from chama.statements import BookEntry, BookMember


@dataclass(frozen=True)
class Book:
    """A chama's book, by receipt. starts_on: the day of its first entry, None while it is empty.

    recorded: by code, in the order in which they were recorded.
    """

    starts_on: date | None
    recorded: Mapping[str, Recorded]

    @cached_property
    def by_entry_id(self) -> Mapping[str, Recorded]:
        """The receipts by the names that `compared` gives their entries."""
        return {_entry_id(recorded): recorded for recorded in self.recorded.values()}


def book_of(sealed: Iterable[SealedEntry]) -> Book:
    """The book of a chama's entries, in their order; of other networks no statement tells."""
    starts_on: date | None = None
    histories: dict[ReceiptId, list[Booked]] = {}
    for one in sealed:
        day = one.entry.effective_on
        if day is not None and (starts_on is None or day < starts_on):
            starts_on = day
        receipt = entries.receipt_of(one.entry.key)
        if receipt is not None and receipt.network == MPESA:
            histories.setdefault(receipt, []).append((one.entry, one.seq))
    recorded = {one.code: Recorded(one, True, tuple(booked)) for one, booked in histories.items()}
    return Book(starts_on, recorded)


def members_of(group: Group) -> list[BookMember]:
    """The members as those who may have paid; their code is what they write as account."""
    return [BookMember(one.code, one.name, one.phone, one.code) for one in group.people]


def compared(
    book: Book, group: Group, collector: Collector, on_statement: Collection[str]
) -> list[BookEntry]:
    """The entries that a collector's statement has to show, one a receipt.

    Other collectors' money is left out, unless its code stands on the statement: then it was put
    down to the wrong one. What was taken back again, by whatever evidence, is marked; what was left
    to another group is its own.
    """
    return [
        _compared(recorded, recorded.entry.effective_on, payee_in(recorded, group))
        for code, recorded in book.recorded.items()
        if recorded.entry.effective_on is not None
        and not recorded.is_left
        and (code in on_statement or _collector_of(recorded) == collector.code)
    ]


def codes_of(book: Book, collector: Collector) -> frozenset[str]:
    """The receipts of money that came into or left a collector, by the book."""
    return frozenset(
        code for code, one in book.recorded.items() if _collector_of(one) == collector.code
    )


def is_decided(recorded: Recorded, payer_name: str) -> bool:
    """Whether people decided whose this money is: then another payer is no mistake.

    One person's word is not enough, whatever it was said with: two stand for each credit, an
    officer and whoever agreed, or an officer and the payer whose own words it follows. They decided
    on the payer whom the book has: where the statement names another, they were shown a falsehood.
    """
    credits = [one for one, _ in recorded.standing if one.kind.meaning.is_credit]
    is_by_two = all(AND in one.actor for one in credits)
    return is_by_two and not names_differ(payer_name, recorded.entry.memo)


def payee_in(recorded: Recorded, group: Group) -> str:
    """Who got money out by the book: the name that was printed, else the member whose pot it was.

    "" where the book names nobody, and of money that came in.
    """
    if not recorded.is_money_out:
        return ""
    last = last_recorded(recorded)
    return entries.payee_of(last) or group.name_of(last.member)


def last_recorded(recorded: Recorded) -> JournalEntry:
    """What says now how money came or left: another entry than the first after an undoing."""
    way = recorded.entry.kind.meaning.moves_money
    again = (one for one, _ in recorded.standing if one.kind.meaning.moves_money == way)
    return next(again, recorded.entry)


def _compared(recorded: Recorded, on: date, payee: str) -> BookEntry:
    owner, *others = recorded.owners or ("",)
    amount_cents = last_recorded(recorded).amount_cents
    cents = -amount_cents if recorded.is_money_out else amount_cents
    return BookEntry(
        _entry_id(recorded),
        on,
        owner,
        cents,
        recorded.code,
        is_taken_out=recorded.is_reversed,
        shared_with=tuple(others),
        payee=payee,
        fee_cents=recorded.charged_cents,
    )


def _entry_id(recorded: Recorded) -> str:
    """The number of the entry that recorded it."""
    return str(recorded.history[0][1])


def _collector_of(recorded: Recorded) -> str:
    """The code of the collector that its money came into or left."""
    accounts = (posting.account for posting in recorded.entry.postings)
    return next((one.owner for one in accounts if one.kind is AccountKind.COLLECTOR), "")
