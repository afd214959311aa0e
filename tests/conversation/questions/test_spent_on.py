"""Words that may say what money was spent on are shown back before anybody else is asked."""

from __future__ import annotations

import pytest

from bot.conversation import questions
from bot.conversation.effects import Close, Propose
from tests.builders import WANJIRU, asks, decided, proposed, question, templates_to
from tests.conversation.questions.test_what_for import DETAILS

PAYMENT = {name: told for name, told in DETAILS.items() if name != "pots"}
SPENT = {"sent": PAYMENT, "words": "chairs", "asked": DETAILS}


def test_it_shows_the_words_with_the_payment() -> None:
    assert questions.shown("spent_on", SPENT) == (
        "ask_spent_on",
        {"words": "chairs", "amount_cents": 100_000, "code": "UKN5OU7T01"},
    )


@pytest.mark.parametrize("text", ["1", "yes", "ndio"])
def test_a_yes_puts_them_to_the_others(text: str) -> None:
    decision = decided(WANJIRU, text, questions=(question("spent_on", WANJIRU, SPENT),))
    assert decision[0] == Close(7, "yes")
    assert (proposed(decision).kind, proposed(decision).facts["words"]) == ("money_out", "chairs")


def test_a_no_asks_again_what_it_was_for() -> None:
    decision = decided(WANJIRU, "2", questions=(question("spent_on", WANJIRU, SPENT),))
    assert not [one for one in decision if isinstance(one, Propose)]
    assert asks(decision) == [("what_for", WANJIRU.phone)]
    assert templates_to(decision, WANJIRU) == ["ask_what_for"]


def test_what_is_shown_waits_for_an_answer() -> None:
    assert not questions.is_forgettable("spent_on", SPENT)
