"""The last notice answers "when do we meet?"."""

from __future__ import annotations

from bot.conversation.commands import needs
from tests.builders import ACHIENG, decided, reply

QUESTION = "when is the next meeting?"


def test_the_last_notice_is_repeated() -> None:
    decision = decided(ACHIENG, QUESTION, meeting="Sat 2pm at Mama Njeri's")
    assert decision == (reply(ACHIENG, "next_meeting", text="Sat 2pm at Mama Njeri's"),)


def test_without_a_notice_the_officers_are_named() -> None:
    assert decided(ACHIENG, QUESTION) == (reply(ACHIENG, "no_meeting"),)


def test_the_notice_is_loaded_only_for_this() -> None:
    assert needs("next_meeting") == {"meeting"}
    assert "meeting" not in needs("round_status")
