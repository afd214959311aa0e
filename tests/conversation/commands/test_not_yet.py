"""What cannot be done by message yet is said plainly, and changes nothing."""

from __future__ import annotations

import pytest

from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, group, reply


@pytest.mark.parametrize("text", ["I want a loan of 5000", "close round 3"])
def test_it_points_to_the_treasurer(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "not_yet", officer=WANJIRU.name),)


@pytest.mark.parametrize(
    "text",
    [
        "I will pay on Friday",
        "sitafika mkutano leo",
        "I paid but it is not showing",
    ],
)
def test_what_somebody_should_know_is_not_dropped_without_a_word(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "pass_on", officer=WANJIRU.name),)


@pytest.mark.parametrize(
    ("people", "officer"), [((WANJIRU, OTIENO), OTIENO.name), ((WANJIRU, ACHIENG), "")]
)
def test_nobody_is_sent_to_themselves(people: tuple[Person, ...], officer: str) -> None:
    known = group(people=people)
    expected = (reply(WANJIRU, "pass_on", officer=officer),)
    assert decided(WANJIRU, "I will pay on Friday", group=known) == expected


def test_a_wrong_number_is_shown_the_way_out() -> None:
    assert decided(ACHIENG, "wrong number") == (reply(ACHIENG, "wrong_person"),)
