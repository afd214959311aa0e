"""What the book says of a code depends on who asks; a claim in words is kept, never credited."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import MakeClaim
from bot.conversation.situation import ClaimFacts
from chama.group import Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    postings_of,
    recorded,
    reply,
    taken_back,
)

CODE = "UKN1AB2C01"
IN_BOOK = {"receipts": {mpesa(CODE): recorded(contribution(ACHIENG, CODE))}}
ELSEWHERE = {"receipts": {mpesa(CODE): recorded(contribution(ACHIENG, CODE), is_ours=False)}}
TAKEN_BACK = {"receipts": {mpesa(CODE): taken_back(contribution(ACHIENG, CODE))}}
CLAIMED = {"claims": {mpesa(CODE): (ClaimFacts(mpesa(CODE), BARAKA.code, None),)}}
SETTLED = {"claims": {mpesa(CODE): (ClaimFacts(mpesa(CODE), BARAKA.code, None, is_settled=True),)}}


@pytest.mark.parametrize(
    ("sender", "known", "template"),
    [
        pytest.param(ACHIENG, IN_BOOK, "receipt_found", id="its-owner"),
        pytest.param(WANJIRU, IN_BOOK, "receipt_found", id="treasurer"),
        pytest.param(OTIENO, IN_BOOK, "receipt_found", id="chair"),
        pytest.param(BARAKA, IN_BOOK, "receipt_known", id="another-member"),
        pytest.param(WANJIRU, ELSEWHERE, "receipt_known", id="of-another-group"),
        pytest.param(ACHIENG, TAKEN_BACK, "receipt_reversed", id="taken-back"),
        pytest.param(BARAKA, CLAIMED, "receipt_waiting", id="claimed"),
        pytest.param(BARAKA, SETTLED, "receipt_unknown", id="claim-was-dropped"),
        pytest.param(ACHIENG, {}, "receipt_unknown", id="unknown"),
    ],
)
def test_who_asks_decides_what_is_said(sender: Person, known: Any, template: str) -> None:
    (said,) = decided(sender, CODE.lower(), **known)
    assert (said.template, said.facts["code"]) == (template, CODE)


def test_details_are_amount_owner_day_and_proof() -> None:
    facts = {
        "code": CODE,
        "amount_cents": 100_000,
        "name": ACHIENG.name,
        "is_payout": False,
        "on": "2026-11-23",
        "chain": "abcdef01",
    }
    assert decided(ACHIENG, CODE, **IN_BOOK) == (reply(ACHIENG, "receipt_found", **facts),)


def test_a_claim_in_words_is_kept_under_its_code() -> None:
    assert decided(BARAKA, f"I have paid, {CODE}") == (
        MakeClaim(mpesa(CODE), BARAKA.code, None),
        reply(BARAKA, "receipt_waiting", code=CODE),
    )


def test_a_claim_of_ones_own_recorded_money_is_answered_with_it() -> None:
    (said,) = decided(ACHIENG, f"I have paid, {CODE}", **IN_BOOK)
    assert said.template == "receipt_found"


def test_a_claim_of_anothers_money_is_put_to_an_officer() -> None:
    decision = decided(BARAKA, f"I have paid, {CODE}", **IN_BOOK)
    assert decision[0] == reply(BARAKA, "held", code=CODE)
    assert getattr(decision[1], "kind", "") == "same_code"
    assert postings_of(decision) == []


def test_words_without_a_code_ask_for_the_text() -> None:
    (said,) = decided(BARAKA, "nimelipa")
    assert said.template == "send_proof"
