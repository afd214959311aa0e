"""What is asked back where an exchange is not said plainly."""

from __future__ import annotations

import pytest

from tests.conversation.thames import CHAIR, MEMBER, TREASURER, found, say, told
from tests.transcripts import Stage


@pytest.fixture
def stage(checked: Stage) -> Stage:
    return found(checked)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("changed GBP 600 to 98,400", "Please write both amounts"),
        ("changed USD 600 to KES 98,400", "Please write both amounts"),
        ("changed GBP 600 to GBP 98,400", "Please write both amounts"),
        ("changed GBP 600 to KES 98,400, fee USD 4", "Please write both amounts"),
        ("changed GBP 600 to USD 700", "keeps no money in USD"),
    ],
)
def test_what_is_not_plain_is_asked_back(stage: Stage, text: str, said: str) -> None:
    arrived = say(stage, TREASURER, text)
    assert said in told(arrived, TREASURER)
    assert told(arrived, CHAIR) == ""


def test_only_officers_tell_of_an_exchange(stage: Stage) -> None:
    arrived = say(stage, MEMBER, "changed GBP 600 to KES 98,400")
    assert "Only an officer" in told(arrived, MEMBER)
    assert told(arrived, CHAIR) == ""
