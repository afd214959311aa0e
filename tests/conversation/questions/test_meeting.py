"""A notice of a meeting goes to all the others after its officer has seen it."""

from __future__ import annotations

from bot.conversation.effects import CallMeeting, Close, Purpose, Say
from tests.builders import (
    ACHIENG,
    BARAKA,
    IN_UMOJA,
    OTIENO,
    WANJIRU,
    decided,
    question,
    reply,
)

TEXT = "Sat 2pm at Mama Njeri's"
NOTICE = question("meeting", WANJIRU, {"text": TEXT, "count": 3})


def test_yes_calls_the_meeting_and_tells_everybody_else_by_day() -> None:
    facts = {"chama": IN_UMOJA["chama"], "text": TEXT, "officer": WANJIRU.name}
    notices = tuple(
        Say(
            person.phone,
            "meeting_notice",
            facts,
            Purpose.NOTICE,
            person.code,
            key=f"meeting:7:{person.code}",
        )
        for person in (OTIENO, ACHIENG, BARAKA)
    )
    assert decided(WANJIRU, "yes", questions=(NOTICE,)) == (
        Close(7, "yes"),
        CallMeeting(TEXT, WANJIRU.name),
        *notices,
        reply(WANJIRU, "meeting_sent", count=3),
    )


def test_no_calls_nothing() -> None:
    decision = decided(WANJIRU, "no", questions=(NOTICE,))
    assert decision == (Close(7, "no"), reply(WANJIRU, "cancelled"))
