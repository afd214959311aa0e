"""An officer's notice is shown back; the newest text counts."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Close
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, asked, decided, question, reply

TEXT = "meeting Sat 2pm at Mama Njeri's"
DETAILS = {"text": TEXT, "count": 3}
KEY = "meeting:simulator:id"


@pytest.mark.parametrize("officer", [WANJIRU, OTIENO], ids=["treasurer", "chair"])
def test_an_officer_sees_the_notice_before_it_goes_out(officer: Person) -> None:
    assert decided(officer, TEXT) == asked(officer, "meeting", KEY, DETAILS)


def test_a_corrected_notice_replaces_the_one_in_question() -> None:
    before = question("meeting", WANJIRU, {"text": "meeting Sat 1pm", "count": 3})
    of_another = question("meeting", OTIENO, {"text": "meeting Sun 1pm", "count": 3}, id=8)
    decision = decided(WANJIRU, TEXT, questions=(before, of_another))
    assert decision == (Close(7, "replaced"), *asked(WANJIRU, "meeting", KEY, DETAILS))


@pytest.mark.parametrize("member", [ACHIENG, BARAKA], ids=["achieng", "baraka"])
def test_who_holds_no_office_is_sent_to_those_who_do(member: Person) -> None:
    officers = f"{WANJIRU.name}, {OTIENO.name}"
    assert decided(member, TEXT) == (reply(member, "officers_only", officers=officers),)
