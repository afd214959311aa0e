"""Double entry and the chain: what does not balance or was changed is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from chama.entries import ROTATION
from chama.errors import BrokenChain, NetworkNotSaid, UnbalancedEntry
from chama.journal import (
    Account,
    Book,
    JournalEntry,
    Note,
    Posting,
    add_postings,
    round_key,
    round_order,
    seal,
    seal_note,
    verify_chain,
)
from chama.kinds import AccountKind, EntryKind

TILL = Account(ROTATION, AccountKind.COLLECTOR, "C1")
DUES = Account(ROTATION, AccountKind.DUES, "M03", "1.2")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def entry(*cents: int, **changes: object) -> JournalEntry:
    accounts = (TILL, DUES, Account(ROTATION, AccountKind.ADVANCE, "M03"))
    lines = tuple(
        Posting(account, amount) for account, amount in zip(accounts, cents, strict=False)
    )
    made = JournalEntry(EntryKind.CONTRIBUTION, "mpesa:UKN1", date(2026, 11, 23), lines)
    return replace(made, **changes)


def book() -> Book:
    written = Book("umoja")
    for number in range(3):
        written.post(entry(100, -100, key=f"mpesa:UKN{number}"), AT)
    return written


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        pytest.param((), "fewer than two", id="nothing"),
        pytest.param((100,), "fewer than two", id="one-line"),
        pytest.param((100, -90), "out of balance by 10 cents", id="sum"),
        pytest.param((100, 0, -100), "posting of zero", id="zero"),
    ],
)
def test_what_is_not_double_entry_is_refused(cents: tuple[int, ...], said: str) -> None:
    with pytest.raises(UnbalancedEntry, match=f"mpesa:UKN1.*{said}"):
        entry(*cents)


def test_the_size_of_an_entry_is_the_sum_of_its_debits() -> None:
    assert entry(100, -70, -30).amount_cents == 100


def test_an_entry_balances_in_every_fund_that_it_touches() -> None:
    elsewhere = replace(DUES, fund="welfare")
    lines = (Posting(TILL, 100), Posting(DUES, -60), Posting(elsewhere, -40))
    with pytest.raises(UnbalancedEntry, match="out of balance by 40 cents in rotation"):
        entry(100, -100, postings=lines)
    balanced = (*lines, Posting(replace(TILL, fund="welfare"), 40), Posting(TILL, -40))
    assert entry(100, -100, postings=balanced).amount_cents == 100


@pytest.mark.parametrize("changes", [{"receipt": "UKN1"}, {"network": "mpesa"}])
def test_a_receipt_and_its_network_are_said_together(changes: dict[str, str]) -> None:
    with pytest.raises(NetworkNotSaid, match="both a receipt and its network"):
        entry(100, -100, **changes)


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (TILL, "collector:C1"),
        (DUES, "dues:M03:1.2"),
        (Account(ROTATION, AccountKind.POT, "", "1.2"), "pot::1.2"),
        (Account(ROTATION, AccountKind.WELFARE), "welfare"),
    ],
)
def test_an_account_is_one_word_and_back(account: Account, code: str) -> None:
    assert account.code == code
    assert Account.parse(ROTATION, code) == account


def test_rounds_sort_by_time() -> None:
    keys = [round_key(1, 10), round_key(2, 1), round_key(1, 2)]
    assert sorted(keys, key=round_order) == ["1.2", "1.10", "2.1"]


def test_an_account_that_comes_to_zero_is_forgotten() -> None:
    balances = {TILL: 100}
    add_postings(balances, [Posting(TILL, -100), Posting(DUES, 100)])
    assert balances == {DUES: 100}


def test_a_book_links_each_entry_to_the_one_before() -> None:
    written = book()
    assert [sealed.seq for sealed in written.entries] == [1, 2, 3]
    assert written.entries[0].prev_hash == ""
    assert written.entries[2].prev_hash == written.entries[1].hash
    assert written.balance_cents(TILL) == 300
    assert written.entries[0].chain_code == written.entries[0].hash[:8]
    written.verify()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": EntryKind.PAYOUT},
        {"key": "mpesa:UKN7"},
        {"effective_on": date(2026, 11, 24)},
        {"actor": "M01"},
        {"member": "M04"},
        {"receipt": "UKN7", "network": "mpesa"},
        {"reverses": 1},
        {"memo": "x"},
        {"postings": (Posting(TILL, 200), Posting(DUES, -200))},
        {"postings": (Posting(DUES, -100), Posting(TILL, 100))},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_change_of_any_field_shows(changes: dict[str, object]) -> None:
    written = book()
    second = written.entries[1]
    written.entries[1] = replace(second, entry=replace(second.entry, **changes))
    with pytest.raises(BrokenChain, match="Entry 2 of umoja"):
        written.verify()


@pytest.mark.parametrize(
    "taken",
    [pytest.param(slice(0, 1), id="first"), pytest.param(slice(1, 2), id="middle")],
)
def test_an_entry_that_was_taken_out_shows(taken: slice) -> None:
    written = book()
    del written.entries[taken]
    with pytest.raises(BrokenChain):
        written.verify()


def test_a_book_does_not_verify_under_another_name() -> None:
    with pytest.raises(BrokenChain, match="Entry 1 of amani"):
        verify_chain("amani", book().entries)


def test_the_hash_covers_the_moment_whatever_zone_it_is_written_in() -> None:
    nairobi = timezone(timedelta(hours=3))
    one, same, later = (
        seal(entry(1, -1), book="f", seq=1, prev_hash="", recorded_at=moment).hash
        for moment in (AT, AT.astimezone(nairobi), AT + timedelta(microseconds=1))
    )
    assert one == same != later


def test_no_field_can_imitate_another() -> None:
    one = seal(entry(1, -1, actor="ab", memo="c"), book="f", seq=1, prev_hash="", recorded_at=None)
    two = seal(entry(1, -1, actor="a", memo="bc"), book="f", seq=1, prev_hash="", recorded_at=None)
    assert one.hash != two.hash


def test_the_fund_of_a_line_is_in_the_hash() -> None:
    one, two = (
        seal(
            entry(1, -1, postings=tuple(Posting(replace(a, fund=fund), c) for a, c in LINES)),
            book="f",
            seq=1,
            prev_hash="",
            recorded_at=None,
        )
        for fund in ("rotation", "welfare")
    )
    assert one.hash != two.hash


LINES = ((TILL, 1), (DUES, -1))


def test_a_note_and_an_entry_never_have_one_hash() -> None:
    noted = seal_note(
        Note("member:M03", "{}", "M01"), book="f", seq=1, prev_hash="", recorded_at=AT
    )
    changed = seal_note(
        Note("member:M03", "{}", "M02"), book="f", seq=1, prev_hash="", recorded_at=AT
    )
    posted = seal(entry(1, -1), book="f", seq=1, prev_hash="", recorded_at=AT)
    assert len({noted.hash, changed.hash, posted.hash}) == 3
