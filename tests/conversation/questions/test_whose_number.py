"""Is the number really not the member's? Only the number of the choice strikes a member off."""

from __future__ import annotations

import pytest

from bot.conversation.effects import NoteWrongNumber
from tests.builders import ACHIENG, decided, question, templates_to

WAITS = (question("whose_number", ACHIENG, {"member_name": ACHIENG.name}),)


def test_it_is_somebody_elses_by_number_alone() -> None:
    noted = NoteWrongNumber(ACHIENG.code, is_wrong=True)
    assert noted in decided(ACHIENG, "1", questions=WAITS)


@pytest.mark.parametrize("text", ["2", "yes", "no", "ndio", "hapana", "3"])
def test_nothing_else_strikes_a_member_off(text: str) -> None:
    decision = decided(ACHIENG, text, questions=WAITS)
    assert not [one for one in decision if isinstance(one, NoteWrongNumber)]


def test_it_is_the_members_own() -> None:
    assert templates_to(decided(ACHIENG, "2", questions=WAITS), ACHIENG) == ["cancelled"]
