"""Sentences that are known as a whole, and what only resembles them."""

from __future__ import annotations

import pytest

from bot.understanding import understand

NAMES = ("Wanjiru Kamau", "Otieno Ouma", "Mary Akinyi", "Kevin Mutua")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I didn't get the message, kindly resend", "next_meeting"),
        ("I did not get the message about the meeting", "next_meeting"),
        ("sijapata message yoyote kuhusu mkutano", "next_meeting"),
        ("sijapata ujumbe, tafadhali tuma tena", "next_meeting"),
        ("niunganishe na treasurer", "who_is"),
        ("connect me to the treasurer please", "who_is"),
        ("hiyo 1200 si yangu", "dispute"),
        ("that 1,200 is not mine", "dispute"),
        ("sio mimi niliye tuma hiyo pesa", "dispute"),
        ("sitaki kuwa treasurer tena", "tell_officers"),
        ("I don't want to be treasurer anymore", "tell_officers"),
        ("Kevin ana deni gani", "member_status"),
        ("Kevin anadaiwa ngapi?", "member_status"),
        ("nipe details za Mary", "member_status"),
    ],
)
def test_a_sentence_is_known_as_a_whole(text: str, intent: str) -> None:
    found = understand(text, NAMES)
    assert found.name == intent
    if intent == "member_status":
        assert found.slots["name"] in ("Kevin", "Mary")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I did not get the M-Pesa message", "no_mpesa_text"),
        ("connect phone", "connect_phone"),
        ("nani ana deni", "who_owes"),
        ("niko na deni gani", "balance"),
    ],
)
def test_what_resembles_one_stays_what_it_was(text: str, intent: str) -> None:
    assert understand(text, NAMES).name == intent
