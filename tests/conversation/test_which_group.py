"""Which of several groups a message is about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.which_group import CHOICE_LASTS, Chosen, is_of_each, which_group
from bot.understanding import understand
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


def chosen_for(groups: list[Group], sender: Person, text: str, *, chosen: Any = None) -> int | None:
    receipts = understood(text).receipts
    found = which_group(groups, sender.phone, receipts, None, chosen, NOW)
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


LATER, EARLIER = timedelta(minutes=1), timedelta(minutes=-1)


@pytest.mark.parametrize(
    ("asked_in", "since", "is_answer", "expected"),
    [
        pytest.param(3, LATER, False, 3, id="words after a question"),
        pytest.param(3, EARLIER, False, 1, id="words after a choice"),
        pytest.param(3, EARLIER, True, 3, id="an answer, though another was chosen since"),
        pytest.param(None, LATER, False, 1, id="words beside the question which group"),
        pytest.param(None, LATER, True, None, id="an answer to the question which group"),
    ],
)
def test_words_go_to_what_came_last_and_answers_to_their_question(
    asked_in: int | None, since: timedelta, is_answer: bool, expected: int | None
) -> None:
    chosen = Chosen(1, NOW - timedelta(hours=1))
    asked = question("meeting", BARAKA, {}, chama_id=asked_in, presented_at=chosen.at + since)
    found = which_group(
        [UMOJA, OTHER_PHONE], ACHIENG.phone, (), asked, chosen, NOW, is_answer=is_answer
    )
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        pytest.param("balance", 2, True, id="short"),
        pytest.param("nadaiwa ngapi", 4, True, id="still short"),
        pytest.param("balance", 5, False, id="too many"),
        pytest.param("my data", 9, True, id="of all together"),
        pytest.param("balance and my turn", 2, True, id="two questions"),
        pytest.param("balance and my turn", 3, False, id="two questions, too many"),
        pytest.param("Otieno's balance", 2, False, id="of a member of one"),
        pytest.param("statement", 2, False, id="long"),
        pytest.param("I gave Wanjiru 500 cash", 2, False, id="an act"),
        pytest.param("pot ngapi", 2, True, id="the round"),
    ],
)
def test_what_is_short_is_answered_of_each_group(text: str, count: int, *, expected: bool) -> None:
    people = tuple(person.name for person in (WANJIRU, OTIENO, ACHIENG))
    assert is_of_each(understand(text, people), count) is expected
