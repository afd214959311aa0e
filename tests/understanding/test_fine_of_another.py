"""Whose fine a text is about, and whether it only says that something is fine."""

from __future__ import annotations

import pytest

from bot.understanding.fine_of_another import is_all_fine, whose_fine

NAMES = ("Wanjiru Kamau", "Kevin Kiptoo", "Mary Wanjiku", "Sarah Wekesa")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kevin was in hospital so his fine is not fair", ("Kevin",)),
        ("Mary's fine is not fair, she was sick", ("Mary",)),
        ("fine ya Mary si haki, alikuwa mgonjwa", ("Mary",)),
        ("Mary alilipa on time mbona mmempiga fine", ("Mary",)),
        ("Mary says her fine is wrong", ("Mary",)),
        ("Sarah anasema fine sio ya haki", ("Sarah",)),
        ("is it fair that Kevin pays a fine and Mary does not", ("Kevin", "Mary")),
        ("Mary amelipa fine yake, mbona bado inasoma", ("Mary",)),
        ("her fine is not fair", ()),
    ],
)
def test_it_is_anothers(text: str, names: tuple[str, ...]) -> None:
    assert whose_fine(text, NAMES) == names


@pytest.mark.parametrize(
    "text",
    [
        *("My fine is not fair", "fine yangu si haki", "this fine is not fair, i was sick"),
        *("Kevin fined me and it is not fair", "Kevin amenipiga fine bila sababu", "dispute"),
        *("mbona mmenipiga fine na Mary hamjampiga", "its fine Mary, dont worry"),
    ],
)
def test_it_may_be_ones_own_or_there_is_none(text: str) -> None:
    assert whose_fine(text, NAMES) is None


@pytest.mark.parametrize(
    "text",
    [
        *("its fine, dont worry", "ok fine, never mind", "its fine, i was wrong", "am fine"),
        *("fine, si mbaya", "niko fine", "tuko fine", "everything is fine", "it's fine"),
    ],
)
def test_all_is_well(text: str) -> None:
    assert is_all_fine(text)


@pytest.mark.parametrize(
    "text",
    ["fine", "my fine", "fine Kevin, he was absent", "the fine is unfair", "its fine but my fine?"],
)
def test_a_fine_is_meant(text: str) -> None:
    assert not is_all_fine(text)
