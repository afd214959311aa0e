"""A stray no refuses nothing, but takes back the sender's word on their next payment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.effects import UseIntention
from bot.conversation.situation import Intention
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, NOW, decided, reply


def said(by: Person = ACHIENG, age: timedelta = timedelta(minutes=5)) -> Intention:
    return Intention(4, by.code, ((BARAKA.code, None),), NOW - age)


@pytest.mark.parametrize("text", ["no", "hapana", "forget it", "no its for me", "hapana ni yangu"])
def test_the_last_word_is_taken_back(text: str) -> None:
    decision = decided(ACHIENG, text, intentions=(said(),))
    assert decision == (UseIntention(4), reply(ACHIENG, "intention_dropped"))


@pytest.mark.parametrize("known", [said(BARAKA), said(age=timedelta(hours=2))])
def test_anothers_word_and_an_old_one_stay(known: Intention) -> None:
    decision = decided(ACHIENG, "forget it", intentions=(known,))
    assert decision == (reply(ACHIENG, "nothing_to_confirm"),)
