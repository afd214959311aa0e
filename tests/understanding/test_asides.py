"""Greetings, blessings and the like: what they are cut from, and what they never hide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import words
from bot.understanding import understand
from bot.understanding.asides import Asides
from bot.understanding.lexicon import all_languages

NAMES = ("Wanjiru Kamau", "Achieng Atieno")
SMALL_TALK = [
    phrase
    for table in words.lexicon()
    for phrases in table["small_talk"].values()
    for phrase in phrases
]
TURNING = ("not", "forbids", "if", "cannot", "loan", "fine", "stop", "undo")


@given(st.sampled_from(SMALL_TALK), st.booleans())
def test_small_talk_before_or_behind_an_act_changes_nothing(phrase: str, is_first: bool) -> None:
    act = "nimempa Wanjiru 500 cash"
    found = understand(f"{phrase}, {act}" if is_first else f"{act}. {phrase}", NAMES)
    assert (found.name, found.sure, found.slots["amount"]) == ("paid_cash", True, 500)


def test_nothing_is_cut_that_turns_an_act() -> None:
    lexicon = all_languages()
    turning = sum(map(lexicon.bit, TURNING))
    single = [
        one for table in words.lexicon() for group in table["asides"].values() for one in group
        if " " not in one
    ]  # fmt: skip
    assert [one for one in single if lexicon.read(one).ideas & turning] == []


def test_small_talk_alone_stays() -> None:
    assert understand("mungu akubariki sana").name != "unknown"


@pytest.mark.parametrize(
    ("words_said", "kept"),
    [
        (["god", "bless", "you", "remind", "mary", "now"], [3, 4, 5]),
        (["god", "bless", "you", "mary"], [0, 1, 2, 3]),
    ],
)
def test_a_phrase_is_cut_where_enough_is_left(words_said: list[str], kept: list[int]) -> None:
    asides = Asides([{"small_talk": {"blessing": ["god bless you"]}}], "small_talk")
    assert asides.without(words_said) == kept
