"""The persistent book posts once, keeps the chain, and agrees with the book in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import book as books
from bot.store.book import KeyConflict, ReceiptUsed, StaleBook, UnknownBook
from bot.store.database import open_engine, reading, writing
from bot.store.verify import verify
from chama import entries
from chama.entries import ROTATION, WELFARE
from chama.errors import UnknownFund
from chama.journal import Account, Book, JournalEntry, Posting, ReceiptId
from chama.kinds import AccountKind, EntryKind
from tests.conftest import Databases
from tests.store.books import (
    DAY,
    FOUNDED,
    NOW,
    TILL,
    book_of,
    contribution,
    mpesa,
    new_chama,
    payout,
    record,
    round_opened,
    sample_book,
)

NAIROBI = timezone(timedelta(hours=3))


def balances_of(engine: sa.Engine, chama_id: int) -> dict[Account, int]:
    with reading(engine) as connection:
        return books.balances(connection, chama_id)


def test_an_entry_is_posted_once_however_often_it_comes(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    first, again, other, late = record(
        engine, chama_id, contribution(), contribution(), payout(), contribution()
    )
    assert [posted.is_new for posted in (first, again, other, late)] == [True, False, True, False]
    assert first.sealed == again.sealed == late.sealed
    assert late.book == other.book == book_of(engine, chama_id)
    assert other.book.seq == FOUNDED + 2


def test_balances_hold_what_was_posted_and_forget_accounts_at_zero(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    record(engine, chama_id, round_opened(), contribution())
    assert balances_of(engine, chama_id) == {
        entries.dues("M01", "1.1"): 100_000,
        entries.pot("1.1"): -200_000,
        entries.collector(ROTATION, "C1"): 150_000,
        entries.advance(ROTATION, "M02"): -50_000,
    }


def test_an_account_named_in_two_lines_of_one_entry_moves_by_both(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    till, welfare = entries.collector(WELFARE, "C1"), entries.given()
    lines = (Posting(till, 300), Posting(till, 200), Posting(welfare, -500))
    entry = JournalEntry(EntryKind.WELFARE, "gift:1", DAY, lines)
    (posted,) = record(engine, chama_id, entry)
    assert balances_of(engine, chama_id) == {till: 500, welfare: -500}
    with reading(engine) as connection:
        assert list(books.entries_of(connection, chama_id)) == [posted.sealed]


def test_a_key_with_other_content_is_a_conflict_that_names_both(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    record(engine, chama_id, contribution())
    with pytest.raises(KeyConflict, match=r"150000 cents has other content .* 160000 cents"):
        record(engine, chama_id, contribution(amount_cents=160_000))


@pytest.mark.parametrize("code", ["UKM1AB2C01", "ukm1ab2c01"])
def test_a_receipt_moves_money_once_over_all_chamas(engine: sa.Engine, code: str) -> None:
    record(engine, new_chama(engine), contribution())
    other = new_chama(engine, number=2)
    with pytest.raises(ReceiptUsed, match=f"entry {FOUNDED + 1} of umoja-1"):
        record(engine, other, contribution(code))
    assert book_of(engine, other).seq == FOUNDED
    assert balances_of(engine, other) == {}


def test_one_code_of_two_networks_is_two_receipts(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    record(engine, chama_id, contribution())
    entry = replace(contribution(), key="receipt:airtel:UKM1AB2C01", network="airtel")
    assert record(engine, chama_id, entry)[0].is_new


def test_a_book_that_has_moved_on_is_refused(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    before = book_of(engine, chama_id)
    record(engine, chama_id, contribution())
    with writing(engine) as connection, pytest.raises(StaleBook, match="umoja-1"):
        books.post(connection, before, payout(), recorded_at=NOW)


def test_a_book_that_is_not_there_is_named(engine: sa.Engine) -> None:
    with writing(engine) as connection, pytest.raises(UnknownBook, match="Chama 7 has no book"):
        books.lock_book(connection, 7)


def test_a_fund_that_is_not_there_is_named(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    lines = (Posting(TILL, 5), Posting(entries.cash("loans", "M01"), -5))
    lines = tuple(replace(one, account=replace(one.account, fund="loans")) for one in lines)
    entry = JournalEntry(EntryKind.WELFARE, "loan:1", DAY, lines)
    with pytest.raises(UnknownFund, match="has no fund called loans"):
        record(engine, chama_id, entry)


def test_one_receipt_may_pay_into_two_funds_and_is_taken_back_as_one(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    credits = [Posting(entries.dues("M02", "1.1"), -70_000), entries.gift(30_000)]
    paid = entries.payment(
        "M02", credits, into=TILL, key="receipt:mpesa:UKM1", on=DAY, receipt=mpesa("UKM1")
    )
    back = entries.reversal(paid, FOUNDED + 1, on=DAY, actor="M01")
    record(engine, chama_id, paid)
    assert balances_of(engine, chama_id) == {
        TILL: 70_000,
        entries.collector(WELFARE, "C1"): 30_000,
        entries.dues("M02", "1.1"): -70_000,
        entries.given(): -30_000,
    }
    record(engine, chama_id, back)
    assert balances_of(engine, chama_id) == {}
    assert list(verify(engine)) == []


def test_a_moment_without_a_zone_is_refused(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    book = book_of(engine, chama_id)
    with writing(engine) as connection, pytest.raises(ValueError, match="aware"):
        books.post(connection, book, payout(), recorded_at=NOW.replace(tzinfo=None))


def test_the_moment_of_recording_comes_back_to_the_microsecond(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    moment = datetime(2026, 11, 22, 23, 59, 59, 999999, tzinfo=NAIROBI)
    with writing(engine) as connection:
        book = books.lock_book(connection, chama_id)
        posted = books.post(connection, book, payout(), recorded_at=moment)
    with reading(engine) as connection:
        (stored,) = books.entries_of(connection, chama_id)
    assert stored == posted.sealed
    assert stored.recorded_at == moment
    assert stored.recorded_at.tzinfo is UTC


def test_entries_are_read_in_order_whole_or_of_one_member_or_from_a_number(
    engine: sa.Engine,
) -> None:
    chama_id = sample_book(engine)
    with reading(engine) as connection:
        every = [sealed.seq for sealed in books.entries_of(connection, chama_id)]
        of_otieno = [s.seq for s in books.entries_of(connection, chama_id, member="M02")]
        later = [s.seq for s in books.entries_of(connection, chama_id, after_seq=6)]
    assert (every, of_otieno, later) == ([5, 6, 7, 8], [6, 8], [7, 8])


def test_receipts_are_found_by_what_their_code_looks_like_over_all_chamas(
    engine: sa.Engine,
) -> None:
    first, second = sample_book(engine), sample_book(engine, number=2)
    elsewhere = replace(contribution(), key="receipt:kcb:UKM1AB2C01", network="kcb")
    record(engine, second, elsewhere)
    with reading(engine) as connection:
        codes = ["ukmIab2cO1", "UKM9ZZ9Z02", "UKM0000000"]
        found = books.receipts_that_look_like(connection, codes)
        assert books.receipts_that_look_like(connection, []) == []
    assert [(one.id, one.chama_id, one.sealed.seq) for one in found] == [
        (mpesa("UKM1AB2C01"), first, 6),
        (mpesa("UKM9ZZ9Z02"), second, 7),
        (ReceiptId("kcb", "UKM1AB2C01"), second, 9),
    ]
    assert found[0].entry == contribution()


# --- laws ----------------------------------------------------------------------------------------

ACCOUNTS = [
    Account(ROTATION, AccountKind.COLLECTOR, "C1"),
    Account(ROTATION, AccountKind.CASH, "M01"),
    Account(ROTATION, AccountKind.DUES, "M02", "1.10"),
    Account(ROTATION, AccountKind.POT, "", "1.1"),
    Account(WELFARE, AccountKind.WELFARE),
    Account(WELFARE, AccountKind.COLLECTOR, "C1"),
]
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
AMOUNTS = st.integers(-(10**12), 10**12).filter(bool)
MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    timezones=st.sampled_from([UTC, NAIROBI]),
)


@st.composite
def journal_entries(draw: st.DrawFn) -> JournalEntry:
    """Any entry that double entry allows; keys come from a small set, so that some repeat."""
    moves = draw(st.lists(st.tuples(st.sampled_from(ACCOUNTS), AMOUNTS), min_size=1, max_size=4))
    for fund in sorted({account.fund for account, _ in moves}):
        rest = -sum(cents for account, cents in moves if account.fund == fund)
        own = [account for account in ACCOUNTS if account.fund == fund]
        if rest:
            moves.append((draw(st.sampled_from(own)), rest))
    return JournalEntry(
        kind=draw(st.sampled_from(EntryKind)),
        key=draw(st.sampled_from("abcdef")),
        effective_on=draw(st.none() | st.dates()),
        postings=tuple(Posting(account, cents) for account, cents in moves),
        actor=draw(WORDS),
        member=draw(WORDS),
        memo=draw(WORDS),
    )


@pytest.fixture(scope="module")
def both_engines(databases: Databases) -> Iterator[list[sa.Engine]]:
    engines = [open_engine(databases.create(kind)) for kind in ("sqlite", "postgresql")]
    yield engines
    for engine in engines:
        engine.dispose()


chama_numbers = count(1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(journal=st.lists(st.tuples(journal_entries(), MOMENTS), max_size=8))
def test_both_databases_and_the_book_in_memory_keep_one_and_the_same_chain(
    both_engines: list[sa.Engine], journal: list[tuple[JournalEntry, datetime]]
) -> None:
    number = next(chama_numbers)
    in_memory = posted_in_memory(f"umoja-{number}", journal)
    heads = set()
    for engine in both_engines:
        chama_id = new_chama(engine, number)
        for entry, recorded_at in journal:
            post_or_conflict(engine, chama_id, entry, recorded_at)
        stored = book_of(engine, chama_id)
        heads.add((stored.seq, stored.head))
        with reading(engine) as connection:
            sealed = list(books.entries_of(connection, chama_id))
            assert [one.entry for one in sealed] == [one.entry for one in in_memory.entries]
            assert books.balances(connection, chama_id) == in_memory.balances
    assert len(heads) == 1
    assert next(iter(heads))[0] == FOUNDED + len(in_memory.entries)


def test_after_all_that_both_books_verify(both_engines: list[sa.Engine]) -> None:
    assert [list(verify(engine)) for engine in both_engines] == [[], []]


def posted_in_memory(ref: str, journal: list[tuple[JournalEntry, datetime]]) -> Book:
    """The first entry of each key, posted to a book in memory."""
    book = Book(ref)
    for entry, recorded_at in journal:
        if entry.key not in {sealed.entry.key for sealed in book.entries}:
            book.post(entry, recorded_at.astimezone(UTC))
    return book


def post_or_conflict(
    engine: sa.Engine, chama_id: int, entry: JournalEntry, recorded_at: datetime
) -> None:
    try:
        with writing(engine) as connection:
            book = books.lock_book(connection, chama_id)
            books.post(connection, book, entry, recorded_at=recorded_at)
    except KeyConflict:
        pass  # the same key with other content: the first one stands


# --- many at once --------------------------------------------------------------------------------


def in_threads(tasks: list[Callable[[], object]]) -> list[object]:
    """What each task gave, or the refusal it met."""

    def outcome(task: Callable[[], object]) -> object:
        try:
            return task()
        except ReceiptUsed as refusal:
            return refusal

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(outcome, tasks))


def test_posters_at_the_same_time_neither_lose_nor_double(engine: sa.Engine) -> None:
    chamas = [new_chama(engine, 1), new_chama(engine, 2)]
    payments = [
        (chama_id, contribution(f"UKM{chama_id}AB2C{number:02}"))
        for number in range(10)
        for chama_id in chamas
    ]
    tasks = [lambda one=one: record(engine, *one) for one in payments * 3]
    posted = [outcome[0].is_new for outcome in in_threads(tasks)]
    assert sum(posted) == len(payments)
    assert [book_of(engine, chama_id).seq for chama_id in chamas] == [FOUNDED + 10] * 2
    assert balances_of(engine, chamas[0])[entries.collector(ROTATION, "C1")] == 1_500_000
    assert list(verify(engine)) == []


def test_a_receipt_that_two_chamas_post_at_the_same_time_counts_once(engine: sa.Engine) -> None:
    chamas = [new_chama(engine, 1), new_chama(engine, 2)]
    codes = [f"UKM1AB2C{number:02}" for number in range(10)]
    tasks = [
        lambda chama_id=chama_id, code=code: record(engine, chama_id, contribution(code))
        for code in codes
        for chama_id in chamas
    ]
    refusals = [outcome for outcome in in_threads(tasks) if isinstance(outcome, ReceiptUsed)]
    assert len(refusals) == len(codes)
    posted = [book_of(engine, chama_id).seq - FOUNDED for chama_id in chamas]
    assert sum(posted) == len(codes)
    assert list(verify(engine)) == []
