"""A changed number or a lost phone: who can put it right is said, and nothing is done."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Propose, Say
from tests.builders import ACHIENG, BARAKA, WANJIRU, asks, decided, templates_to


@pytest.mark.parametrize("text", ["I have changed my number, use 0722333444", "nimepoteza simu"])
def test_a_member_is_told_how_and_an_officer_reads_it(text: str) -> None:
    decision = decided(ACHIENG, text)
    assert templates_to(decision, ACHIENG) == ["number_changed", "kept_for_list"]
    assert asks(decision) == [("said", WANJIRU.phone)]
    assert not any(isinstance(one, Propose) for one in decision)


def test_of_anothers_number_only_how_is_said() -> None:
    (said,) = decided(WANJIRU, "Baraka amebadilisha namba, sasa ni 0722333111")
    assert isinstance(said, Say)
    assert (said.template, said.facts["name"], said.facts["phone"]) == (
        "number_changed",
        BARAKA.name,
        "",
    )


@pytest.mark.parametrize(
    "text", ["add new member Peter Kamau 0712111222", "remove Baraka from the group"]
)
def test_nobody_joins_or_leaves_by_an_officers_message(text: str) -> None:
    decision = decided(WANJIRU, text)
    assert templates_to(decision, WANJIRU) == ["members_not_by_text"]
    assert asks(decision) == []
