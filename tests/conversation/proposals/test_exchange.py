"""An exchange: both sides or neither, also where it is taken back."""

from __future__ import annotations

import pytest

from bot.conversation import abroad
from bot.conversation.draft import Draft
from chama import entries
from chama.entries import ROTATION
from tests.builders import WANJIRU, caused_by, message, mpesa, situation
from tests.conversation.proposals.stories import yes_of
from tests.conversation.thames import (
    CHAIR,
    SECRETARY,
    TREASURER,
    balances,
    found,
    say,
    shillings,
    told,
)
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
    for officer in (CHAIR, SECRETARY):
        say(stage, officer, "yes")
    assert balances(stage) == before


def test_money_that_came_while_it_was_asked_is_not_counted_twice(stage: Stage) -> None:
    say(stage, TREASURER, "changed GBP 600 to KES 98,400")
    say(stage, TREASURER, shillings(1, "WORLDREMIT", "98,400"))
    before = balances(stage)
    say(stage, CHAIR, yes_of(stage, CHAIR))
    last = say(stage, SECRETARY, yes_of(stage, SECRETARY))
    assert "has changed in the book" in told(last, SECRETARY)
    assert balances(stage) == before
    say(stage, TREASURER, "changed GBP 600 to KES 98,400")
    for officer in (CHAIR, SECRETARY):
        say(stage, officer, yes_of(stage, officer))
    after = balances(stage)
    assert after["kes collector:C2"] == 9_840_000
    assert not [one for one in after if "unallocated" in one]


def test_who_answers_for_what_left_counts_for_nothing(stage: Stage) -> None:
    before = balances(stage)
    say(stage, TREASURER, "changed GBP 600 to KES 98,400")
    say(stage, CHAIR, yes_of(stage, CHAIR))
    assert balances(stage) == before


@pytest.mark.parametrize("is_text_first", [True, False])
def test_what_came_home_is_found_where_its_text_waits(is_text_first: bool) -> None:
    waits = Draft(
        situation(
            WANJIRU,
            balances={entries.unallocated(ROTATION, mpesa("UKN1AB2C09")): -60_000}
            if is_text_first
            else {},
        ),
        caused_by(message()),
    )
    found = abroad.waiting_of(waits, "", 60_000)
    assert found == (mpesa("UKN1AB2C09") if is_text_first else None)
