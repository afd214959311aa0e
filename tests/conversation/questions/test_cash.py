"""Cash between two people counts when the officer who is asked says so."""

from __future__ import annotations

import pytest

from bot.conversation.effects import ChainOf, Close
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    decided,
    postings_of,
    question,
    reply,
    templates_to,
    told,
)

KEY = "cash:simulator:earlier"
BY_ACHIENG = {
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "said_by": ACHIENG.code,
    "holder": WANJIRU.code,
    "holder_name": WANJIRU.name,
    "amount_cents": 70_000,
    "entry_key": KEY,
}
BY_WANJIRU = {**BY_ACHIENG, "said_by": WANJIRU.code}


def test_yes_posts_the_cash_into_the_officers_hand() -> None:
    decision = decided(WANJIRU, "yes", questions=(question("cash", WANJIRU, BY_ACHIENG),))
    assert decision[0] == Close(7, "yes")
    assert postings_of(decision) == [{"cash:M01": 70_000, "dues:M03:1.1": -70_000}]
    assert decision[-1] == told(
        ACHIENG,
        "receipt",
        amount_cents=70_000,
        code="",
        rounds=[1],
        chain=ChainOf(KEY),
        remaining_cents=30_000,
        advance_cents=0,
        paid_for="",
        paid_by="",
    )


def test_who_recorded_it_learns_that_it_counts() -> None:
    decision = decided(OTIENO, "yes", questions=(question("cash", OTIENO, BY_WANJIRU),))
    assert templates_to(decision, OTIENO) == ["recorded"]
    assert templates_to(decision, WANJIRU) == ["recorded"]
    assert templates_to(decision, ACHIENG) == ["receipt"]


def test_no_posts_nothing_and_tells_who_said_so() -> None:
    assert decided(WANJIRU, "no", questions=(question("cash", WANJIRU, BY_ACHIENG),)) == (
        Close(7, "no"),
        reply(WANJIRU, "cancelled"),
        told(ACHIENG, "cash_declined", officer=WANJIRU.name, amount_cents=70_000),
    )


@pytest.mark.parametrize("text", ["1", "Ndio", "2"])
def test_a_member_who_has_left_is_credited_nothing(text: str) -> None:
    gone = {**BY_ACHIENG, "member": "M99", "said_by": BARAKA.code}
    decision = decided(WANJIRU, text, questions=(question("cash", WANJIRU, gone),))
    assert decision[1:] == (reply(WANJIRU, "cancelled"),)
