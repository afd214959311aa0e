"""Everyday questions of the group, word by word; reports and orders in the same words are none."""

from __future__ import annotations

import pytest

from bot.understanding import understand

NAMES = ("Wanjiru Kamau", "Achieng Atieno")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("treasurer ni nani", "who_is"),
        ("chair ni nani?", "who_is"),
        ("pot imelipwa?", "round_status"),
        ("kitita kimetumwa?", "round_status"),
        ("was the pot paid", "round_status"),
        ("has Wanjiru received the pot?", "round_status"),
        ("have I received the pot?", "my_turn"),
        ("when does the round end", "deadline"),
        ("raundi inaisha lini", "deadline"),
        ("pesa ya chama ni ngapi", "money_place"),
    ],
)
def test_it_is_asked_word_by_word(text: str, intent: str) -> None:
    found = understand(text, NAMES)
    assert (found.name, found.is_guess) == (intent, False)


@pytest.mark.parametrize(
    "text",
    [
        "I have sent the pot to Achieng",
        "pot imelipwa",
        "nimelipa pot",
        "close the round",
        "received 500 of the group's money",
    ],
)
def test_a_report_and_an_order_are_none_of_it(text: str) -> None:
    found = understand(text, NAMES)
    assert found.name not in ("round_status", "my_turn", "deadline", "money_place")
