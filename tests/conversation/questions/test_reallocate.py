"""A payment moves to another member when an officer agrees, and only if it is as it was."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import questions
from tests.builders import (
    ACHIENG,
    BARAKA,
    WANJIRU,
    contribution,
    decided,
    mpesa,
    postings_of,
    question,
    recorded,
    taken_back,
    templates_to,
)

CODE = "UKN1AB2C01"
IN_BOOK = {"receipts": {mpesa(CODE): recorded(contribution(ACHIENG, CODE))}}
TO_BARAKA = [
    {"collector:C1": -100_000, "dues:M03:1.1": 100_000},
    {"collector:C1": 100_000, "dues:M04:1.1": -100_000},
]
DETAILS = {
    "code": CODE,
    "network": "mpesa",
    "amount_cents": 100_000,
    "said_by": ACHIENG.code,
    "said_by_name": ACHIENG.name,
    "from_names": ACHIENG.name,
    "shares": [{"member": BARAKA.code, "name": BARAKA.name, "amount_cents": 100_000}],
}
ASKED = question("reallocate", WANJIRU, DETAILS)


def test_the_officers_yes_moves_it() -> None:
    decision = decided(WANJIRU, "yes", questions=(ASKED,), **IN_BOOK)
    assert postings_of(decision) == TO_BARAKA


@pytest.mark.parametrize(
    ("text", "known"),
    [("no", IN_BOOK), ("yes", {"receipts": {mpesa(CODE): taken_back(contribution())}})],
    ids=["no", "taken-back-meanwhile"],
)
def test_else_it_stays(text: str, known: dict[str, Any]) -> None:
    decision = decided(WANJIRU, text, questions=(ASKED,), **known)
    assert postings_of(decision) == []
    assert templates_to(decision, ACHIENG) == ["change_declined"]


def test_it_shows_whose_it_is_and_whose_it_is_said_to_be() -> None:
    template, facts = questions.shown("reallocate", DETAILS)
    assert template == "ask_reallocate"
    assert (facts["from_names"], facts["shares"]) == (ACHIENG.name, DETAILS["shares"])
