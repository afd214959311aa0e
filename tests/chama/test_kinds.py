"""Each kind answers every question about itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chama import kinds
from chama.kinds import AccountKind, AccountMeaning, EntryKind, EntryMeaning


@pytest.mark.parametrize("first", ['COLLECTOR = "collector"', "ROUND_OPENED = ("])
@pytest.mark.parametrize("new", ['NEW = "new"', 'NEW = ("new",)'], ids=["a word", "a word alone"])
def test_a_kind_that_answers_nothing_fails_at_import(first: str, new: str) -> None:
    source = Path(kinds.__file__).read_text("utf-8")
    exec(compile(source, "kinds", "exec"), {"__name__": kinds.__name__})
    with_one_more = source.replace(f"    {first}", f"    {new}\n    {first}")
    with pytest.raises(TypeError, match="meaning"):
        exec(compile(with_one_more, "kinds", "exec"), {"__name__": kinds.__name__})


@pytest.mark.parametrize("meaning", [AccountMeaning, EntryMeaning])
def test_no_question_has_an_answer_by_default(meaning: Any) -> None:
    with pytest.raises(TypeError, match="missing"):
        meaning()


def test_money_out_and_money_in_are_told_apart_and_only_they_are_taken_back_by_a_provider() -> None:
    for kind in EntryKind:
        if kind.meaning.is_taken_back_by_provider:
            assert kind.meaning.moves_money != 0, kind
        assert not (kind.meaning.may_be_undone and not kind.meaning.stands), kind


def test_what_is_taken_back_first_is_an_order() -> None:
    places = [kind.meaning.taken_back for kind in AccountKind]
    said = [place for place in places if place is not None]
    assert len(said) == len(set(said))
