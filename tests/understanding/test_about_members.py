"""A number that has changed, a lost phone, and who is to leave: told, and never done by message."""

from __future__ import annotations

import pytest

from bot.understanding import understand
from bot.understanding.about_members import is_of_another

NAMES = ("Wanjiru Kamau", "Otieno Ouma", "Mary Akinyi", "Kevin Mutua")


@pytest.mark.parametrize(
    "text",
    [
        "i have changed my number, use 0722333444",
        "I changed my line",
        "my number has changed to 0722333444",
        "I lost my phone, this is my new line",
        "my phone was stolen",
        "namba yangu imebadilika ni 0722333444",
        "nimebadilisha namba, hii ni namba yangu mpya 0722333444",
        "nimepoteza simu",
        "simu yangu imeibiwa, hii ni line yangu mpya",
    ],
)
def test_ones_own_number_has_changed(text: str) -> None:
    assert understand(text, NAMES).name == "number_changed"
    assert not is_of_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kevin amebadilisha namba, sasa ni 0722333111",
        "Kevin has changed his number to 0722333111",
        "Kevin's number has changed",
        "Kevin's new number is 0722333111",
        "namba ya Kevin imebadilika",
        "Kevin amepoteza simu",
    ],
)
def test_anothers_number_has_changed(text: str) -> None:
    found = understand(text, NAMES)
    assert (found.name, found.slots["name"]) == ("number_changed", "Kevin")
    assert is_of_another(text)


@pytest.mark.parametrize(
    "text",
    ["remove Kevin from the group", "please delete Kevin from group", "toa Kevin kwa kikundi",
     "mtoe Kevin kwa chama", "Kevin aondolewe kwa kikundi"],
)  # fmt: skip
def test_who_is_to_leave(text: str) -> None:
    assert understand(text, NAMES).name == "remove_member"


@pytest.mark.parametrize(
    "text",
    [
        "my new number is 0722000999",
        "send my pot to 0722333444",
        "nimepoteza simu, nitalipa kesho",
        "I lost my phone and I am late with my contribution",
        "remove 500 from Kevin",
        "change the rules",
        "toa 500 kwa kikundi",
        "I changed 60000 into KES",
    ],
)
def test_other_texts_are_none_of_these(text: str) -> None:
    assert understand(text, NAMES).name not in ("number_changed", "remove_member")
