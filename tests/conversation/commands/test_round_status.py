"""How the round stands is everybody's to know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chama import entries
from chama.entries import ROTATION
from chama.journal import Account, JournalEntry
from tests.builders import (
    ACHIENG,
    BARAKA,
    PHONE,
    TODAY,
    WANJIRU,
    book,
    decided,
    group,
    mpesa,
    open_dues,
    proposal,
    reply,
)
from tests.builders import (
    ROUND as FIRST,
)

ROUND = {
    "round": 1,
    "expected_cents": 400_000,
    "member_count": 4,
    "due_on": "2026-11-26",
    "recipient": WANJIRU.name,
    "abroad": [],
    "is_paid_out": False,
    "waits": [],
    "short": [],
    "paid_on": "",
    "before": [],
}
POT = {entries.pot("1.1"): -400_000}


@pytest.mark.parametrize(
    ("balances", "facts"),
    [
        pytest.param(
            open_dues(), {"collected_cents": 0, "paid_count": 0, "complete": False}, id="begun"
        ),
        pytest.param(
            open_dues(BARAKA, cents=25_050),
            {"collected_cents": 374_950, "paid_count": 3, "complete": False},
            id="a-part-is-missing",
        ),
        pytest.param(
            POT, {"collected_cents": 400_000, "paid_count": 4, "complete": True}, id="complete"
        ),
        pytest.param(
            {},
            {
                "collected_cents": 400_000,
                "paid_count": 4,
                "complete": True,
                "is_paid_out": True,
            },
            id="paid-out",
        ),
    ],
)
def test_counts_and_totals(balances: dict[Account, int], facts: dict[str, object]) -> None:
    expected = reply(ACHIENG, "round_status", **ROUND | facts)
    assert decided(ACHIENG, "round", balances=balances) == (expected,)


def test_a_pot_of_which_a_reversal_is_claimed_is_not_complete() -> None:
    claimed = proposal("reversal", {})
    (said,) = decided(ACHIENG, "round", balances=POT, proposals=(claimed,))
    assert said.facts["complete"] is False


def test_before_the_first_round_it_says_when_that_starts() -> None:
    decision = decided(ACHIENG, "raundi", group=group(round=None), balances={})
    assert decision == (reply(ACHIENG, "no_round", starts_on="2026-11-20"),)


def sent(round_key: str, member: str, code: str) -> JournalEntry:
    return entries.payout(
        entries.pot(round_key),
        member,
        400_000,
        out_of=entries.collector(ROTATION, PHONE.code),
        receipt=mpesa(code),
        on=TODAY,
        actor="M01",
    )


def test_a_pot_that_was_sent_says_when() -> None:
    recent = book(sent("1.1", "M01", "UKN1AB2C01"))
    (said,) = decided(ACHIENG, "round", balances={}, recent=recent)
    assert (said.facts["is_paid_out"], said.facts["paid_on"]) == (True, "2026-11-23")


def test_the_pot_of_the_round_before_is_told_too() -> None:
    second = replace(FIRST, number=2, recipients=("M02",))
    later = group(round=second, earlier_rounds=(FIRST,))
    dues = {entries.dues("M03", "1.2"): 100_000, entries.pot("1.2"): -400_000}
    recent = book(sent("1.1", "M01", "UKN1AB2C01"))
    (said,) = decided(ACHIENG, "round", group=later, balances=dues, recent=recent)
    assert said.facts["before"] == [{"round": 1, "name": WANJIRU.name, "on": "2026-11-23"}]
    assert said.facts["paid_on"] == ""


def test_a_payout_that_was_undone_was_none() -> None:
    paid = sent("1.1", "M01", "UKN1AB2C01")
    recent = book(paid, entries.reversal(paid, 2, on=TODAY, actor="M01"))
    (said,) = decided(ACHIENG, "round", balances=POT, recent=recent)
    assert (said.facts["is_paid_out"], said.facts["paid_on"]) == (False, "")
