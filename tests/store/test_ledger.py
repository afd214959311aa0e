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

from bot.store import ledger
from bot.store.database import open_engine, reading, writing
from bot.store.ledger import KeyConflict, ReceiptUsed, StaleFund, UnknownFund
from bot.store.verify import verify
from chama import entries
from chama.journal import Account, AccountKind, Book, EntryKind, JournalEntry, Posting
from tests.conftest import Databases
from tests.store.books import (
    DAY,
    NOW,
    contribution,
    fund_of,
    new_chama,
    payout,
    record,
    round_opened,
    sample_book,
)

NAIROBI = timezone(timedelta(hours=3))


def balances_of(engine: sa.Engine, chama_id: int) -> dict[Account, int]:
    fund = fund_of(engine, chama_id)
    with reading(engine) as connection:
        return ledger.balances(connection, fund.id)


def test_an_entry_is_posted_once_however_often_it_comes(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    first, again, other, late = record(
        engine, chama_id, contribution(), contribution(), payout(), contribution()
    )
    assert [posted.is_new for posted in (first, again, other, late)] == [True, False, True, False]
    assert first.sealed == again.sealed == late.sealed
    assert late.fund == other.fund == fund_of(engine, chama_id)
    assert other.fund.seq == 2


def test_balances_hold_what_was_posted_and_forget_accounts_at_zero(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    record(engine, chama_id, round_opened(), contribution())
    assert balances_of(engine, chama_id) == {
        entries.dues("M01", "1.1"): 100_000,
        entries.pot("1.1"): -200_000,
        entries.collector("C1"): 150_000,
        entries.advance("M02"): -50_000,
    }


def test_an_account_named_in_two_lines_of_one_entry_moves_by_both(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    till, welfare = entries.collector("C1"), entries.WELFARE
    lines = (Posting(till, 300), Posting(till, 200), Posting(welfare, -500))
    entry = JournalEntry(EntryKind.WELFARE, "gift:1", DAY, lines)
    (posted,) = record(engine, chama_id, entry)
    assert balances_of(engine, chama_id) == {till: 500, welfare: -500}
    with reading(engine) as connection:
        assert list(ledger.entries_of(connection, posted.fund.id)) == [posted.sealed]


def test_a_key_with_other_content_is_a_conflict_that_names_both(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    record(engine, chama_id, contribution())
    with pytest.raises(KeyConflict, match=r"150000 cents has other content .* 160000 cents"):
        record(engine, chama_id, contribution(amount_cents=160_000))


@pytest.mark.parametrize("code", ["UKM1AB2C01", "ukm1ab2c01"])
def test_a_receipt_moves_money_once_over_all_chamas(engine: sa.Engine, code: str) -> None:
    record(engine, new_chama(engine), contribution())
    other = new_chama(engine, number=2)
    with pytest.raises(ReceiptUsed, match="entry 1 of umoja-1/rotation"):
        record(engine, other, contribution(code))
    assert fund_of(engine, other).seq == 0
    assert balances_of(engine, other) == {}


def test_one_code_of_two_networks_is_two_receipts(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    record(engine, chama_id, contribution())
    entry = replace(contribution(), key="airtel:UKM1AB2C01")
    with writing(engine) as connection:
        fund = ledger.lock_fund(connection, chama_id)
        assert ledger.post(connection, fund, entry, recorded_at=NOW, network="airtel").is_new


def test_a_fund_that_has_moved_on_is_refused(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    before = fund_of(engine, chama_id)
    record(engine, chama_id, contribution())
    with writing(engine) as connection, pytest.raises(StaleFund, match="umoja-1/rotation"):
        ledger.post(connection, before, payout(), recorded_at=NOW)


def test_a_fund_that_is_not_there_is_named(engine: sa.Engine) -> None:
    with (
        writing(engine) as connection,
        pytest.raises(UnknownFund, match="7 has no fund called loans"),
    ):
        ledger.lock_fund(connection, 7, "loans")


def test_a_moment_without_a_zone_is_refused(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    fund = fund_of(engine, chama_id)
    with writing(engine) as connection, pytest.raises(ValueError, match="aware"):
        ledger.post(connection, fund, payout(), recorded_at=NOW.replace(tzinfo=None))


def test_the_moment_of_recording_comes_back_to_the_microsecond(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    moment = datetime(2026, 11, 22, 23, 59, 59, 999999, tzinfo=NAIROBI)
    with writing(engine) as connection:
        fund = ledger.lock_fund(connection, chama_id)
        posted = ledger.post(connection, fund, payout(), recorded_at=moment)
    with reading(engine) as connection:
        (stored,) = ledger.entries_of(connection, fund.id)
    assert stored == posted.sealed
    assert stored.recorded_at == moment
    assert stored.recorded_at.tzinfo is UTC


def test_entries_are_read_in_order_whole_or_of_one_member_or_from_a_number(
    engine: sa.Engine,
) -> None:
    fund = fund_of(engine, sample_book(engine))
    with reading(engine) as connection:
        every = [sealed.seq for sealed in ledger.entries_of(connection, fund.id)]
        of_otieno = [s.seq for s in ledger.entries_of(connection, fund.id, member="M02")]
        later = [s.seq for s in ledger.entries_of(connection, fund.id, after_seq=2)]
    assert (every, of_otieno, later) == ([1, 2, 3, 4], [2, 4], [3, 4])


def test_receipts_are_found_by_code_in_any_case_over_all_chamas(engine: sa.Engine) -> None:
    first, second = sample_book(engine), sample_book(engine, number=2)
    with reading(engine) as connection:
        codes = ["ukm1ab2c01", "UKM9ZZ9Z02", "UKM0000000"]
        found = ledger.entry_by_receipt(connection, "mpesa", codes)
        elsewhere = ledger.entry_by_receipt(connection, "airtel", codes)
    assert {code: (r.chama_id, r.sealed.seq) for code, r in found.items()} == {
        "UKM1AB2C01": (first, 2),
        "UKM9ZZ9Z02": (second, 3),
    }
    assert found["UKM1AB2C01"].entry == contribution()
    assert elsewhere == {}


# --- laws ----------------------------------------------------------------------------------------

ACCOUNTS = [
    Account(AccountKind.COLLECTOR, "C1"),
    Account(AccountKind.CASH, "M01"),
    Account(AccountKind.DUES, "M02", "1.10"),
    Account(AccountKind.POT, "", "1.1"),
    Account(AccountKind.WELFARE),
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
    rest = -sum(cents for _, cents in moves)
    if rest:
        moves.append((draw(st.sampled_from(ACCOUNTS)), rest))
    elif len(moves) == 1:
        moves.append((draw(st.sampled_from(ACCOUNTS)), -moves[0][1]))
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
    book = in_memory(f"umoja-{number}/rotation", journal)
    for engine in both_engines:
        chama_id = new_chama(engine, number)
        for entry, recorded_at in journal:
            post_or_conflict(engine, chama_id, entry, recorded_at)
        fund = fund_of(engine, chama_id)
        with reading(engine) as connection:
            assert list(ledger.entries_of(connection, fund.id)) == book.entries
            assert ledger.balances(connection, fund.id) == book.balances
        assert (fund.seq, fund.head) == (len(book.entries), head_of(book))


def test_after_all_that_both_books_verify(both_engines: list[sa.Engine]) -> None:
    assert [list(verify(engine)) for engine in both_engines] == [[], []]


def in_memory(ref: str, journal: list[tuple[JournalEntry, datetime]]) -> Book:
    """The first entry of each key, posted to a book in memory."""
    book = Book(ref)
    for entry, recorded_at in journal:
        if entry.key not in {sealed.entry.key for sealed in book.entries}:
            book.post(entry, recorded_at.astimezone(UTC))
    return book


def head_of(book: Book) -> str:
    return book.entries[-1].hash if book.entries else ""


def post_or_conflict(
    engine: sa.Engine, chama_id: int, entry: JournalEntry, recorded_at: datetime
) -> None:
    try:
        with writing(engine) as connection:
            fund = ledger.lock_fund(connection, chama_id)
            ledger.post(connection, fund, entry, recorded_at=recorded_at)
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
    assert [fund_of(engine, chama_id).seq for chama_id in chamas] == [10, 10]
    assert balances_of(engine, chamas[0])[entries.collector("C1")] == 1_500_000
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
    assert sum(fund_of(engine, chama_id).seq for chama_id in chamas) == len(codes)
    assert list(verify(engine)) == []


def test_a_chain_code_finds_its_entry_and_what_took_it_back(engine: sa.Engine) -> None:
    chama_id, other_id = new_chama(engine), new_chama(engine, 2)
    paid, later = record(engine, chama_id, contribution(), payout())
    contra = entries.reversal(paid.sealed.entry, paid.sealed.seq, on=DAY, actor="M01")
    (back,) = record(engine, chama_id, contra)
    fund_id, other_fund_id = fund_of(engine, chama_id).id, fund_of(engine, other_id).id
    chain = paid.sealed.chain_code
    with reading(engine) as connection:
        assert ledger.referred(connection, fund_id, chain) == (paid.sealed, back.sealed)
        assert ledger.referred(connection, fund_id, later.sealed.chain_code) == (later.sealed, None)
        assert ledger.referred(connection, other_fund_id, chain) is None


def test_a_chain_code_is_looked_up_by_an_index(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    wanted = {"fund_id": 1, "chain": "c0aded6d", "after_chain": "c0aded6dg"}
    asked = sa.text(f"EXPLAIN QUERY PLAN {ledger.WITH_CHAIN}")
    with reading(engine) as connection:
        plan = " ".join(row.detail for row in connection.execute(asked, wanted))
    engine.dispose()
    assert "ix_entry_hash (fund_id=? AND hash>? AND hash<?)" in plan
