"""What money is for is said in a few words, for what is asked and for what a text shows."""

from __future__ import annotations

import pytest

from bot.conversation import questions
from bot.conversation.effects import Close, Propose
from bot.conversation.spending import Wish
from tests.builders import WANJIRU, decided, proposed, question, reply, templates_to
from tests.conversation.questions.test_what_for import DETAILS

WISH = {"wish": Wish(50_000, "").as_details()}
SENT = {"sent": {name: told for name, told in DETAILS.items() if name != "pots"}}


def test_it_shows_the_amount_and_the_code_of_what_was_sent() -> None:
    assert questions.shown("purpose", WISH) == (
        "ask_purpose",
        {"amount_cents": 50_000, "code": ""},
    )
    assert questions.shown("purpose", SENT)[1]["code"] == "UKN5OU7T01"


@pytest.mark.parametrize(("details", "kind"), [(WISH, "expense"), (SENT, "money_out")])
@pytest.mark.parametrize("text", ["chairs", "for chairs", "expense chairs", "chairs please"])
def test_words_are_put_to_the_others(details: dict[str, object], kind: str, text: str) -> None:
    decision = decided(WANJIRU, text, questions=(question("purpose", WANJIRU, details),))
    put = proposed(decision)
    assert (put.kind, put.facts["words"]) == (kind, "chairs")
    assert decision[0] == Close(7, "words")


@pytest.mark.parametrize("text", ["2", "yes", "?", "chairs?", "round", "not chairs"])
@pytest.mark.parametrize("details", [WISH, SENT], ids=["asked", "sent"])
def test_nothing_else_answers_it(details: dict[str, object], text: str) -> None:
    decision = decided(WANJIRU, text, questions=(question("purpose", WANJIRU, details),))
    assert not [one for one in decision if isinstance(one, Propose | Close)]


def test_no_takes_a_wish_back_but_not_what_a_text_shows() -> None:
    decision = decided(WANJIRU, "no", questions=(question("purpose", WANJIRU, WISH),))
    assert decision == (Close(7, "no"), reply(WANJIRU, "cancelled"))
    decision = decided(WANJIRU, "no", questions=(question("purpose", WANJIRU, SENT),))
    assert templates_to(decision, WANJIRU) == ["say_again", "ask_purpose"]


@pytest.mark.parametrize("text", ["meeting", "printing the report", "chai ya mkutano"])
def test_what_is_a_question_elsewhere_is_a_purpose_here(text: str) -> None:
    decision = decided(WANJIRU, text, questions=(question("purpose", WANJIRU, WISH),))
    assert proposed(decision).kind == "expense"


@pytest.mark.parametrize("text", ["it was his turn", "dada yangu", "by mistake", "pesa ya raundi"])
def test_words_of_people_pots_or_mistakes_are_no_purpose(text: str) -> None:
    decision = decided(WANJIRU, text, questions=(question("purpose", WANJIRU, WISH),))
    assert not [one for one in decision if isinstance(one, Propose)]
