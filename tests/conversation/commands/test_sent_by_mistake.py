"""Who asks for money back that was sent by mistake is told how M-Pesa takes it back."""

from __future__ import annotations

import pytest

from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, decided, postings_of, templates_to


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
        assert templates_to(decision, officer) == ["mistake_notice"]
    assert templates_to(decision, BARAKA) == []
    assert postings_of(decision) == []
