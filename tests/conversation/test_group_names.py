"""A text that names one of its sender's groups at one end."""

from __future__ import annotations

import pytest

from bot.conversation.group_names import called, group_of_whom, with_group_named
from bot.understanding import understand

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
        pytest.param("salio amani", "balance", [2], id="behind"),
        pytest.param("Umoja balance", "balance", [0], id="before"),
        pytest.param("when is my turn in umoja sisters", "my_turn", [1], id="longest"),
        pytest.param("salio sisters", "balance", [1, 2], id="two fit"),
    ],
)
def test_a_question_is_put_to_the_groups_that_it_names(
    text: str, intent: str, group: list[int]
) -> None:
    found = with_group_named(text, GROUPS, PEOPLE)
    assert found is not None
    assert (found[0].name, list(found[1])) == (intent, group)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("umoja", "umoja", id="alone"),
        pytest.param("Umoja Sisters", "Umoja Sisters", id="the longer one"),
        pytest.param("sisters", "sisters", id="what two have"),
        pytest.param("use umoja", "umoja", id="use"),
        pytest.param("I want umoja sisters please", "umoja sisters", id="want"),
        pytest.param("ya umoja", "umoja", id="of it"),
        pytest.param("nataka umoja", "umoja", id="want, Swahili"),
        pytest.param("ile ya Ng'ombe Moja", "Ng'ombe Moja", id="that of"),
        pytest.param("nataka group ya umoja", "umoja", id="the group of"),
        pytest.param("badilisha iwe amani", "amani", id="a member's name too"),
    ],
)
def test_a_name_beside_which_nothing_is_said_chooses_the_group(text: str, said: str) -> None:
    found = with_group_named(text, GROUPS, PEOPLE)
    assert found is not None
    assert (found[0].name, found[0].slots, found[1]) == ("switch_group", {"group": said}, ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I gave Wanjiru 500 cash amani", id="acts"),
        pytest.param("stop umoja", id="silences"),
        pytest.param("yes umoja", id="agrees"),
        pytest.param("yangu si ya sisters", id="denies"),
        pytest.param("salio upendo", id="none"),
        pytest.param("ya amani", id="a member's name"),
        pytest.param("", id="empty"),
    ],
)
def test_what_would_act_or_names_no_group_is_read_as_it_stands(text: str) -> None:
    assert with_group_named(text, GROUPS, PEOPLE) is None


@pytest.mark.parametrize("text", ["welfare", "welfare balance", "group"])
def test_a_word_that_says_something_is_no_part_of_a_groups_name(text: str) -> None:
    assert with_group_named(text, ("Upendo Welfare Group", "Amani"), PEOPLE) is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("has Juma paid?", (1,), id="of one group"),
        pytest.param("zamu ya Wanjiru ni lini", (0,), id="whose turn"),
        pytest.param("has Otieno paid?", (), id="of both"),
        pytest.param("has Kevin paid?", (), id="of none"),
        pytest.param("my turn", (), id="ones own"),
        pytest.param("I gave Juma 500 cash", (), id="an act"),
    ],
)
def test_who_is_asked_about_tells_the_group(text: str, places: tuple[int, ...]) -> None:
    members = (("Wanjiru Kamau", "Otieno Ouma"), ("Juma Said", "Otieno Ouma"))
    intent = understand(text, [name for names in members for name in names])
    assert group_of_whom(intent, members) == places
