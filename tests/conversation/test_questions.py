"""Questions in general: whose turn it is to be asked, which come first, and every kind's shape."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import questions
from bot.conversation.draft import Draft
from bot.conversation.effects import Ask, Close, Effect, Present, Purpose, Say
from bot.conversation.situation import Question
from tests.builders import (
    ACHIENG,
    OTIENO,
    WANJIRU,
    caused_by,
    message,
    question,
    situation,
)

NOTICE = {"text": "Sat 2pm", "count": 3}


def notice(id_: int, asked: Any = WANJIRU, *, shown: bool = False) -> Question:
    return question("meeting", asked, NOTICE, id=id_, is_presented=shown)


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


def test_money_out_comes_before_other_questions_that_wait() -> None:
    pot = question("meeting", WANJIRU, NOTICE, id=9, is_presented=False, code="4821")
    effects = finished(notice(1, shown=True), notice(2), pot, effects=(Close(1, "yes"),))
    assert effects[1] == Present(9)


def test_who_wrote_hears_of_a_question_that_waits_behind_theirs() -> None:
    asked, said = finished(notice(1, shown=True), effects=(ask("a"),))
    assert asked == ask("a")
    assert isinstance(said, Say)
    assert (said.address, said.template) == (WANJIRU.phone, "asked_later")


def test_a_second_one_to_the_same_person_waits() -> None:
    effects = finished(effects=(ask("a"), ask("b"), ask("c", OTIENO.phone)))
    asks = [effect for effect in effects if isinstance(effect, Ask)]
    assert [one.is_presented for one in asks] == [True, False, True]
    assert shown_to(effects) == [WANJIRU.phone, OTIENO.phone]


def test_a_new_one_waits_behind_the_one_in_front() -> None:
    busy = notice(1, OTIENO, shown=True)
    assert finished(busy, effects=(ask("a", OTIENO.phone),)) == [ask("a", OTIENO.phone)]


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
