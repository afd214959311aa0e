"""The groups of a phone by number and name; the answer goes on with the message that waited."""

from __future__ import annotations

import pytest

from bot.conversation import questions
from bot.conversation.effects import ChooseGroup, Close, Say
from tests.builders import ACHIENG, decided, question, reply

DETAILS = {
    "options": [
        {"label": "Umoja", "value": "1"},
        {"label": "Amani Sisters", "value": "2"},
        {"label": "Amani Brothers", "value": "3"},
    ],
    "text": "salio",
    "is_money": False,
}
ASKED = question("which_chama", ACHIENG, DETAILS, chama_id=None)
CHOICES = ((1, "Umoja"), (2, "Amani Sisters"), (3, "Amani Brothers"))


def test_it_is_put_with_the_names() -> None:
    names = ["Umoja", "Amani Sisters", "Amani Brothers"]
    assert questions.shown("which_chama", DETAILS) == ("ask_chama", {"options": names})


@pytest.mark.parametrize(
    ("text", "chama_id"), [("1", 1), ("umoja", 1), ("amani sisters", 2), ("3", 3)]
)
def test_the_answer_chooses(text: str, chama_id: int) -> None:
    decision = decided(ACHIENG.phone, text, group=None, choices=CHOICES, questions=(ASKED,))
    assert decision == (Close(7, str(chama_id)), ChooseGroup(chama_id, redo="salio"))


@pytest.mark.parametrize("text", ["no", "4", "cancel"])
def test_what_names_no_group_on_offer_asks_for_a_number(text: str) -> None:
    decision = decided(ACHIENG.phone, text, group=None, choices=CHOICES, questions=(ASKED,))
    assert [effect.template for effect in decision if isinstance(effect, Say)] == ["pick_number"]


def test_a_name_that_two_groups_share_chooses_neither() -> None:
    decision = decided(ACHIENG.phone, "amani", group=None, choices=CHOICES, questions=(ASKED,))
    assert not [effect for effect in decision if isinstance(effect, ChooseGroup)]


def test_where_nothing_waited_the_choice_is_said() -> None:
    asked = question("which_chama", ACHIENG, {**DETAILS, "text": ""}, chama_id=1)
    decision = decided(ACHIENG, "2", questions=(asked,))
    assert decision == (
        Close(7, "2"),
        ChooseGroup(2),
        reply(ACHIENG, "group_chosen", group="Amani Sisters"),
    )
