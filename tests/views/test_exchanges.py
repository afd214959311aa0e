"""Pairs of amounts as a report says them."""

from __future__ import annotations

import pytest

from bot.store.database import reading
from bot.views.exchanges import exchanges
from tests.conversation.thames import CHAIR, SECRETARY, TREASURER, balances, found, say
from tests.transcripts import Stage


@pytest.fixture
def stage(checked: Stage) -> Stage:
    return found(checked)


def test_a_report_says_both_amounts_and_what_that_makes_of_a_unit(stage: Stage) -> None:
    say(stage, TREASURER, "changed GBP 600 to KES 98,400, fee GBP 4")
    for officer, code in ((CHAIR, "4821"), (SECRETARY, "4822")):
        say(stage, officer, code)
    with reading(stage.engine) as connection:
        (row,) = exchanges(connection, 1)
    assert str(row) == "GBP 600 <-> KES 98,400 = 164"
    held = balances(stage)
    assert held["rotation collector:C1"] == -60_000
    assert held["general collector:C1"] == -400
    assert held["general fees"] == 400
    assert held["kes collector:C2"] == 9_840_000
