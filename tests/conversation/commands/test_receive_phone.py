"""Where a member receives, and how they ask for another number."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import ReceivePhone
from tests.builders import ACHIENG, NOW, PEOPLE, decided, group, templates_to


@pytest.mark.parametrize(
    ("text", "template"),
    [
        pytest.param("my receive number", "receive_phone", id="asked"),
        pytest.param("send my pot to 0733000222", "asked_receive_phone", id="changed"),
        pytest.param("nitumie pot kwa 0733000222", "asked_receive_phone", id="in-swahili"),
        pytest.param("my receive number is 0712000003", "receive_phone", id="as-it-is"),
        pytest.param("my receive number is 0712000003?", "receive_phone", id="a-question"),
        pytest.param(
            "mpesa yangu imefungwa mandolini nitumie kwa 0733000222",
            "ask_did_you_mean",
            id="offered",
        ),
        pytest.param("my new number is 0733000222", "asked_receive_phone", id="a-new-one"),
    ],
)
def test_what_a_member_hears(text: str, template: str) -> None:
    assert templates_to(decided(ACHIENG, text), ACHIENG) == [template]


def test_who_confirms_the_number_that_counts_drops_one_that_waits() -> None:
    waits = replace(
        ACHIENG, next_receive_phone="+254733000222", next_receive_from=NOW + timedelta(hours=1)
    )
    people = tuple(waits if one == ACHIENG else one for one in PEOPLE)
    decision = decided(
        ACHIENG, "my receive number is 0712000003", group=group(people=people), me=waits
    )
    assert ReceivePhone(ACHIENG.code, "", None, ACHIENG.code) in decision


def test_a_number_counts_from_its_moment_on() -> None:
    waits = replace(ACHIENG, next_receive_phone="+254733000222", next_receive_from=NOW)
    assert waits.receives_on(NOW - timedelta(seconds=1)) == ACHIENG.phone
    assert waits.receives_on(NOW) == "+254733000222"
