"""What each kind of fact does to the accounts, in cents."""

from __future__ import annotations

from datetime import date

import pytest

from chama import entries
from chama.entries import ROTATION
from chama.journal import JournalEntry
from tests.builders import mpesa

DAY = date(2026, 11, 23)
TILL = entries.collector(ROTATION, "C1")


def contribution(cents: int = 150_000) -> JournalEntry:
    return entries.contribution(
        "M03",
        cents,
        into=TILL,
        owed=[("1.1", 40_000), ("1.2", 100_000)],
        key="mpesa:UKN1",
        on=DAY,
        receipt=mpesa("UKN1"),
    )


@pytest.mark.parametrize(
    ("entry", "moved"),
    [
        pytest.param(
            entries.round_opened("1.2", {"M01": 100_000, "M02": 100_000}, on=DAY),
            {"dues:M01:1.2": 100_000, "dues:M02:1.2": 100_000, "pot::1.2": -200_000},
            id="round-opened",
        ),
        pytest.param(
            contribution(),
            {
                "collector:C1": 150_000,
                "dues:M03:1.1": -40_000,
                "dues:M03:1.2": -100_000,
                "advance:M03": -10_000,
            },
            id="contribution-pays-the-oldest-first-and-keeps-the-rest",
        ),
        pytest.param(
            contribution(30_000),
            {"collector:C1": 30_000, "dues:M03:1.1": -30_000},
            id="contribution-of-a-part",
        ),
        pytest.param(
            entries.money_unallocated(mpesa("UKN2"), 70_000, into=TILL, on=DAY),
            {"collector:C1": 70_000, "unallocated:UKN2": -70_000},
            id="unallocated",
        ),
        pytest.param(
            entries.allocation(
                "M03",
                mpesa("UKN2"),
                70_000,
                fund=ROTATION,
                owed=[(entries.dues("M03", "1.1"), 100_000)],
                key="k",
                on=DAY,
                actor="M01",
            ),
            {"unallocated:UKN2": 70_000, "dues:M03:1.1": -70_000},
            id="allocation",
        ),
        pytest.param(
            entries.welfare("M03", 5_000, into=TILL, key="mpesa:W", on=DAY, receipt="W"),
            {"collector:C1": 5_000, "welfare": -5_000},
            id="welfare",
        ),
        pytest.param(
            entries.advance_used("M03", "1.2", 10_000, key="a", on=DAY),
            {"advance:M03": 10_000, "dues:M03:1.2": -10_000},
            id="advance-used",
        ),
        pytest.param(
            entries.payout(
                "M01", "1.1", 200_000, out_of=TILL, receipt=mpesa("UKN3"), on=DAY, actor="M01"
            ),
            {"pot::1.1": 200_000, "collector:C1": -200_000},
            id="payout",
        ),
        pytest.param(
            entries.reversal(contribution(30_000), 2, on=DAY, actor="M01", receipt=mpesa("UKN9")),
            {"collector:C1": -30_000, "dues:M03:1.1": 30_000},
            id="reversal",
        ),
    ],
)
def test_what_moves(entry: JournalEntry, moved: dict[str, int]) -> None:
    assert {line.account.code: line.amount_cents for line in entry.postings} == moved


def test_what_was_paid_ahead_is_used_when_a_round_opens() -> None:
    opened = entries.round_opened(
        "1.2",
        {"M01": 100_000, "M02": 100_000, "M03": 100_000},
        on=DAY,
        advances={"M01": 150_000, "M02": 30_000, "M03": 0},
    )
    assert [(line.account.code, line.amount_cents) for line in opened.postings[-4:]] == [
        ("advance:M01", 100_000),
        ("dues:M01:1.2", -100_000),
        ("advance:M02", 30_000),
        ("dues:M02:1.2", -30_000),
    ]


def test_what_is_owed_comes_oldest_round_first() -> None:
    balances = {
        entries.dues("M03", "1.10"): 100_000,
        entries.dues("M03", "1.9"): 40_000,
        entries.dues("M03", "1.8"): -5,
        entries.dues("M04", "1.1"): 100_000,
        entries.advance(ROTATION, "M03"): -7_000,
    }
    assert entries.owed_by(balances, ROTATION, "M03") == [("1.9", 40_000), ("1.10", 100_000)]
    assert entries.advance_of(balances, ROTATION, "M03") == 7_000
    assert entries.advance_of(balances, ROTATION, "M04") == 0


def test_a_receipt_names_its_entry_whatever_case_it_was_typed_in() -> None:
    assert entries.receipt_key(mpesa("ukn1ab2c01")) == entries.receipt_key(mpesa("UKN1AB2C01"))


def test_a_reversal_says_what_it_takes_back_and_carries_its_own_receipt() -> None:
    taken_back = entries.reversal(contribution(), 2, on=DAY, actor="M01", receipt=mpesa("UKN9"))
    assert (taken_back.reverses, taken_back.receipt, taken_back.member) == (2, "UKN9", "M03")
    assert taken_back.key == "reverse:mpesa:UKN1"
