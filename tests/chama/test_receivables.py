"""Every debt with its history: what asked for it, what settled it, since when the rest is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chama import entries
from chama.entries import GENERAL, ROTATION
from chama.journal import Book, JournalEntry
from chama.receivables import Receivable, receivables
from tests.builders import NOW, mpesa

DAY = date(2026, 11, 20)
DUES = entries.dues("M03", "1.1")
FINE = entries.fines(GENERAL, "M03", "1.1")
PLACE = entries.collector(ROTATION, "C1")


def opened(cents: int = 100_000) -> JournalEntry:
    return entries.round_opened("1.1", {"M03": cents}, on=DAY)


def paid(code: str, cents: int, days: int, owed: entries.Owed = ((DUES, 100_000),)) -> JournalEntry:
    return entries.contribution(
        "M03",
        cents,
        into=PLACE,
        owed=owed,
        key=entries.receipt_key(mpesa(code)),
        on=DAY + timedelta(days=days),
        receipt=mpesa(code),
    )


def fined(days: int, cents: int = 5_000) -> JournalEntry:
    on = DAY + timedelta(days=days)
    key = entries.late_fine_key("1.1", "M03", days)
    return entries.fine(FINE, cents, clause="6.1", key=key, on=on, actor="clock")


def book_of(*said: JournalEntry) -> Book:
    book = Book("umoja")
    for one in said:
        book.post(one, NOW)
    return book


def of(book: Book, account: entries.Owed = ((DUES, 0),)) -> Receivable:
    return receivables(book.entries)[account[0][0]]


def test_what_was_paid_stands_with_its_day_until_all_is_settled() -> None:
    part = of(book_of(opened(), paid("A", 40_000, 1)))
    assert (part.asked_cents, part.settled_cents, part.left_cents) == (100_000, 40_000, 60_000)
    assert part.settled_on is None
    whole = of(book_of(opened(), paid("A", 40_000, 3), paid("B", 60_000, 1, [(DUES, 60_000)])))
    assert [(one.on, one.cents) for one in whole.settled] == [
        (DAY + timedelta(days=3), 40_000),
        (DAY + timedelta(days=1), 60_000),
    ]
    assert whole.settled_on == DAY + timedelta(days=3)  # however late the other was told


def test_what_is_reversed_has_settled_nothing() -> None:
    book = book_of(opened(), paid("A", 40_000, 1), paid("B", 60_000, 2, [(DUES, 60_000)]))
    book.post(entries.reversal(book.entries[1].entry, 2, on=DAY, actor="M01"), NOW)
    found = of(book)
    assert [one.entry.receipt for one in found.settled] == ["B"]
    assert (found.settled_cents, found.left_cents) == (60_000, 40_000)


def test_a_part_that_is_taken_back_is_of_the_newest() -> None:
    book = book_of(opened(), paid("A", 40_000, 1), paid("B", 60_000, 2, [(DUES, 60_000)]))
    taken = entries.partial_reversal(
        "M03", {DUES: 70_000}, out_of=PLACE, key="after:mpesa:B:1", on=DAY, actor="M01"
    )
    book.post(taken, NOW)
    assert [(one.entry.receipt, one.cents) for one in of(book).settled] == [("A", 30_000)]


def test_the_oldest_fine_is_paid_first_so_the_newest_is_open() -> None:
    book = book_of(opened(), fined(7), fined(14), fined(21), paid("A", 7_000, 22, [(FINE, 15_000)]))
    found = of(book, [(FINE, 0)])
    assert [(part.on - DAY, cents) for part, cents in found.open_parts] == [
        (timedelta(days=21), 5_000),
        (timedelta(days=14), 3_000),
    ]


def test_a_fine_that_is_let_off_says_so_also_once_it_is_given_back() -> None:
    off = entries.fine_waived(FINE, 5_000, clause="6.1", by="waived:1", on=DAY, actor="M02+M05")
    back = entries.fine_repaid(
        FINE, 5_000, lies_in=PLACE, owed=[(DUES, 100_000)], key="back", on=DAY, actor="clock"
    )
    book = book_of(opened(), fined(7), paid("A", 5_000, 8, [(FINE, 5_000)]), off, back)
    found = of(book, [(FINE, 0)])
    assert (found.asked_cents, found.let_off_cents, found.left_cents) == (5_000, 5_000, 0)
    assert [one.entry.kind.value for one in found.settled] == ["fine_waived"]


def test_more_than_was_agreed_is_owed_until_that_is_taken_back() -> None:
    to = entries.granted("M03", "2026.12.1.4")
    sent = entries.payout_sent(
        to, 30_000, out_of=PLACE, key="x", on=DAY, actor="M01", agreed_cents=20_000
    )
    book = book_of(sent)
    (account,) = receivables(book.entries)
    assert receivables(book.entries)[account].left_cents == 10_000
    book.post(entries.reversal(sent, 1, on=DAY, actor="M01"), NOW)
    found = receivables(book.entries)[account]
    assert (found.asked, found.settled, found.left_cents) == ([], [], 0)


@given(
    parts=st.lists(st.integers(1, 60_000), max_size=5),
    undone=st.sets(st.integers(0, 4)),
)
def test_what_settled_and_what_is_left_make_what_was_asked(
    parts: Sequence[int], undone: set[int]
) -> None:
    book = book_of(opened())
    for number, cents in enumerate(parts):
        book.post(paid(f"R{number}", cents, number, [(DUES, book.balance_cents(DUES))]), NOW)
    for number in undone & set(range(len(parts))):
        original = book.entries[number + 1]
        book.post(entries.reversal(original.entry, original.seq, on=DAY, actor="M01"), NOW)
    found = of(book)
    assert found.left_cents == book.balance_cents(DUES)
    assert sum(one.cents for one in found.settled) == found.settled_cents
    assert sum(cents for _, cents in found.open_parts) == found.left_cents
