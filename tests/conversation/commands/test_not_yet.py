"""What cannot be done by message yet is said plainly, and changes nothing."""

from __future__ import annotations

import pytest

from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, group, reply

TEXTS = ["I want a loan of 5000", "close round 3"]


@pytest.mark.parametrize("text", TEXTS)
def test_it_points_to_the_treasurer(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "not_yet", officer=WANJIRU.name),)


@pytest.mark.parametrize(
    ("people", "officer"), [((WANJIRU, OTIENO), OTIENO.name), ((WANJIRU, ACHIENG), "")]
)
def test_nobody_is_sent_to_themselves(people: tuple[Person, ...], officer: str) -> None:
    for text in TEXTS:
        decision = decided(WANJIRU, text, group=group(people=people))
        assert decision == (reply(WANJIRU, "not_yet", officer=officer),)
