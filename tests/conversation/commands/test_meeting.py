"""An officer's meeting goes out in their own words, after one look back."""

from __future__ import annotations

import pytest

from bot.understanding import Intent
from tests.builders import ACHIENG, OTIENO, WANJIRU, asked, reply, wanted


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Set the meeting for Sunday at Mary's", {"when": "sunday"}),
        ("Meeting tarehe 17 kwa Rehema", {}),
    ],
)
def test_all_would_read_the_officers_own_words(text: str, slots: dict[str, object]) -> None:
    wants = Intent("meeting", {"message": text, **slots})
    shown = asked(OTIENO, "meeting", "meeting:simulator:id", {"text": text, "count": 3})
    assert wanted(OTIENO, wants, text) == shown


def test_a_meeting_without_a_day_is_asked_for_one() -> None:
    text = "please call a meeting"
    decision = wanted(WANJIRU, Intent("meeting", {"message": text}), text)
    assert decision == (reply(WANJIRU, "meeting_when"),)


@pytest.mark.parametrize("text", ["Meeting Sunday 2pm", "call a meeting"])
def test_members_are_sent_to_the_officers(text: str) -> None:
    (said,) = wanted(ACHIENG, Intent("meeting", {"message": text}), text)
    assert said.template == "officers_only"
