"""What each kind of fact does to the accounts, in cents."""

from __future__ import annotations

from datetime import date

import pytest

from chama import entries
from chama.entries import ROTATION, WELFARE
from chama.journal import JournalEntry, ReceiptId
from tests.builders import moved_by, mpesa

DAY = date(2026, 11, 23)
TILL = entries.collector(ROTATION, "C1")


def contribution(cents: int = 150_000) -> JournalEntry:
    return entries.contribution(
        "M03",
        cents,
        into=TILL,
        owed=[(entries.dues("M03", "1.1"), 40_000), (entries.dues("M03", "1.2"), 100_000)],
        key="receipt:mpesa:UKN1",
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
            {"collector:C1": 70_000, "unallocated:mpesa/UKN2": -70_000},
            id="unallocated",
        ),
        pytest.param(
            entries.allocation(
                "M03",
                mpesa("UKN2"),
                70_000,
                lies_in=entries.collector(ROTATION, "C1"),
                owed=[(entries.dues("M03", "1.1"), 100_000)],
                key="k",
                on=DAY,
                actor="M01",
            ),
            {"unallocated:mpesa/UKN2": 70_000, "dues:M03:1.1": -70_000},
            id="allocation",
        ),
        pytest.param(
            entries.welfare(
                "M03",
                5_000,
                into=entries.collector(WELFARE, "C1"),
                key="w",
                on=DAY,
                receipt=mpesa("W"),
            ),
            {"collector:C1": 5_000, "welfare": -5_000},
            id="welfare",
        ),
        pytest.param(
            entries.payout(
                entries.pot("1.1"),
                "M01",
                200_000,
                out_of=TILL,
                receipt=mpesa("UKN3"),
                on=DAY,
                actor="M01",
                fee_cents=3_300,
            ),
            {"pot::1.1": 200_000, "fees": 3_300, "collector:C1": -203_300},
            id="payout-with-its-fee",
        ),
        pytest.param(
            entries.expense(
                45_000,
                out_of=TILL,
                receipt=mpesa("UKN4"),
                on=DAY,
                actor="M01",
                memo="chairs",
                fee_cents=700,
            ),
            {"expenses": 45_000, "fees": 700, "collector:C1": -45_700},
            id="expense",
        ),
        pytest.param(
            entries.money_returned(
                {entries.pot("1.1"): 200_000}, into=TILL, key="k", on=DAY, actor="M01"
            ),
            {"pot::1.1": -200_000, "collector:C1": 200_000},
            id="money-returned-without-its-fee",
        ),
        pytest.param(
            entries.payout(
                entries.pot("1.1"),
                "M01",
                200_000,
                out_of=TILL,
                receipt=mpesa("UKN3"),
                on=DAY,
                actor="M01",
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
    assert moved_by(entry) == moved


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
    assert entries.owed_by(balances, "M03") == [
        (entries.dues("M03", "1.9"), 40_000),
        (entries.dues("M03", "1.10"), 100_000),
    ]
    assert entries.advance_of(balances, ROTATION, "M03") == 7_000
    assert entries.advance_of(balances, ROTATION, "M04") == 0


@pytest.mark.parametrize(
    ("key", "receipt"),
    [
        (entries.receipt_key(mpesa("UKN1")), mpesa("UKN1")),
        (entries.follow_up_key(ReceiptId("kcb", "UKN1"), 7), ReceiptId("kcb", "UKN1")),
        ("round:1.1", None),
        ("cash:in:7", None),
    ],
)
def test_a_key_names_the_receipt_that_its_entry_is_about(
    key: str, receipt: ReceiptId | None
) -> None:
    assert entries.receipt_of(key) == receipt


def test_waiting_money_of_two_networks_lies_in_two_accounts() -> None:
    receipts = [mpesa("UKN1"), ReceiptId("kcb", "UKN1")]
    waiting = [entries.unallocated(ROTATION, receipt) for receipt in receipts]
    assert len(set(waiting)) == 2
    assert [entries.receipt_waiting_in(account) for account in waiting] == receipts


def test_a_receipt_that_pays_into_two_funds_is_one_entry_that_balances_in_each() -> None:
    credits = [
        *entries.credited(ROTATION, "M03", 60_000, [(entries.dues("M03", "1.1"), 40_000)]),
        entries.gift(20_000),
    ]
    paid = entries.payment("M03", credits, into=TILL, key="k", on=DAY, receipt=mpesa("UKN5"))
    assert [(p.account.fund, p.account.code, p.amount_cents) for p in paid.postings] == [
        (ROTATION, "collector:C1", 60_000),
        (WELFARE, "collector:C1", 20_000),
        (ROTATION, "dues:M03:1.1", -40_000),
        (ROTATION, "advance:M03", -20_000),
        (WELFARE, "welfare", -20_000),
    ]
    assert paid.amount_cents == 80_000


def test_what_was_paid_ahead_pays_what_its_owner_owes_as_far_as_it_goes() -> None:
    owed = [(entries.dues("M03", "1.1"), 4_000), (entries.dues("M03", "1.2"), 10_000)]
    balances = {**dict(owed), entries.advance(ROTATION, "M03"): -7_000}
    due = entries.advance_due(balances, ROTATION, "M03", owed, key="a", on=DAY)
    assert due is not None
    assert [(p.account.code, p.amount_cents) for p in due.postings] == [
        ("advance:M03", 7_000),
        ("dues:M03:1.1", -4_000),
        ("dues:M03:1.2", -3_000),
    ]
    assert entries.advance_due(dict(owed), ROTATION, "M03", owed, key="a", on=DAY) is None


def test_the_amount_of_money_out_is_without_what_the_provider_took() -> None:
    sent = entries.payout(
        entries.pot("1.1"),
        "M01",
        200_000,
        out_of=TILL,
        receipt=mpesa("UKN3"),
        on=DAY,
        actor="M01",
        fee_cents=3_300,
    )
    assert sent.amount_cents == 200_000
    assert entries.reversal(sent, 2, on=DAY, actor="M01").amount_cents == 200_000


def test_a_reversal_says_what_it_takes_back_and_carries_its_own_receipt() -> None:
    taken_back = entries.reversal(contribution(), 2, on=DAY, actor="M01", receipt=mpesa("UKN9"))
    assert (taken_back.reverses, taken_back.receipt, taken_back.member) == (2, "UKN9", "M03")
    assert taken_back.key == "reverse:receipt:mpesa:UKN1"
