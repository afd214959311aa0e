"""Nobody gets a reminder by words that meant something else for them, or leave them out."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Ask
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, asks, decided, question, reply
from tests.conversation.commands.test_remind_one import REMINDER


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mwambie Achieng asante kwa malipo", ACHIENG.name),
        ("remind Achieng about the meeting", ACHIENG.name),
        ("mwambie Achieng pole kwa msiba", ACHIENG.name),
        ("remind everyone of sunday", ""),
    ],
)
def test_what_else_is_to_be_said_is_not_sent_and_its_writer_is_told(text: str, name: str) -> None:
    said = reply(WANJIRU, "not_passed_on", name=name, officer=True)
    assert decided(WANJIRU, text) == (said,)


def test_a_member_who_would_have_something_said_hears_the_same() -> None:
    said = reply(ACHIENG, "not_passed_on", name=BARAKA.name, officer=False)
    assert decided(ACHIENG, "mwambie Baraka asante kwa malipo") == (said,)


def test_who_is_to_get_no_more_gets_none_now() -> None:
    decision = decided(WANJIRU, "dont send Achieng any more reminders, her mum passed on")
    assert decision == (reply(WANJIRU, "not_reminded", name=ACHIENG.name),)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("remind those who havent paid but not Baraka", {"but": ("Baraka",)}),
        ("kumbusha wote isipokuwa Baraka amefiwa", {"but": ("Baraka",)}),
        ("kumbusha Achieng lakini si Baraka", {"name": "Achieng", "names": ("Achieng",)}),
        ("don't forget to remind them on friday", {}),
    ],
)
def test_the_reminder_of_the_others_is_offered(text: str, slots: dict[str, object]) -> None:
    decision = decided(WANJIRU, text)
    (offered,) = [one for one in decision if isinstance(one, Ask)]
    assert (offered.kind, offered.address) == ("did_you_mean", WANJIRU.phone)
    assert offered.details["slots"] == slots


def test_a_yes_reminds_all_but_who_was_left_out() -> None:
    details = {"intent": "remind_all", "slots": {"but": ["Baraka", "Otieno"]}, "text": "remind"}
    decision = decided(WANJIRU, "1", questions=(question("did_you_mean", WANJIRU, details),))
    assert REMINDER in decision
    assert not {one.address for one in decision if hasattr(one, "template")} & {
        BARAKA.phone,
        OTIENO.phone,
    }


def test_a_member_may_remind_nobody() -> None:
    assert asks(decided(ACHIENG, "remind everyone but not Baraka")) == []
