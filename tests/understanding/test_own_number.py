"""Who says that a number is theirs says it in so many words; whatever else stands beside them."""

from __future__ import annotations

import pytest

from bot.understanding.own_number import LONGEST, says_own_number

NAME = "Achieng Atieno"


@pytest.mark.parametrize(
    "text",
    [
        "this is my number",
        "This is my number!",
        "it is me, Achieng",
        "It's me",
        "I am Achieng Atieno",
        "yes, it's mine",
        "sorry, my mistake, this is my number",
        "ni mimi",
        "ni mimi Achieng",
        "mimi ni Achieng",
        "namba ni yangu",
        "ndio, hii ni namba yangu jamani",
        "number ni yangu",
        "naitwa Atieno",
        "samahani nilikosea, ni yangu",
    ],
)
def test_it_is_said_in_so_many_words(text: str) -> None:
    assert says_own_number(text, NAME)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "ndio",
        "Achieng",
        "Achieng here",
        "this is not my number",
        "is this my number?",
        "ni mimi?",
        "it is me, Njeri",
        "I am Njeri",
        "mimi ni Njeri",
        "mimi si Achieng",
        "sio namba yangu",
        "this is my number, send me 500",
        "this is my brother's number",
        "this is my number now, not Achieng's",
        "ni mimi mume wa Achieng",
        "hii ni namba ya Achieng",
        "hii ni ya Achieng",
        "namba yangu",
        "my number",
        "my number is 0712000003",
        "this is my number " + "please " * LONGEST,
    ],
)
def test_anything_else_says_nothing_of_it(text: str) -> None:
    assert not says_own_number(text, NAME)
