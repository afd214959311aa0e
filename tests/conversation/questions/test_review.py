"""A doubtful text counts when an officer says so, like a clean one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import Ask, Close
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    postings_of,
    question,
    recorded,
    reply,
    taken_back,
    templates_to,
)

PAYMENT: dict[str, Any] = {
    "code": "UKA1AB2C01",
    "network": "mpesa",
    "amount_cents": 100_000,
    "currency": "KES",
    "on": "2026-11-23",
    "collector": "C1",
    "payer_name": "ACHIENG ATIENO",
    "phone": ACHIENG.phone,
    "masked": None,
    "account": None,
}


def review(**changes: Any) -> Any:
    details = {"payment": {**PAYMENT, **changes}, "reasons": ["code_date_mismatch"]}
    return question("review", OTIENO, details)


def test_yes_credits_the_payer() -> None:
    decision = decided(OTIENO, "yes", questions=(review(),))
    assert postings_of(decision) == [{"collector:C1": 100_000, "dues:M03:1.1": -100_000}]
    assert templates_to(decision, OTIENO) == ["recorded"]
    assert templates_to(decision, ACHIENG) == ["receipt"]


def test_yes_to_an_unknown_payer_asks_whose_it_is() -> None:
    unknown = review(payer_name="ROSE AKOTH", phone=None)
    decision = decided(OTIENO, "yes", questions=(unknown,))
    assert postings_of(decision) == [
        {"collector:C1": 100_000, "unallocated:mpesa/UKA1AB2C01": -100_000}
    ]
    assert templates_to(decision, OTIENO) == ["ask_whose_payment"]


@pytest.mark.parametrize("masked", ["0733***911", None])
def test_of_a_masked_payer_it_says_who_can_tell(masked: str | None) -> None:
    unknown = review(payer_name="ROSE AKOTH", phone=None, masked=masked)
    decision = decided(OTIENO, "yes", questions=(unknown,))
    hints = [effect.details["hint_334"] for effect in decision if isinstance(effect, Ask)]
    assert hints == [masked is not None]


def test_no_leaves_it_out_of_the_book() -> None:
    decision = decided(OTIENO, "no", questions=(review(),))
    assert decision == (Close(7, "no"), reply(OTIENO, "cancelled"))
    assert templates_to(decision, WANJIRU) == []


def test_what_officers_had_undone_counts_again_without_a_second_receipt() -> None:
    known = {
        "receipts": {
            mpesa(PAYMENT["code"]): taken_back(contribution(ACHIENG, PAYMENT["code"]), receipt="")
        }
    }
    decision = decided(OTIENO, "yes", questions=(review(),), **known)
    assert [one.entry.receipt for one in decision if hasattr(one, "entry")] == [""]
    assert templates_to(decision, ACHIENG) == ["receipt"]


def test_what_was_recorded_meanwhile_does_not_count_twice() -> None:
    known = {"receipts": {mpesa(PAYMENT["code"]): recorded(contribution(ACHIENG, PAYMENT["code"]))}}
    decision = decided(OTIENO, "yes", questions=(review(),), **known)
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["receipt_known"]
