"""What is asked back where an exchange is not said plainly."""

from __future__ import annotations

import pytest

from tests.conversation.thames import CHAIR, MEMBER, TREASURER, found, say, shillings, told
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("changed KES 9,900 to GBP 60, fee KES 100", "so KES 9,900 is free"),
        ("changed KES 9,901 to GBP 60", "so KES 9,900 is free"),
    ],
)
def test_no_more_of_another_currency_is_changed_than_is_free(
    stage: Stage, text: str, said: str
) -> None:
    say(stage, TREASURER, "RATE 165")
    say(stage, CHAIR, "yes")
    say(stage, TREASURER, shillings(1, f"{MEMBER.name.upper()} 0{MEMBER.phone[4:]}", "9,900"))
    say(stage, TREASURER, shillings(2, "WORLDREMIT", "10,000"))  # waits for its owner
    arrived = say(stage, TREASURER, text)
    assert said in told(arrived, TREASURER)
    assert told(arrived, CHAIR) == ""
