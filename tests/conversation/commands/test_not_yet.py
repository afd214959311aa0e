"""What cannot be done by message yet is said plainly, and an officer reads it in the morning."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Say
from bot.understanding import Intent
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, asks, decided, group, reply, wanted

TEXTS = ["I want a loan of 5000", "close round 3"]


@pytest.mark.parametrize("text", TEXTS)
def test_the_treasurer_gets_it_with_the_list(text: str) -> None:
    decision = decided(ACHIENG, text)
    assert asks(decision) == [("said", WANJIRU.phone)]
    assert [one for one in decision if isinstance(one, Say)] == [
        reply(ACHIENG, "not_yet"),
        reply(ACHIENG, "kept_for_list", officer=WANJIRU.name),
    ]


@pytest.mark.parametrize(
    ("people", "officer"), [((WANJIRU, OTIENO), OTIENO.name), ((WANJIRU, ACHIENG), "")]
)
def test_nobody_is_sent_to_themselves(people: tuple[Person, ...], officer: str) -> None:
    for text in TEXTS:
        decision = decided(WANJIRU, text, group=group(people=people))
        assert reply(WANJIRU, "kept_for_list", officer=officer) in decision


def test_a_guess_is_asked_of_who_wrote_it() -> None:
    decision = wanted(ACHIENG, Intent("loan_request", {}, by_rules="unknown"), "niko na shida")
    assert asks(decision) == [("shall_we_tell", ACHIENG.phone)]
