"""What a member writes whose money has not come, and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.understanding import says_not_come
from bot.understanding.answers import Asked, read_answer
from tests.builders import PEOPLE

NAMES = [person.name for person in PEOPLE]


@pytest.mark.parametrize(
    "text",
    [
        "NOT COME", "it has not come", "It hasn't come", "why has it not come?", "not yet received",
        "I have not received the money", "I did not receive it", "I did not get 4000",
        "I never got it", "nothing came", "no money came", "my pot has not come",
        "the money has not arrived", "the money did not reach me", "I have not been paid",
        "Wanjiru has not sent me the money", "they did not send me", "HAZIJANIFIKIA",
        "haijanifikia", "haijafika", "hazijafika", "pesa haijaingia", "haijakuja", "haijaja",
        "sijapata pesa", "sijapata", "sikupata 4000", "sijaona pesa", "bado sijapokea",
        "sijapokea pesa yangu", "sijatumiwa pesa", "sijalipwa", "Wanjiru hajanitumia pesa",
    ],
)  # fmt: skip
def test_money_that_has_not_come(text: str) -> None:
    assert says_not_come(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "I did not come", "I will not come", "Baraka has not come", "has it come?", "sitafika",
        "sitakuja mkutano", "hajafika mkutano", "I have not received your message",
        "I have not paid", "sijalipa", "sijatuma", "who has not paid", "I cannot pay", "sina pesa",
        "I got the money", "pesa imefika", "will I receive?", "I did not get the M-Pesa message",
        "I paid but it has not come", "money is not enough", "don't send me messages",
        "do not send me any more texts", "usinitumie meseji tena", "msinitumie sms",
        "I did not receive a receipt", "sijapata risiti", "my statement has not come",
        "I never missed a contribution", "I did not miss", "sikukosa mchango",
        "my contribution is not showing", "mchango wangu haujafika", "hamjarekodi mchango wangu",
        "sijapokea ujumbe wenu",
        "this fine is not fair, I never got it", "I have not received the statement",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it(text: str) -> None:
    assert not says_not_come(text, NAMES)


@pytest.mark.parametrize("text", ["NOT COME", "HAZIJANIFIKIA"])
def test_what_we_ask_to_write_is_no_answer_to_a_question(text: str) -> None:
    assert read_answer(text, "", Asked(is_yes_no=True)) is None
