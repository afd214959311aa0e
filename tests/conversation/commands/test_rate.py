"""Who may announce a rate, and what is asked back where it is not clear."""

from __future__ import annotations

import pytest

from tests.conversation.thames import CHAIR, MEMBER, TREASURER, found, say, told
from tests.transcripts import Stage


@pytest.fixture
def stage(checked: Stage) -> Stage:
    return found(checked)


def test_a_plain_member_announces_nothing(stage: Stage) -> None:
    arrived = say(stage, MEMBER, "RATE 165")
    assert "Only an officer" in told(arrived, MEMBER)
    assert told(arrived, CHAIR) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RATE 165 for round 7", "it is round 1 now"),
        ("RATE USD 165", "not paid in USD (clause 15.2)"),
        ("RATE GBP 165", "Please write how many KES are GBP 1"),
        ("RATE USD 1 = KES 165", "Please write how many KES are GBP 1"),
        ("RATE 0", "Please write how many KES are GBP 1"),
        ("rate?", "No rate is announced yet"),
    ],
)
def test_what_is_not_clear_is_asked_back(stage: Stage, text: str, said: str) -> None:
    arrived = say(stage, TREASURER, text)
    assert said in told(arrived, TREASURER)
    assert told(arrived, CHAIR) == ""
