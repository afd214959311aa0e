"""Who asks for money back that was sent by mistake is told how M-Pesa takes it back."""

from __future__ import annotations

import pytest

from bot.understanding import Intent
from tests.builders import (
    ACHIENG,
    BARAKA,
    OTIENO,
    WANJIRU,
    asks,
    decided,
    postings_of,
    templates_to,
    wanted,
)


@pytest.mark.parametrize(
    "text",
    [
        "I sent 500 by mistake please send it back",
        "nimetuma kimakosa, nirudishieni",
        "nimekosea nikakutumia 1000 rudisha",
    ],
)
def test_nothing_is_sent_back_and_the_officers_are_told_to_send_nothing(text: str) -> None:
    decision = decided(ACHIENG, text)
    assert templates_to(decision, ACHIENG) == ["sent_by_mistake"]
    for officer in (WANJIRU, OTIENO):
        assert templates_to(decision, officer) == ["ask_raised"]
    assert templates_to(decision, BARAKA) == []
    assert postings_of(decision) == []


def test_a_guess_tells_its_writer_how_and_no_officer() -> None:
    guess = Intent("sent_by_mistake", {}, by_rules="unknown")
    decision = wanted(ACHIENG, guess, "it went to the wrong place")
    assert templates_to(decision, ACHIENG) == ["sent_by_mistake", "ask_shall_we_tell"]
    assert asks(decision) == [("shall_we_tell", ACHIENG.phone)]
