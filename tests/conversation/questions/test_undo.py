"""An entry is taken back on the word of two officers."""

from __future__ import annotations

import pytest

from bot.conversation import questions
from chama import entries
from chama.journal import SealedEntry
from tests.builders import (
    ACHIENG,
    OTIENO,
    TODAY,
    WANJIRU,
    book,
    contribution,
    decided,
    postings_of,
    question,
    templates_to,
)

CODE = "UKN1AB2C01"
CREDIT_BACK = {"collector:C1": -100_000, "dues:M03:1.1": 100_000}
DETAILS = {
    "code": CODE,
    "amount_cents": 100_000,
    "member": ACHIENG.code,
    "member_name": ACHIENG.name,
    "is_payout": False,
    "seq": 2,
    "said_by": OTIENO.code,
    "said_by_name": OTIENO.name,
}
ASKED = question("undo", WANJIRU, DETAILS)


def test_the_second_officers_yes_takes_it_back() -> None:
    known = {"recent": book(contribution()), "questions": (ASKED,)}
    decision = decided(WANJIRU, "yes", **known)
    assert postings_of(decision) == [CREDIT_BACK]
    assert templates_to(decision, OTIENO) == ["undone"]


@pytest.mark.parametrize(
    ("text", "recent"),
    [
        pytest.param("no", book(contribution()), id="no"),
        pytest.param(
            "yes",
            book(contribution(), entries.reversal(contribution(), 2, on=TODAY, actor="M01")),
            id="taken-back-meanwhile",
        ),
    ],
)
def test_without_it_everything_stays(text: str, recent: tuple[SealedEntry, ...]) -> None:
    decision = decided(WANJIRU, text, recent=recent, questions=(ASKED,))
    assert postings_of(decision) == []
    assert templates_to(decision, OTIENO) == ["change_declined"]


def test_it_shows_what_would_be_taken_back() -> None:
    template, facts = questions.shown("undo", DETAILS)
    assert template == "ask_undo"
    assert (facts["officer"], facts["member_name"]) == (OTIENO.name, ACHIENG.name)
