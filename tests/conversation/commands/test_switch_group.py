"""Somebody in several groups speaks about another one from now on."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask, ChooseGroup, Close, Say
from tests.builders import ACHIENG, decided, question, reply

GROUPS = ((1, "Umoja"), (2, "Amani Sisters"), (3, "Amani Brothers"))


def test_the_one_group_with_that_name_is_chosen() -> None:
    decision = decided(ACHIENG, "use the Sisters group", groups=GROUPS)
    assert decision == (ChooseGroup(2), reply(ACHIENG, "group_chosen", group="Amani Sisters"))


def test_the_name_itself_is_meant_before_a_longer_one() -> None:
    groups = ((1, "Umoja"), (2, "Umoja Sisters"), (3, "Amani"))
    assert ChooseGroup(1) in decided(ACHIENG, "use the Umoja group", groups=groups)


@pytest.mark.parametrize(
    "text",
    ["use the Amani group", "switch to the Upendo group", "switch", "na ile nyingine?"],
    ids=["several", "none", "no-name", "the-other"],
)
def test_where_none_or_several_fit_it_is_asked_by_number(text: str) -> None:
    (ask, say) = decided(ACHIENG, text, groups=GROUPS)
    assert isinstance(ask, Ask)
    labels = [option["label"] for option in ask.details["options"]]
    assert labels == ["Amani Sisters", "Amani Brothers"]
    assert (ask.details["text"], ask.details["is_money"]) == ("", False)
    assert isinstance(say, Say)
    assert say.template == "ask_chama"


def test_of_two_groups_the_other_one_is_meant() -> None:
    decision = decided(ACHIENG, "badilisha group", groups=GROUPS[:2])
    assert decision == (ChooseGroup(2), reply(ACHIENG, "group_chosen", group="Amani Sisters"))


def test_before_a_choice_all_are_asked_about_and_what_waits_is_kept() -> None:
    details = {"options": [], "text": "salio", "is_money": False}
    waits = question("which_chama", ACHIENG, details, chama_id=None)
    known = {"group": None, "groups": GROUPS, "choices": GROUPS, "questions": (waits,)}
    closed, ask, _ = decided(ACHIENG.phone, "switch", **known)
    assert closed == Close(7, "replaced")
    assert isinstance(ask, Ask)
    assert [option["value"] for option in ask.details["options"]] == ["1", "2", "3"]
    assert ask.details["text"] == "salio"
    assert ChooseGroup(1, redo="salio") in decided(ACHIENG.phone, "use the Umoja group", **known)


def test_in_one_group_there_is_nothing_to_choose() -> None:
    assert decided(ACHIENG, "switch") == (reply(ACHIENG, "one_group"),)
