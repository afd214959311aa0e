"""Law: a text near to an act is not that act. It is offered, asked back or talked about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import ACTS, Intent, understand
from bot.understanding.answers import Asked, Named, Said, read_answer
from tests.builders import PEOPLE
from tests.conftest import IS_LONG
from tests.near_acts import OTHERWISE, OTHERWISE_WORD_BY_WORD, Near, Seed, near, seeds

NAMES = [person.name for person in PEOPLE]
TEXTS = near()

ONE_IN = 7
"""Of the texts, in the order of the table: no frame has so many. `make test-long` tries all."""

SHOWN = {"announce", "meeting"}
"""A notice may say anything; it is shown before it goes out."""


YES_OR_NO = Asked(is_yes_no=True, shown_names=tuple(NAMES), shown_cents=(50_000,))
WHOSE = Asked(
    choices=(NAMES[2], NAMES[3]),
    takes_names=True,
    names=tuple(Named(person.code, person.name) for person in PEOPLE),
    me="M01",
)


def acting(text: str) -> Iterator[Intent]:
    """What a text would do by itself."""
    intent = understand(text, NAMES)
    for one in (intent, *intent.also):
        is_claim = one.name == "paid_claim" and "receipt" in one.slots
        if one.sure and not one.is_guess and (is_claim or one.name in ACTS - SHOWN):
            yield one


def broken(one: Near) -> list[str]:
    """The acts that a text near to one would do, and nobody has meant."""
    right = {name for act, turn, name in OTHERWISE if (act, turn) == (one.act, one.turn)}
    right |= {
        name for frame, act, name in OTHERWISE_WORD_BY_WORD if (frame, act) == (one.frame, one.act)
    }
    return [intent.name for intent in acting(one.text) if intent.name not in right]


@given(st.sampled_from(TEXTS))
def test_what_is_near_to_an_act_does_not_act(one: Near) -> None:
    assert broken(one) == [], one


def test_nothing_of_all_that_is_near_to_an_act_acts() -> None:
    texts = TEXTS[:: 1 if IS_LONG else ONE_IN]
    assert [(one, found) for one in texts if (found := broken(one))] == []


def test_nothing_near_to_an_act_answers_a_question() -> None:
    """But "no. No, do not" refuses, and whose payment it is may be said of another's."""
    texts = TEXTS[:: 1 if IS_LONG else ONE_IN]
    refuses = [one for one in texts if _said(one, YES_OR_NO) is Said.NO]
    assert {one.turn for one in refuses} <= {"corrected"}
    assert [one for one in texts if _said(one, YES_OR_NO) is Said.YES] == []
    told = [one.text for one in texts if _said(one, WHOSE) in (Said.CHOICE, Said.NAMES)]
    assert set(told) <= {"my neighbour paid 500 for Achieng"}


def _said(one: Near, asked: Asked) -> Said | None:
    answer = read_answer(one.text, "", asked)
    return None if answer is None else answer.said


@pytest.mark.parametrize("act", sorted(ACTS - SHOWN | {"paid_claim"}))
def test_each_act_has_texts_near_to_it_in_each_way(act: str) -> None:
    turns = {one.turn for one in TEXTS if one.act == act}
    assert {"quoted", "forged", "asked", "conditional", "corrected", "doubted"} <= turns


@pytest.mark.parametrize("act", sorted(ACTS - SHOWN - {"give_back", "pay_phone"} | {"paid_claim"}))
def test_the_plain_text_does_act_in_both_languages(act: str) -> None:
    """The law would hold of a reader that understands nothing."""
    plain = [seed for seed in seeds() if seed.act == act]
    assert {seed.language for seed in plain if _does_act(seed)} == {"en", "sw"}


def _does_act(seed: Seed) -> bool:
    intent = understand(seed.plain, NAMES)
    return intent.name == seed.act and intent.sure and not intent.is_guess


@pytest.mark.parametrize(("act", "turn", "name"), OTHERWISE)
def test_what_is_rightly_something_else_is_still_so(act: str, turn: str, name: str) -> None:
    texts = [one.text for one in TEXTS if (one.act, one.turn) == (act, turn)]
    assert any(intent.name == name for text in texts for intent in acting(text))
