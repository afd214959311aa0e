"""Providers that misbehave: what becomes of a message, try by try, until it is out or given up.

Real HTTP to the stub; the clock is the test's own.
"""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from bot.conversation.effects import Purpose
from bot.routing import BACKOFF
from bot.store import dispatch
from bot.store.database import writing
from bot.store.outbox import Part
from bot.store.tables import channel_pause, contact, outbox
from tests.builders import OTIENO, message, rules
from tests.channels.stub_provider import (
    Answer,
    Call,
    africastalking_answer,
    africastalking_recipient,
    twilio_error,
)
from tests.system.inside import REMINDER_SIDS, Inside, settings_for
from tests.system.installation import free_port

UGANDAN = "+256772000002"
HTML = Answer(200, "<html>Bad Gateway</html>", {"Content-Type": "text/html"})
LATE = Answer(delay_seconds=1)  # longer than who is impatient waits
NO_BALANCE = africastalking_answer(
    africastalking_recipient(OTIENO.phone, status_code=405, status="InsufficientBalance")
)
SLOW = dataclasses.replace(
    africastalking_answer(africastalking_recipient("+254712000100")), delay_seconds=5
)
MIXED = africastalking_answer(
    africastalking_recipient(OTIENO.phone, status_code=500, status="InternalServerError"),
    africastalking_recipient("+254712000009"),
)

CHANNELS = {"africastalking_sms": OTIENO.phone, "twilio_sms": UGANDAN}


def work(inside: Inside, answer: Answer) -> list[Call]:
    """Send what is due while the provider answers so; gives the calls that it got for it."""
    inside.stub.will_answer(answer)
    return (inside.impatient() if answer is LATE else inside).work()


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
    assert len(work(inside, answer)) == 1
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
    reminder = (Part("reminder", {"round": "1.1", "is_asked_for": False}),)
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


@pytest.mark.parametrize("answer", [LATE, HTML, Answer(hangs_up=True), Answer(504)])
@pytest.mark.parametrize("channel", CHANNELS)
def test_after_a_second_try_without_an_answer_there_is_no_third(
    inside: Inside, channel: str, answer: Answer
) -> None:
    """The provider may have both: who takes messages over and is slow to say so never ends."""
    inside.queue(address=CHANNELS[channel])
    for _ in range(2):
        assert len(work(inside, answer)) == 1
        inside.pass_time(hours=1)
    assert inside.row(key="k").status == "failed"
    inside.pass_time(days=2)
    assert inside.work() == []
    assert len(inside.attempts()) == 2


def test_refusals_between_do_not_count_as_unanswered(inside: Inside) -> None:
    inside.queue()
    answers = [Answer(429), LATE, Answer(500), Answer(503)]
    for answer in answers:
        assert len(work(inside, answer)) == 1
        inside.pass_time(hours=3)
    assert len(inside.work()) == 1
    assert inside.row(key="k").status == "sent"


@pytest.mark.parametrize("code", [63049, 63003, 63999])
def test_what_whatsapp_does_not_deliver_to_a_person_goes_by_sms_at_once(
    inside: Inside, code: int
) -> None:
    inside.pipeline.handle(message(OTIENO, "salio", at=inside.now, channel="twilio_whatsapp"))
    inside.work()
    inside.pass_time(minutes=1)
    inside.queue(channel="twilio_whatsapp")
    inside.work()
    assert inside.row(key="k").channel == "twilio_whatsapp"
    form = {"MessageStatus": "undelivered", "ErrorCode": str(code)}
    inside.report("twilio_whatsapp", form, attempt_id=inside.attempts()[-1].id)
    assert inside.row(key="k").sent_at is None
    (call,) = inside.work()
    assert call.path == "/version1/messaging"
    assert inside.rows(channel_pause) == []


def test_a_fault_of_the_whole_account_spares_the_channel_and_goes_another_way(
    inside: Inside,
) -> None:
    inside.pipeline.handle(message(OTIENO, "salio", at=inside.now, channel="twilio_whatsapp"))
    inside.work()
    inside.pass_time(minutes=1)
    inside.queue("first", channel="twilio_whatsapp")
    inside.work()
    form = {"MessageStatus": "failed", "ErrorCode": "63112"}
    inside.report("twilio_whatsapp", form, attempt_id=inside.attempts()[-1].id)
    (pause,) = inside.rows(channel_pause)
    assert (pause.channel, pause.reason) == ("twilio_whatsapp", "63112")
    inside.queue("second", channel="twilio_whatsapp")
    assert {call.path for call in inside.work()} == {"/version1/messaging"}
    assert {inside.row(key=key).status for key in ("first", "second")} == {"sent"}


def test_a_silent_call_holds_up_nobody_else(inside: Inside) -> None:
    """The batch notes what it has after a moment; the late one notes its own."""
    people = [f"+2547120001{number:02}" for number in range(10)]
    ids = [inside.queue(phone, address=phone) for phone in people]
    inside.stub.will_answer(SLOW)  # whoever is first
    with writing(inside.engine) as connection:
        taken = dispatch.take_due(connection, inside.now, limit=100)
    assert [due.id for due in taken] == ids
    inside.sender.send(ids, taken[0].try_number, patience_seconds=2)
    assert 0 < sum(row.status == "sent" for row in inside.rows(outbox)) < len(ids)
    inside.sender.finish(timeout_seconds=60)
    assert {row.status for row in inside.rows(outbox)} == {"sent"}


def test_what_has_not_begun_when_the_worker_ends_is_left_without_a_trace(inside: Inside) -> None:
    inside.queue()
    inside.sender.stop()
    assert inside.work() == []
    waiting = inside.row(key="k")
    assert (waiting.status, waiting.taken_at, waiting.tries) == ("queued", None, 0)
    assert inside.attempts() == []


def test_a_message_that_our_own_code_fails_on_holds_up_no_other(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither when it is read, rules that no longer parse, nor when it is rendered."""
    broken = inside.queue("broken", parts=(Part("no_such_template", {}),))
    unread = inside.queue("unread", address=UGANDAN)
    inside.queue("good")
    to_send = dispatch.to_send

    def reads(*arguments: Any) -> Any:
        if arguments[2] == unread:
            raise ValueError("rules that no longer parse")
        return to_send(*arguments)

    monkeypatch.setattr(dispatch, "to_send", reads)
    with writing(inside.engine) as connection:
        taken = dispatch.take_due(connection, inside.now, limit=10)
    inside.sender.send([due.id for due in taken], taken[0].try_number)
    assert [call.form["message"] for call in inside.stub.calls] == ["You are welcome."]
    assert inside.row(key="good").status == "sent"
    assert {inside.row(id=one).status for one in (broken, unread)} == {"queued"}
