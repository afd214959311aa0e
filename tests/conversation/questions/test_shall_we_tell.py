"""What is only guessed to be for the officers reaches them on its writer's yes alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    asks,
    decided,
    question,
    templates_to,
)

WORDS = "nimechoka na hii"


def guessed(intent: str) -> Any:
    details = {"intent": intent, "slots": {}, "text": WORDS, "officer": WANJIRU.name}
    return question("shall_we_tell", ACHIENG, details)


@pytest.mark.parametrize(
    ("intent", "kind", "officers"),
    [
        ("late_notice", "said", [WANJIRU]),
        ("apology", "said", [WANJIRU]),
        ("loan_request", "said", [WANJIRU]),
        ("not_group_money", "said", [WANJIRU]),
        ("dispute", "raised", [WANJIRU, OTIENO]),
        ("leave", "raised", [WANJIRU, OTIENO]),
        ("sent_by_mistake", "raised", [WANJIRU, OTIENO]),
    ],
)
@pytest.mark.parametrize("text", ["1", "ndio"])
def test_a_yes_makes_it_their_word(intent: str, kind: str, officers: Any, text: str) -> None:
    decision = decided(ACHIENG, text, questions=(guessed(intent),))
    assert asks(decision) == [(kind, one.phone) for one in officers]
    (details,) = {str(one.details["text"]) for one in decision if hasattr(one, "details")}
    assert details == WORDS


@pytest.mark.parametrize("text", ["2", "hapana"])
def test_a_no_tells_nobody(text: str) -> None:
    decision = decided(ACHIENG, text, questions=(guessed("dispute"),))
    assert asks(decision) == []
    assert templates_to(decision, ACHIENG) == ["nobody_told"]


def test_it_is_not_said_again_behind_other_words() -> None:
    open_ = guessed("dispute")
    assert templates_to(decided(ACHIENG, "rota", questions=(open_,)), ACHIENG) == ["rota"]


def test_what_is_nearly_an_answer_is_asked_for_again() -> None:
    decision = decided(ACHIENG, "yes but not now", questions=(guessed("dispute"),))
    assert templates_to(decision, ACHIENG) == ["say_again", "ask_shall_we_tell"]
