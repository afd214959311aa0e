"""What a member owes, has paid ahead and waits for."""

from __future__ import annotations

from typing import Any

import pytest

from chama import entries
from chama.entries import ROTATION
from chama.journal import Account
from chama.kinds import AccountKind
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, group, open_claim, open_dues, reply

OF_ROUND = {"what": "round", "clause": ""}
DUE = {**OF_ROUND, "round": 1, "due_on": "2026-11-26", "remaining_cents": 100_000}
FIGURES = {
    "name": ACHIENG.name,
    "dues": [DUE],
    "total_cents": 100_000,
    "unpaid_cents": 100_000,
    "advance_cents": 0,
    "waiting_cents": 0,
    "is_own": True,
    "waiting_codes": [],
    "for_rate": [],
    "pay_to": "0712000001 (Wanjiru Kamau)",
    "payable": [],
    "chain": "01234567",
}


@pytest.mark.parametrize(
    ("known", "changes"),
    [
        pytest.param({}, {}, id="owes"),
        pytest.param(
            {"balances": open_dues(OTIENO)},
            {"dues": [], "total_cents": 0, "unpaid_cents": 0},
            id="nothing",
        ),
        pytest.param(
            {"open_claims": (open_claim(cents=30_000),)},
            {"waiting_cents": 30_000, "unpaid_cents": 70_000},
            id="waiting",
        ),
        pytest.param(
            {"open_claims": (open_claim(cents=None),)},
            {"waiting_codes": ["UKN1AB2C01"], "unpaid_cents": 0},
            id="waiting-for-an-amount-nobody-said",
        ),
        pytest.param({"open_claims": (open_claim(is_missing=True),)}, {}, id="not-found"),
        pytest.param({"head": ""}, {"chain": ""}, id="empty-book"),
        pytest.param(
            {"balances": {entries.advance(ROTATION, "M03"): -25_000}},
            {"dues": [], "total_cents": 0, "unpaid_cents": 0, "advance_cents": 25_000},
            id="ahead",
        ),
    ],
)
def test_the_figures_of_a_member(known: dict[str, Any], changes: dict[str, Any]) -> None:
    assert decided(ACHIENG, "balance", **known) == (reply(ACHIENG, "balance", **FIGURES | changes),)


def test_fines_and_welfare_are_lines_of_their_own() -> None:
    balances = {
        entries.dues("M03", "1.1"): 100_000,
        entries.fines(entries.GENERAL, "M03", "1.1"): 5_000,
        entries.fines(entries.WELFARE, "M03"): 20_000,
        Account(entries.WELFARE, AccountKind.DUES, "M03"): 30_000,
    }
    (said,) = decided(ACHIENG, "balance", balances=balances)
    lines = [(one["what"], one["round"], one["clause"]) for one in said.facts["dues"]]
    assert sorted(lines) == [
        ("fine", 0, "6.5"),
        ("fine", 1, "6.1"),
        ("round", 1, ""),
        ("welfare", 0, ""),
    ]
    assert said.facts["total_cents"] == 155_000


def test_arrears_come_round_by_round_the_oldest_first() -> None:
    balances = {entries.dues("M03", "1.10"): 100_000, entries.dues("M03", "1.9"): 40_000}
    (said,) = decided(ACHIENG, "salio", balances=balances)
    assert [due["round"] for due in said.facts["dues"]] == [9, 10]
    assert said.facts["total_cents"] == 140_000


def test_the_collector_is_not_told_to_pay_to_herself() -> None:
    (said,) = decided(WANJIRU, "balance")
    assert said.facts["pay_to"] == ""


def test_before_the_first_round_it_says_when_that_starts() -> None:
    decision = decided(ACHIENG, "balance", group=group(round=None), balances={})
    assert decision[1] == reply(ACHIENG, "no_round", starts_on="2026-11-20")


def test_a_phone_of_the_group_has_no_balance_of_its_own() -> None:
    (said,) = decided("+254712000099", "balance")
    assert said.template == "unknown"
