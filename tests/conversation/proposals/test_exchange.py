"""An exchange: both sides or neither, also where it is taken back."""

from __future__ import annotations

import pytest

from tests.conversation.thames import CHAIR, SECRETARY, TREASURER, balances, found, say, told
from tests.transcripts import Stage


@pytest.fixture
def stage(checked: Stage) -> Stage:
    return found(checked)


def test_an_exchange_that_is_refused_leaves_both_sides_alone(stage: Stage) -> None:
    before = balances(stage)
    say(stage, TREASURER, "changed GBP 600 to KES 98,400")
    arrived = say(stage, CHAIR, "no")
    assert "Nothing was recorded" in told(arrived, TREASURER)
    assert balances(stage) == before


def test_an_exchange_is_undone_on_both_sides(stage: Stage) -> None:
    before = balances(stage)
    say(stage, TREASURER, "changed GBP 600 to KES 98,400")
    say(stage, CHAIR, "4821")
    say(stage, TREASURER, "undo")
    say(stage, SECRETARY, "yes")
    assert balances(stage) == before
