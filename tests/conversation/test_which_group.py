"""Which of several groups a message is about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.which_group import CHOICE_LASTS, Chosen, which_group
from chama.group import Group, Person
from tests.builders import (
    ACHIENG,
    BARAKA,
    NOW,
    OTIENO,
    PHONE,
    WANJIRU,
    group,
    question,
    received_text,
    sent_text,
    understood,
)

ZAWADI = Person("M02", "Zawadi Cherono", "+254712000005", 2)
UMOJA = group()
SAME_PHONE = group(id=2, name="Amani", people=(WANJIRU, ZAWADI, ACHIENG))
OTHER_PHONE = group(
    id=3,
    name="Tumaini",
    people=(OTIENO, ACHIENG),
    collectors=(type(PHONE)("C1", PHONE.kind, OTIENO.name, OTIENO.phone),),
)


def chosen_for(
    groups: list[Group], sender: Person, text: str, *, asked: Any = None, chosen: Any = None
) -> int | None:
    receipts = understood(text).receipts
    found = which_group(groups, sender.phone, receipts, asked, chosen, NOW)
    return found.id if found else None


@pytest.mark.parametrize(
    ("groups", "sender", "text", "expected"),
    [
        pytest.param([UMOJA, OTHER_PHONE], ACHIENG, sent_text(), 1, id="paid-to-umoja"),
        pytest.param(
            [UMOJA, OTHER_PHONE],
            ACHIENG,
            sent_text(payee="OTIENO OUMA 0712000002"),
            3,
            id="paid-to-tumaini",
        ),
        pytest.param([UMOJA, SAME_PHONE], ACHIENG, sent_text(), None, id="collects-for-both"),
        pytest.param(
            [UMOJA, OTHER_PHONE], OTIENO, received_text(), 3, id="received-on-their-phone"
        ),
        pytest.param(
            [UMOJA, SAME_PHONE],
            WANJIRU,
            received_text(payer="ZAWADI CHERONO 0712000005"),
            2,
            id="payer-is-in-one-of-them",
        ),
        pytest.param([UMOJA, SAME_PHONE], WANJIRU, received_text(), None, id="payer-is-in-both"),
        pytest.param([UMOJA, OTHER_PHONE], ACHIENG, "balance", None, id="words-say-nothing"),
    ],
)
def test_money_tells_by_itself(
    groups: list[Group], sender: Person, text: str, expected: int | None
) -> None:
    assert chosen_for(groups, sender, text) == expected


@pytest.mark.parametrize(
    ("age", "expected"), [(timedelta(0), 3), (CHOICE_LASTS, None)], ids=["fresh", "old"]
)
def test_a_choice_lasts_some_hours(age: timedelta, expected: int | None) -> None:
    chosen = Chosen(3, NOW - age)
    assert chosen_for([UMOJA, OTHER_PHONE], ACHIENG, "balance", chosen=chosen) == expected


def test_words_belong_to_the_group_whose_question_is_open() -> None:
    asked = question("meeting", BARAKA, {}, chama_id=3)
    chosen = Chosen(1, NOW)
    found = chosen_for([UMOJA, OTHER_PHONE], ACHIENG, "1", asked=asked, chosen=chosen)
    assert found == 3
