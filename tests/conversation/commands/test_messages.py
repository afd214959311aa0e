"""STOP, START and the language are done at once."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Effect, SetLanguage, SetOptOut
from tests.builders import ACHIENG, decided, reply


@pytest.mark.parametrize(
    ("text", "effect", "template"),
    [
        ("STOP", SetOptOut(True), "stopped"),
        ("acha", SetOptOut(True), "stopped"),
        ("START", SetOptOut(False), "started"),
        ("anza", SetOptOut(False), "started"),
        ("Swahili", SetLanguage("sw"), "language_set"),
        ("English please", SetLanguage("en"), "language_set"),
    ],
)
def test_a_wish_is_done_and_confirmed(text: str, effect: Effect, template: str) -> None:
    assert decided(ACHIENG, text) == (effect, reply(ACHIENG, template))


def test_who_names_no_language_is_asked_which() -> None:
    assert decided(ACHIENG, "change language") == (reply(ACHIENG, "which_language"),)
