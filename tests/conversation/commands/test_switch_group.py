"""Somebody in several groups speaks about another one from now on."""

from __future__ import annotations

import pytest

from bot.conversation.effects import ChooseGroup
from tests.builders import ACHIENG, decided, reply

GROUPS = ((1, "Umoja"), (2, "Amani Sisters"), (3, "Amani Brothers"))


def test_the_one_group_with_that_name_is_chosen() -> None:
    decision = decided(ACHIENG, "use the Sisters group", groups=GROUPS)
    assert decision == (ChooseGroup(2), reply(ACHIENG, "group_chosen", group="Amani Sisters"))


@pytest.mark.parametrize(
    "text", ["use the Amani group", "switch to the Upendo group", "change group", "badili chama"]
)
def test_how_to_choose_is_said_where_none_or_several_fit(text: str) -> None:
    groups = {"groups": "Umoja, Amani Sisters, Amani Brothers", "example": "Amani Brothers"}
    assert decided(ACHIENG, text, groups=GROUPS) == (reply(ACHIENG, "your_groups", **groups),)
