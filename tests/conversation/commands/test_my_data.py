"""Who asks what is kept about them is told at once, and who puts it right."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Say
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, reply, templates_to


@pytest.mark.parametrize(
    ("sender", "text", "officer"),
    [
        (ACHIENG, "my data", WANJIRU),
        (ACHIENG, "what do you know about me?", WANJIRU),
        (WANJIRU, "data yangu", OTIENO),
    ],
)
def test_what_is_kept_is_told(sender: Person, text: str, officer: Person) -> None:
    assert decided(sender, text) == (told(sender, [officer.name]),)


def told(sender: Person, officers: list[str], browsers: int = 0) -> Say:
    values = {"chamas": ["Umoja"], "officers": officers, "browsers": browsers}
    return reply(sender, "my_data", **values)


@pytest.mark.parametrize("text", ["my data", "who is signed in to my dashboard?"])
def test_an_officer_hears_in_how_many_browsers_their_pages_are_open(text: str) -> None:
    assert decided(WANJIRU, text, browsers=2) == (told(WANJIRU, [OTIENO.name], browsers=2),)


@pytest.mark.parametrize("text", ["data yangu imeisha", "my data is finished"])
def test_whose_bundle_is_used_up_asks_nothing(text: str) -> None:
    assert templates_to(decided(ACHIENG, text), ACHIENG) != ["my_data"]
