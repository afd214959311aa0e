"""Providers that misbehave: what becomes of a message, try by try, until it is out or given up.

Real HTTP to the stub; the clock is the test's own.
"""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from bot.conversation.effects import Purpose
from bot.routing import BACKOFF
from bot.store.outbox import Part
from bot.store.tables import channel_pause, contact
from tests.builders import OTIENO, message, rules
from tests.channels.stub_provider import (
    Answer,
    africastalking_answer,
    africastalking_recipient,
    twilio_error,
)
from tests.system.inside import REMINDER_SIDS, Inside, settings_for
from tests.system.installation import free_port

UGANDAN = "+256772000002"
HTML = Answer(200, "<html>Bad Gateway</html>", {"Content-Type": "text/html"})
LATE = Answer(delay_seconds=1)  # longer than the read time-out of these tests
NO_BALANCE = africastalking_answer(
    africastalking_recipient(OTIENO.phone, status_code=405, status="InsufficientBalance")
)
MIXED = africastalking_answer(
    africastalking_recipient(OTIENO.phone, status_code=500, status="InternalServerError"),
    africastalking_recipient("+254712000009"),
)

CHANNELS = {"africastalking_sms": OTIENO.phone, "twilio_sms": UGANDAN}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("answer", "code", "wait_seconds"),
    [
        pytest.param(Answer(429), "HTTP 429", 60, id="too many requests"),
        pytest.param(
            Answer(429, headers={"Retry-After": "170"}), "HTTP 429", 170, id="come in 170 seconds"
        ),
        pytest.param(Answer(500), "HTTP 500", 60, id="server error"),
        pytest.param(HTML, "unreadable", 60, id="a page instead of an answer"),
        pytest.param(LATE, "ReadTimeout", 60, id="an answer that comes too late"),
        pytest.param(Answer(hangs_up=True), "ConnectionError", 60, id="hangs up"),
    ],
)
def test_a_try_that_failed_is_written_down_and_made_again_later(
    inside: Inside, channel: str, answer: Answer, code: str, wait_seconds: int
) -> None:
    inside.queue(address=CHANNELS[channel])
    inside.stub.will_answer(answer)
    assert len(inside.work()) == 1
    waiting = inside.row(key="k")
    assert (waiting.status, waiting.tries) == ("queued", 1)
    assert waiting.not_before == inside.now + timedelta(seconds=wait_seconds)

    inside.pass_time(seconds=wait_seconds - 1)
    assert inside.work() == []
    inside.pass_time(seconds=1)
    assert len(inside.work()) == 1
    sent = inside.row(key="k")
    assert (sent.status, sent.error, sent.channel) == ("sent", "", channel)
    assert sent.provider_id
    tried = {(one.error, one.channel) for one in inside.attempts()}
    assert tried == {(code, channel), ("", channel)}


def test_a_provider_that_is_not_there_is_tried_again(inside: Inside) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    alone = Inside(inside.engine, inside.stub, settings_for(nobody))
    alone.queue()
    alone.work()
    assert (alone.row(key="k").status, alone.row(key="k").tries) == ("queued", 1)
    inside.now = alone.now + BACKOFF[0]
    inside.work()
    assert inside.row(key="k").status == "sent"


def test_a_message_is_given_up_when_every_retry_has_failed(inside: Inside) -> None:
    inside.queue()
    for pause in BACKOFF:
        inside.stub.will_answer(Answer(500))
        assert len(inside.work()) == 1
        assert inside.row(key="k").not_before == inside.now + pause
        inside.pass_time(seconds=pause.total_seconds())
    inside.stub.will_answer(Answer(500))
    inside.work()
    assert (inside.row(key="k").status, inside.row(key="k").error) == ("failed", "HTTP 500")
    inside.pass_time(days=2)
    assert inside.work() == []


def test_an_empty_balance_pauses_the_channel_and_burns_no_try(inside: Inside) -> None:
    only_africastalking = dataclasses.replace(inside.settings, twilio=None)
    inside = Inside(inside.engine, inside.stub, only_africastalking)
    for key in ("first", "second"):
        inside.queue(key)
    inside.stub.will_answer(NO_BALANCE)
    assert len(inside.work()) == 1  # the second is not tried while the channel pauses
    (pause,) = inside.rows(channel_pause)
    assert (pause.channel, pause.reason) == ("africastalking_sms", "405")

    for _ in range(2 * len(BACKOFF)):
        inside.pass_time(minutes=15)
        inside.stub.will_answer(NO_BALANCE)
        assert len(inside.work()) == 1
    assert [inside.row(key=key).tries for key in ("first", "second")] == [0, 0]
    inside.pass_time(minutes=15)
    inside.work()
    inside.pass_time(minutes=5)
    inside.work()
    assert {inside.row(key=key).status for key in ("first", "second")} == {"sent"}


def test_while_a_channel_pauses_others_take_over(inside: Inside) -> None:
    inside.queue("first")
    inside.stub.will_answer(NO_BALANCE)
    inside.work()
    inside.queue("second")
    inside.work()
    assert inside.row(key="second").channel == "twilio_sms"


def test_who_opted_out_at_the_provider_gets_nothing_but_answers(inside: Inside) -> None:
    inside.queue(address=UGANDAN)
    inside.stub.will_answer(twilio_error(400, 21610))
    inside.work()
    assert (inside.row(key="k").status, inside.row(key="k").error) == ("failed", "21610")
    assert [one.address for one in inside.rows(contact) if one.opted_out_at] == [UGANDAN]

    inside.queue("event", address=UGANDAN, purpose=Purpose.EVENT)
    assert inside.work() == []
    inside.queue("reply", address=UGANDAN)
    assert len(inside.work()) == 1
    assert (inside.row(key="event").status, inside.row(key="reply").status) == ("failed", "sent")


def test_outside_the_window_an_approved_template_goes_out_else_an_sms(inside: Inside) -> None:
    """The window looks open to us, the provider knows better."""
    inside.found(rules())
    inside.pipeline.handle(message(OTIENO, "salio", at=inside.now, channel="twilio_whatsapp"))
    inside.work()
    reminder = (Part("reminder", {"round": "1.1"}),)
    inside.queue("thanks", channel="twilio_whatsapp")
    inside.queue("reminder", parts=reminder, purpose=Purpose.NOTICE, chama_id=1, member="M02")
    inside.stub.will_answer(twilio_error(400, 63016), twilio_error(400, 63016))
    assert len(inside.work()) == 2
    calls = inside.work()
    assert inside.row(key="thanks").channel == "africastalking_sms"
    assert inside.row(key="reminder").channel == "twilio_whatsapp"
    assert {call.form.get("ContentSid") for call in calls} == {None, *REMINDER_SIDS.values()}
    assert {inside.row(key=key).status for key in ("thanks", "reminder")} == {"sent"}


def test_another_way_once_found_is_kept(inside: Inside) -> None:
    """Not on WhatsApp, then the SMS fails for a moment: the next try is an SMS again."""
    inside.pipeline.handle(message(OTIENO, "salio", at=inside.now, channel="twilio_whatsapp"))
    inside.work()
    inside.queue(channel="twilio_whatsapp")
    inside.stub.will_answer(twilio_error(400, 63003), Answer(500))
    for _ in range(2):
        inside.work()
    inside.pass_time(minutes=5)
    (call,) = inside.work()
    assert call.path == "/version1/messaging"
    assert inside.row(key="k").status == "sent"


def test_our_number_counts_in_an_answer_with_several(inside: Inside) -> None:
    inside.queue()
    inside.stub.will_answer(MIXED)
    inside.work()
    assert (inside.row(key="k").status, inside.row(key="k").tries) == ("queued", 1)
    assert inside.attempts()[0].error == "500"


def test_a_postponed_message_goes_out_when_its_time_comes(inside: Inside) -> None:
    quiet = rules(more='[messages]\nquiet_hours = "19:00-07:00"\n')
    (chama_id,) = inside.found(quiet)
    inside.now = inside.now.replace(hour=18)  # 21:00 in Nairobi
    inside.queue("notice", purpose=Purpose.NOTICE, chama_id=chama_id)
    assert inside.work() == []
    inside.pass_time(hours=10)
    assert len(inside.work()) == 1
    assert inside.row(key="notice").tries == 0
