"""Money out is posted when a second officer says that it was right."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.effects import ChainOf, Close
from chama import entries
from chama.entries import ROTATION
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    TODAY,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    postings_of,
    question,
    recorded,
    taken_back,
    templates_to,
    told,
)

CODE = "UKN5OU7T01"
DETAILS = {
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 400_000,
    "on": "2026-11-23",
    "collector": "C1",
    "sent_by": WANJIRU.code,
    "sender_name": WANJIRU.name,
    "recipient_name": "ACHIENG ATIENO",
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "round": "1.1",
}
ASKED = question("payout", OTIENO, DETAILS)


def test_yes_posts_it_and_tells_all_officers_and_the_recipient() -> None:
    decision = decided(OTIENO, "yes", questions=(ASKED,))
    assert postings_of(decision) == [{"pot::1.1": 400_000, "collector:C1": -400_000}]
    facts = {"code": CODE, "amount_cents": 400_000, "chain": ChainOf(f"receipt:mpesa:{CODE}")}
    expected = told(WANJIRU, "payout_recorded", **{**facts, "name": "ACHIENG ATIENO"})
    assert decision[2] == expected
    for person in (WANJIRU, OTIENO, ACHIENG):
        assert templates_to(decision, person) == ["payout_recorded"]
    assert templates_to(decision, BARAKA) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param("no", {}, id="not-right"),
        pytest.param(
            "yes",
            {"receipts": {mpesa(CODE): recorded(contribution(code=CODE))}},
            id="used-meanwhile",
        ),
    ],
)
def test_otherwise_nothing_is_posted_and_the_officers_know(
    text: str, known: dict[str, Any]
) -> None:
    decision = decided(OTIENO, text, questions=(ASKED,), **known)
    assert isinstance(decision[0], Close)
    assert postings_of(decision) == []
    assert templates_to(decision, WANJIRU) == ["payout_rejected"]
    assert templates_to(decision, OTIENO) == ["payout_rejected"]


def test_an_undone_payout_may_be_posted_again_without_a_second_receipt() -> None:
    sent = entries.payout(
        ACHIENG.code,
        "1.1",
        400_000,
        out_of=entries.collector(ROTATION, "C1"),
        receipt=mpesa(CODE),
        on=TODAY,
        actor=OTIENO.code,
    )
    known = {"receipts": {mpesa(CODE): taken_back(sent, receipt="")}}
    decision = decided(OTIENO, "yes", questions=(ASKED,), **known)
    assert postings_of(decision) == [{"pot::1.1": 400_000, "collector:C1": -400_000}]
    assert [one.entry.receipt for one in decision if hasattr(one, "entry")] == [""]
