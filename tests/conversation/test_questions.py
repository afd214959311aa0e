"""Questions in general: what is an answer, whose turn it is to be asked, and every kind's shape."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, Close, Effect, Present, Purpose, Say
from bot.conversation.questions import NO, OUT_OF_RANGE, YES, Choice
from bot.conversation.situation import Question
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    caused_by,
    message,
    question,
    situation,
    understood,
)

NOTICE = {"text": "Sat 2pm", "count": 3}
WHOSE = {
    "payment": {"code": "UKN1AB2C01"},
    "options": [{"label": "Mary Wambui", "value": "M05"}, {"label": "Mary Njeri", "value": "M06"}],
}


def notice(id_: int, asked: Any = WANJIRU, *, shown: bool = False) -> Question:
    return question("meeting", asked, NOTICE, id=id_, is_presented=shown)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param("meeting", "1", YES, id="number"),
        pytest.param("meeting", " #2. ", NO, id="number-with-marks"),
        pytest.param("meeting", "02", NO, id="number-with-zero"),
        pytest.param("meeting", "yes please", YES, id="yes"),
        pytest.param("meeting", "hapana", NO, id="no-in-swahili"),
        pytest.param("meeting", "3", OUT_OF_RANGE, id="beyond-the-last"),
        pytest.param("meeting", "0", OUT_OF_RANGE, id="before-the-first"),
        pytest.param("meeting", "100", None, id="an-amount-is-no-choice"),
        pytest.param("meeting", "balance", None, id="a-command-is-no-choice"),
        pytest.param("meeting", "", None, id="nothing"),
        pytest.param("meeting", "١", None, id="digits-of-another-script"),
        pytest.param("whose_payment", "mary njeri", Choice("Mary Njeri", "M06"), id="name"),
        pytest.param("whose_payment", "Wambui", Choice("Mary Wambui", "M05"), id="part-of-a-name"),
        pytest.param("whose_payment", "mary", None, id="a-name-that-fits-two"),
        pytest.param("whose_payment", "3", Choice("", "nobody"), id="somebody-else"),
        pytest.param("whose_payment", "yes", OUT_OF_RANGE, id="yes-is-not-on-offer"),
        pytest.param("whose_payment", "ask Mary Njeri why she did", None, id="a-sentence"),
    ],
)
def test_what_counts_as_an_answer(kind: str, text: str, expected: Choice | None) -> None:
    asked = question(kind, WANJIRU, NOTICE if kind == "meeting" else WHOSE)
    assert questions.chosen(asked, text, "", understood(text).intent) == expected


@pytest.mark.parametrize(
    ("text", "is_number"), [("7", True), ("12.", True), ("123", False), ("", False)]
)
def test_the_number_of_a_choice_has_two_digits_at_most(text: str, is_number: bool) -> None:
    assert questions.is_number(text) is is_number


def finished(*open_questions: Question, effects: tuple[Effect, ...]) -> list[Effect]:
    draft = Draft(situation(WANJIRU, questions=open_questions), caused_by(message(WANJIRU)))
    for effect in effects:
        draft.add(effect)
    return list(draft.finish())


def ask(key: str, address: str = WANJIRU.phone) -> Ask:
    return Ask(key, "meeting", address, NOTICE)


def shown_to(effects: list[Effect]) -> list[str]:
    return [effect.address for effect in effects if isinstance(effect, Say)]


def test_a_new_question_is_put_at_once() -> None:
    first, put = finished(effects=(ask("a"),))
    assert isinstance(first, Ask)
    assert first.is_presented
    assert isinstance(put, Say)
    assert (put.template, put.asks, put.purpose) == ("ask_meeting", "a", Purpose.REPLY)


def test_a_second_one_to_the_same_person_waits() -> None:
    effects = finished(effects=(ask("a"), ask("b"), ask("c", OTIENO.phone)))
    asks = [effect for effect in effects if isinstance(effect, Ask)]
    assert [one.is_presented for one in asks] == [True, False, True]
    assert shown_to(effects) == [WANJIRU.phone, OTIENO.phone]


def test_a_new_one_waits_behind_the_one_in_front() -> None:
    assert finished(notice(1, shown=True), effects=(ask("a"),)) == [ask("a")]


def test_closing_one_shows_the_next_that_waits() -> None:
    effects = finished(notice(1, shown=True), notice(2), notice(3), effects=(Close(1, "yes"),))
    assert effects[:2] == [Close(1, "yes"), Present(2)]
    assert shown_to(effects) == [WANJIRU.phone]


def test_closing_anothers_question_shows_theirs_not_mine() -> None:
    mine, theirs = notice(3), notice(2, OTIENO)
    effects = finished(notice(1, OTIENO, shown=True), theirs, mine, effects=(Close(1, "claimed"),))
    assert Present(2) in effects
    assert shown_to(effects) == [OTIENO.phone]


def test_nothing_is_shown_again_without_cause() -> None:
    assert finished(notice(1), notice(2, ACHIENG), effects=()) == []


@pytest.mark.parametrize("kind", sorted(questions.kinds()))
def test_every_kind_has_the_three_functions(kind: str) -> None:
    module = questions.kinds()[kind]
    for name in ("show", "choices", "answer"):
        assert callable(getattr(module, name))
