"""What the open reader alone has read puts nothing to others, silences nobody and wakes nobody."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask, Propose, SetOptOut
from bot.understanding import Intent
from chama.group import Person
from tests.builders import ACHIENG, WANJIRU, templates_to, wanted


@pytest.mark.parametrize(
    ("who", "intent", "text", "template"),
    [
        pytest.param(ACHIENG, "stop", "hakuna ujumbe umefika", "stop_how", id="stop"),
        pytest.param(ACHIENG, "start", "so did it begin", "start_how", id="start"),
        pytest.param(WANJIRU, "not_group_money", "it is mine I guess", "which_not_ours", id="ours"),
    ],
)
def test_a_guess_is_told_how_to_say_it(who: Person, intent: str, text: str, template: str) -> None:
    decision = wanted(who, Intent(intent, {}, sure=False, is_guess=True), text)
    assert templates_to(decision, who) == [template]
    assert not [one for one in decision if isinstance(one, SetOptOut | Propose)]


def test_a_guess_of_need_is_asked_back_by_number() -> None:
    decision = wanted(ACHIENG, Intent("welfare_claim", {}, is_guess=True), "things are very hard")
    assert [one.kind for one in decision if isinstance(one, Ask)] == ["welfare_event"]
    assert not [one for one in decision if isinstance(one, Propose)]
