"""A text that names one of its sender's groups at one end."""

from __future__ import annotations

import pytest

from bot.conversation.group_names import called, with_group_named

GROUPS = ("Umoja", "Umoja Sisters", "Amani Sisters", "Ng'ombe Moja")
PEOPLE = ("Wanjiru Kamau", "Amani Otieno")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("umoja", [0]),
        ("UMOJA SISTERS", [1]),
        ("amani", [2]),
        ("sisters", [1, 2]),
        ("ngombe", [3]),
        ("upendo", []),
        ("", []),
    ],
)
def test_the_name_itself_wins_else_all_that_have_its_words(said: str, expected: list[int]) -> None:
    assert called(said, GROUPS) == expected


@pytest.mark.parametrize(
    ("text", "intent", "group"),
    [
        pytest.param("salio amani", "balance", 2, id="behind"),
        pytest.param("Umoja balance", "balance", 0, id="before"),
        pytest.param("when is my turn in umoja sisters", "my_turn", 1, id="longest"),
        pytest.param("use umoja", "switch_group", None, id="chosen"),
        pytest.param("badilisha amani", "switch_group", None, id="chosen-swahili"),
    ],
)
def test_a_question_is_put_to_the_group_that_it_names(
    text: str, intent: str, group: int | None
) -> None:
    found = with_group_named(text, GROUPS, PEOPLE)
    assert found is not None
    assert (found[0].name, found[1]) == (intent, group)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I gave Wanjiru 500 cash amani", id="acts"),
        pytest.param("stop umoja", id="silences"),
        pytest.param("yes umoja", id="agrees"),
        pytest.param("salio sisters", id="two-fit"),
        pytest.param("salio upendo", id="none"),
        pytest.param("umoja", id="alone"),
        pytest.param("", id="empty"),
    ],
)
def test_what_would_act_or_names_no_one_group_is_read_as_it_stands(text: str) -> None:
    assert with_group_named(text, GROUPS, PEOPLE) is None
