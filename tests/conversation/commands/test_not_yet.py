"""What cannot be done by message yet is said plainly, and changes nothing."""

from __future__ import annotations

import pytest

from tests.builders import ACHIENG, WANJIRU, decided, reply


@pytest.mark.parametrize("text", ["I want a loan of 5000", "close round 3"])
def test_it_points_to_the_treasurer(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "not_yet"),)


@pytest.mark.parametrize(
    "text",
    [
        "I will pay on Friday",
        "sitafika mkutano leo",
        "I paid but it is not showing",
    ],
)
def test_what_somebody_should_know_is_not_dropped_without_a_word(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "pass_on", treasurer=WANJIRU.name),)


def test_a_wrong_number_is_shown_the_way_out() -> None:
    assert decided(ACHIENG, "wrong number") == (reply(ACHIENG, "wrong_person"),)
