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

from bot.store import book
from bot.store.book import Book, KeyConflict, ReceiptUsed, StaleBook, UnknownBook
from bot.store.database import open_engine, reading, writing
from bot.store.verify import verify
from chama import entries
from chama.entries import ROTATION, WELFARE
from chama.errors import UnknownFund
from chama.journal import (
    Account,
    JournalEntry,
    Note,
    Posting,
    ReceiptId,
    SealedEntry,
    add_postings,
    seal,
)
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
        return book.balances(connection, chama_id)


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
    till, welfare = entries.collector(WELFARE, "C1"), Account(WELFARE, AccountKind.WELFARE)
    lines = (Posting(till, 300), Posting(till, 200), Posting(welfare, -500))
    entry = JournalEntry(EntryKind.WELFARE, "gift:1", DAY, lines)
    (posted,) = record(engine, chama_id, entry)
    assert balances_of(engine, chama_id) == {till: 500, welfare: -500}
    with reading(engine) as connection:
        assert list(book.entries_of(connection, chama_id)) == [posted.sealed]


def test_one_receipt_that_pays_into_two_funds_is_one_entry_and_one_reversal(
    engine: sa.Engine,
) -> None:
    chama_id = new_chama(engine)
    code = mpesa("UKM1AB2C01")
    credits = [*entries.credited(ROTATION, "M02", 100_000, []), entries.gift(20_000)]
    paid = entries.payment(
        "M02", credits, into=TILL, key=entries.receipt_key(code), on=DAY, receipt=code
    )
    (posted,) = record(engine, chama_id, paid)
    assert {account.fund for account in balances_of(engine, chama_id)} == {ROTATION, WELFARE}
    record(engine, chama_id, entries.reversal(paid, posted.sealed.seq, on=DAY, actor="M01"))
    assert balances_of(engine, chama_id) == {}
    assert list(verify(engine)) == []


def test_a_key_with_other_content_is_a_conflict_that_names_both(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    record(engine, chama_id, contribution())
    with pytest.raises(KeyConflict, match=r"150000 cents has other content .* 160000 cents"):
        record(engine, chama_id, contribution(amount_cents=160_000))


@pytest.mark.parametrize("code", ["UKM1AB2C01", "ukm1ab2c01"])
def test_a_receipt_moves_money_once_over_all_chamas(engine: sa.Engine, code: str) -> None:
    record(engine, new_chama(engine), contribution())
    other = new_chama(engine, number=2)
    with pytest.raises(ReceiptUsed, match=f"entry {FOUNDED + 1} of umoja-1,"):
        record(engine, other, contribution(code))
    assert book_of(engine, other).seq == FOUNDED
    assert balances_of(engine, other) == {}


def test_one_code_of_two_networks_is_two_receipts(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    airtel = ReceiptId("airtel", "UKM1AB2C01")
    of_airtel = replace(contribution(), key=entries.receipt_key(airtel), network="airtel")
    posted = record(engine, chama_id, contribution(), of_airtel)
    assert [one.is_new for one in posted] == [True, True]
    with reading(engine) as connection:
        found = book.receipts_that_look_like(connection, ["UKM1AB2C01"])
    assert [one.id for one in found] == [mpesa("UKM1AB2C01"), airtel]


def test_a_book_that_has_moved_on_is_refused(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    before = book_of(engine, chama_id)
    record(engine, chama_id, contribution())
    with writing(engine) as connection, pytest.raises(StaleBook, match="umoja-1"):
        book.post(connection, before, payout(), recorded_at=NOW)


def test_a_book_or_a_fund_that_is_not_there_is_named(engine: sa.Engine) -> None:
    with writing(engine) as connection, pytest.raises(UnknownBook, match="7 has no book"):
        book.lock_book(connection, 7)
    loans = Account("loans", AccountKind.COLLECTOR, "C1")
    pot = Account("loans", AccountKind.POT, "", "1.1")
    lent = JournalEntry(EntryKind.PAYOUT, "k", DAY, (Posting(loans, -100), Posting(pot, 100)))
    with pytest.raises(UnknownFund, match="has no fund called loans"):
        record(engine, new_chama(engine), lent)


def test_a_moment_without_a_zone_is_refused(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    own, moment = book_of(engine, chama_id), NOW.replace(tzinfo=None)
    with writing(engine) as connection:
        with pytest.raises(ValueError, match="aware"):
            book.post(connection, own, payout(), recorded_at=moment)
        with pytest.raises(ValueError, match="aware"):
            book.note(connection, own, Note("rules", "{}", "operator"), recorded_at=moment)


def test_the_moment_of_recording_comes_back_to_the_microsecond(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    moment = datetime(2026, 11, 22, 23, 59, 59, 999999, tzinfo=NAIROBI)
    with writing(engine) as connection:
        own = book.lock_book(connection, chama_id)
        posted = book.post(connection, own, payout(), recorded_at=moment)
    with reading(engine) as connection:
        (stored,) = book.entries_of(connection, chama_id)
    assert stored == posted.sealed
    assert stored.recorded_at == moment
    assert stored.recorded_at.tzinfo is UTC


def test_entries_are_read_in_order_whole_or_of_one_member_or_from_a_number(
    engine: sa.Engine,
) -> None:
    chama_id = sample_book(engine)
    with reading(engine) as connection:
        every = [sealed.seq for sealed in book.entries_of(connection, chama_id)]
        of_otieno = [s.seq for s in book.entries_of(connection, chama_id, member="M02")]
        later = [s.seq for s in book.entries_of(connection, chama_id, after_seq=FOUNDED + 2)]
    first = FOUNDED + 1
    assert every == [first, first + 1, first + 2, first + 3]
    assert (of_otieno, later) == ([first + 1, first + 3], [first + 2, first + 3])


def test_an_entry_and_a_note_share_one_chain(engine: sa.Engine) -> None:
    chama_id = new_chama(engine)
    (paid,) = record(engine, chama_id, contribution())
    with writing(engine) as connection:
        noted = book.note(
            connection,
            book.lock_book(connection, chama_id),
            Note("fund:rotation", '{"currency":"KES"}', "operator"),
            recorded_at=NOW,
        )
    (left,) = record(engine, chama_id, payout())
    assert [paid.sealed.seq, noted.seq, left.sealed.seq] == [FOUNDED + n for n in (1, 2, 3)]
    assert left.sealed.prev_hash == noted.head != paid.sealed.hash
    assert list(verify(engine)) == []


def test_receipts_are_found_by_their_look_over_all_chamas(engine: sa.Engine) -> None:
    first, second = sample_book(engine), sample_book(engine, number=2)
    with reading(engine) as connection:
        codes = ["ukm1ab2c01", "UKM9ZZ9ZO2", "UKM0000000"]
        found = book.receipts_that_look_like(connection, codes)
        nothing = book.receipts_that_look_like(connection, [])
    assert {one.id.code: (one.chama_id, one.sealed.seq) for one in found} == {
        "UKM1AB2C01": (first, FOUNDED + 2),
        "UKM9ZZ9Z02": (second, FOUNDED + 3),
    }
    assert found[0].entry == contribution()
    assert nothing == []


# --- laws ----------------------------------------------------------------------------------------

ACCOUNTS = [
    Account(ROTATION, AccountKind.COLLECTOR, "C1"),
    Account(ROTATION, AccountKind.CASH, "M01"),
    Account(ROTATION, AccountKind.DUES, "M02", "1.10"),
    Account(ROTATION, AccountKind.POT, "", "1.1"),
    Account(WELFARE, AccountKind.COLLECTOR, "C1"),
    Account(WELFARE, AccountKind.WELFARE),
]
OF_FUND = {
    fund: [account for account in ACCOUNTS if account.fund == fund] for fund in (ROTATION, WELFARE)
}
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
AMOUNTS = st.integers(-(10**12), 10**12).filter(bool)
MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    timezones=st.sampled_from([UTC, NAIROBI]),
)


@st.composite
def journal_entries(draw: st.DrawFn) -> JournalEntry:
    """Any entry that double entry allows; keys come from a small set, so that some repeat."""
    moves = []
    for fund in draw(st.lists(st.sampled_from(list(OF_FUND)), min_size=1, unique=True)):
        of_fund = st.sampled_from(OF_FUND[fund])
        own = draw(st.lists(st.tuples(of_fund, AMOUNTS), min_size=1, max_size=3))
        rest = -sum(cents for _, cents in own)
        moves += [*own, (draw(of_fund), rest)] if rest else own
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
    chains = []
    for engine in both_engines:
        chama_id = new_chama(engine, number)
        chain, balances = in_memory(book_of(engine, chama_id), journal)
        for entry, recorded_at in journal:
            post_or_conflict(engine, chama_id, entry, recorded_at)
        with reading(engine) as connection:
            assert list(book.entries_of(connection, chama_id)) == chain
        assert balances_of(engine, chama_id) == balances
        own = book_of(engine, chama_id)
        assert own.seq == FOUNDED + len(chain)
        chains.append((own.ref, own.head, chain))
    assert chains[0] == chains[1]


def test_after_all_that_both_books_verify(both_engines: list[sa.Engine]) -> None:
    assert [list(verify(engine)) for engine in both_engines] == [[], []]


def in_memory(
    own: Book, journal: list[tuple[JournalEntry, datetime]]
) -> tuple[list[SealedEntry], dict[Account, int]]:
    """The first entry of each key, sealed one after the other onto a book, and what they move."""
    chain: list[SealedEntry] = []
    balances: dict[Account, int] = {}
    head = own.head
    for entry, recorded_at in journal:
        if entry.key in {sealed.entry.key for sealed in chain}:
            continue
        seq = own.seq + len(chain) + 1
        at = recorded_at.astimezone(UTC)
        chain.append(seal(entry, book=own.ref, seq=seq, prev_hash=head, recorded_at=at))
        add_postings(balances, entry.postings)
        head = chain[-1].hash
    return chain, balances


def post_or_conflict(
    engine: sa.Engine, chama_id: int, entry: JournalEntry, recorded_at: datetime
) -> None:
    try:
        with writing(engine) as connection:
            own = book.lock_book(connection, chama_id)
            book.post(connection, own, entry, recorded_at=recorded_at)
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
    assert [book_of(engine, chama_id).seq - FOUNDED for chama_id in chamas] == [10, 10]
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
    assert sum(book_of(engine, chama_id).seq - FOUNDED for chama_id in chamas) == len(codes)
    assert list(verify(engine)) == []


def test_a_chain_code_finds_its_entry_and_what_took_it_back(engine: sa.Engine) -> None:
    chama_id, other_id = new_chama(engine), new_chama(engine, 2)
    paid, left = record(engine, chama_id, contribution(), payout())
    contra = entries.reversal(paid.sealed.entry, paid.sealed.seq, on=DAY, actor="M01")
    (back,) = record(engine, chama_id, contra)
    chain = paid.sealed.chain_code
    with reading(engine) as connection:
        assert book.referred(connection, chama_id, chain) == (paid.sealed, back.sealed)
        assert book.referred(connection, chama_id, left.sealed.chain_code) == (left.sealed, None)
        assert book.referred(connection, other_id, chain) is None


def test_a_chain_code_is_looked_up_by_an_index(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    wanted = {"chama_id": 1, "chain": "c0aded6d", "after_chain": "c0aded6dg"}
    asked = sa.text(f"EXPLAIN QUERY PLAN {book.WITH_CHAIN}")
    with reading(engine) as connection:
        plan = " ".join(row.detail for row in connection.execute(asked, wanted))
    engine.dispose()
    assert "ix_entry_hash (chama_id=? AND hash>? AND hash<?)" in plan
