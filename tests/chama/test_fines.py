"""A fine is owed to the fund that the rules say, by its clause, and what is let off no more."""

from __future__ import annotations

from datetime import date

import pytest

from chama import entries
from chama.agreement import gainers, is_on_own_word
from chama.entries import GENERAL, WELFARE
from chama.journal import Account, JournalEntry, Posting, add_postings
from chama.kinds import AccountKind

DAY = date(2026, 11, 27)
OWED = entries.fines(GENERAL, "M02", "1.1")


def fined(owed: Account = OWED, cents: int = 5_000) -> JournalEntry:
    key = entries.late_fine_key("1.1", "M02")
    return entries.fine(owed, cents, clause="6.1", key=key, on=DAY, actor="clock")


@pytest.mark.parametrize(
    ("fund", "earned"),
    [
        pytest.param(GENERAL, entries.income(), id="the-groups-income"),
        pytest.param(WELFARE, entries.given(), id="the-welfares-worth"),
    ],
)
def test_a_fine_is_what_a_member_owes_a_fund(fund: str, earned: Account) -> None:
    owed = entries.fines(fund, "M02", "1.1")
    entry = fined(owed)
    assert entry.postings == (Posting(owed, 5_000), Posting(earned, -5_000))
    assert (entry.member, entry.memo, entry.actor) == ("M02", "6.1 2026-11-27", "clock")
    assert entries.clause_of(entry) == "6.1"
    assert entry.amount_cents == 5_000


def test_what_is_let_off_is_owed_no_more() -> None:
    balances: dict[Account, int] = {}
    add_postings(balances, fined().postings)
    waived = entries.fine_waived(OWED, 5_000, clause="6.1", by="waived:7", on=DAY, actor="M01+M03")
    add_postings(balances, waived.postings)
    assert balances == {}
    assert gainers(waived) == {"M02"}


def test_nobody_lets_off_their_own_fine() -> None:
    waived = entries.fine_waived(OWED, 5_000, clause="6.1", by="waived:7", on=DAY, actor="M02")
    assert is_on_own_word(waived)
    assert not is_on_own_word(fined())


@pytest.mark.parametrize(
    ("key", "number"),
    [
        pytest.param(entries.late_fine_key("1.5", "M02"), 1, id="once"),
        pytest.param(entries.late_fine_key("1.5", "M02", 1), 1, id="first-day"),
        pytest.param(entries.late_fine_key("1.5", "M02", 12), 12, id="a-later-day"),
    ],
)
def test_a_late_fine_is_numbered(key: str, number: int) -> None:
    assert key.startswith("fine:late:1.5:M02")
    assert entries.late_fine_number(key) == number


def test_a_payment_pays_fines_of_another_fund_in_one_entry() -> None:
    balances: dict[Account, int] = {}
    add_postings(balances, fined().postings)
    balances[entries.dues("M02", "1.1")] = 100_000
    paid = entries.contribution(
        "M02",
        60_000,
        into=entries.collector("rotation", "C1"),
        owed=[(OWED, 5_000), (entries.dues("M02", "1.1"), 100_000)],
        key="receipt:mpesa:UKN1AB2C01",
        on=DAY,
        actor="M01",
    )
    add_postings(balances, paid.postings)
    owed = {one: cents for one, cents in balances.items() if one.kind.meaning.is_owed}
    assert owed == {entries.dues("M02", "1.1"): 45_000}
    money = {
        one.fund: cents for one, cents in balances.items() if one.kind is AccountKind.COLLECTOR
    }
    assert money == {"rotation": 55_000, GENERAL: 5_000}
