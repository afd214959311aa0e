"""A message of several parts outside WhatsApp's window: nothing of it is lost, whichever way it
goes. The real SDKs speak to the stub provider; what they carried is what the outbox says."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Purpose
from bot.sender import Sender
from bot.store.outbox import Part
from bot.store.tables import outbox
from tests.builders import OTIENO, message
from tests.channels.stub_provider import Call, twilio_error
from tests.system.inside import RENDERER, Inside

SID = "HX" + "2" * 32
SIDS = {("meeting_notice", "en"): SID}


def notice(text: str) -> Part:
    return Part("meeting_notice", {"chama": "Umoja", "text": text, "officer": "Wanjiru"})


NOTICES = (notice("Bring the book."), notice("Bring tea."))
MIXED = (notice("Bring the book."), Part("thanks", {}))


@pytest.fixture
def whatsapp_only(inside: Inside) -> Inside:
    """No SMS anywhere: WhatsApp is the only way to people."""
    whatsapp = {"twilio_whatsapp": inside.channels["twilio_whatsapp"]}
    inside.sender = Sender(inside.engine, whatsapp, RENDERER, SIDS, inside.clock)
    return inside


def words(call: Call) -> str:
    """All that a call carries to its reader."""
    form = call.form
    return form.get("ContentVariables", "") + form.get("Body", "") + form.get("message", "")


def test_several_parts_go_by_sms_where_only_a_template_may_go_on_whatsapp(inside: Inside) -> None:
    inside.sender = Sender(inside.engine, inside.channels, RENDERER, SIDS, inside.clock)
    inside.queue(parts=NOTICES, channel="twilio_whatsapp", purpose=Purpose.EVENT)
    (call,) = inside.work()
    assert call.path == "/version1/messaging"
    assert "Bring the book." in words(call)
    assert "Bring tea." in words(call)
    assert inside.row(key="k").channel == "africastalking_sms"


def test_one_part_goes_as_its_template(inside: Inside) -> None:
    inside.sender = Sender(inside.engine, inside.channels, RENDERER, SIDS, inside.clock)
    inside.queue(parts=NOTICES[:1], channel="twilio_whatsapp", purpose=Purpose.EVENT)
    (call,) = inside.work()
    assert (call.form["ContentSid"], inside.row(key="k").channel) == (SID, "twilio_whatsapp")


def test_where_no_sms_goes_each_part_is_a_message_of_its_own(whatsapp_only: Inside) -> None:
    whatsapp_only.queue(parts=NOTICES, purpose=Purpose.EVENT)
    calls = [call for _ in range(3) for call in whatsapp_only.work()]
    assert [call.form["ContentSid"] for call in calls] == [SID, SID]
    assert ["Bring the book." in words(calls[0]), "Bring tea." in words(calls[1])] == [True, True]
    rows = whatsapp_only.rows(outbox)
    assert [(row.status, row.key) for row in rows] == [("sent", "k"), ("sent", "k/2")]
    for row, call in zip(rows, calls, strict=True):
        said = "Bring the book." if row.key == "k" else "Bring tea."
        assert said in row.text
        assert said in words(call)


def test_a_part_without_a_template_says_that_it_has_not_gone(whatsapp_only: Inside) -> None:
    """The others go; and nothing in the outbox claims more than what went."""
    whatsapp_only.queue(parts=MIXED, purpose=Purpose.EVENT)
    calls = [call for _ in range(3) for call in whatsapp_only.work()]
    assert len(calls) == 1
    assert [(row.status, row.error) for row in whatsapp_only.rows(outbox)] == [
        ("sent", ""),
        ("failed", "no_channel"),
    ]


def test_the_window_that_closed_unnoticed_loses_no_part_either(inside: Inside) -> None:
    """It looked open to us, the provider knows better: the second try carries everything."""
    inside.sender = Sender(inside.engine, inside.channels, RENDERER, SIDS, inside.clock)
    inside.pipeline.handle(message(OTIENO, "salio", at=inside.now, channel="twilio_whatsapp"))
    inside.work()
    inside.queue(parts=NOTICES, channel="twilio_whatsapp", purpose=Purpose.EVENT)
    inside.stub.will_answer(twilio_error(400, 63016))
    calls = [call for _ in range(2) for call in inside.work()]
    assert ["Bring the book." in words(call) and "Bring tea." in words(call) for call in calls] == [
        True,
        True,
    ]
    assert calls[1].path == "/version1/messaging"


def test_inside_the_window_they_are_one_message(inside: Inside) -> None:
    inside.pipeline.handle(message(OTIENO, "salio", at=inside.now, channel="twilio_whatsapp"))
    inside.work()
    inside.queue(parts=NOTICES, channel="twilio_whatsapp", purpose=Purpose.EVENT)
    (call,) = inside.work()
    assert "ContentSid" not in call.form
    assert "Bring tea." in words(call)


def test_several_parts_for_somebody_without_a_number(whatsapp_only: Inside) -> None:
    """No SMS reaches a user id."""
    whatsapp_only.queue(parts=NOTICES, address="whatsapp:KE.777", purpose=Purpose.EVENT)
    calls = [call for _ in range(3) for call in whatsapp_only.work()]
    assert [call.form["To"] for call in calls] == ["whatsapp:KE.777"] * 2
