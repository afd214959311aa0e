"""The longest phrase counts, and no phrase stands for two things."""

from __future__ import annotations

import pytest

from bot.understanding.phrases import Phrases

KNOWN = Phrases([{"late": ["late fine", "late"], "be": ["to be"]}, {"late": ["faini"]}])


def test_the_longest_phrase_that_begins_there_is_found() -> None:
    words = ["the", "late", "fine", "to", "be"]
    found = [KNOWN.at(words, at) for at in range(len(words) + 1)]
    assert found == [None, (2, "late"), None, (2, "be"), None, None]
    assert KNOWN.at(["faini"], 0) == (1, "late")


def test_a_phrase_of_two_meanings_is_refused() -> None:
    with pytest.raises(ValueError, match='"late" cannot be other and late'):
        Phrases([{"late": ["late"], "other": ["late"]}])
