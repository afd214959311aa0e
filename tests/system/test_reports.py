"""Delivery reports: late, twice, out of order, unknown, or before our own record of the call."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.messages import Accepted, OutboundMessage
from bot.routing import LATE_RETRY
from bot.store.tables import contact
from tests.channels.calls import twilio_status
from tests.channels.stub_provider import Answer
from tests.system.inside import Inside

UGANDAN = "+256772000002"
TWILIO, AFRICASTALKING = "twilio_sms", "africastalking_sms"


def twilio_reports(inside: Inside, status: str, number: int = 0, **changes: str) -> None:
    """Twilio's news of our attempt of this number, by our own id."""
    form = twilio_status(status, MessageSid=f"SM{number}", **changes)
    inside.report(TWILIO, form, attempt_id=inside.attempts()[number].id)


def africastalking_reports(inside: Inside, status: str, **changes: str) -> None:
    """Africa's Talking's news of the last message that it took over."""
    message_id = inside.attempts()[-1].provider_id
    inside.report(AFRICASTALKING, {"id": message_id, "status": status, **changes})


def status(inside: Inside) -> str:
    return str(inside.row(key="k").status)


@pytest.mark.parametrize(
    "order", list(itertools.permutations(["sent", "delivered", "read"])), ids="-".join
)
def test_reports_in_any_order_and_twice_end_with_the_best_news(
    inside: Inside, order: tuple[str, ...]
) -> None:
    inside.queue(address=UGANDAN)
    inside.work()
    ranks = {"sent": 1, "delivered": 2, "read": 3}
    best = "sent"
    for news in (*order, *order):
        twilio_reports(inside, news)
        best = max(best, news, key=ranks.__getitem__)
        assert status(inside) == best


@pytest.mark.parametrize(
    ("news", "end"),
    [
        pytest.param(["Success", "Failed"], "delivered", id="a failure after the delivery"),
        pytest.param(["Rejected", "Success"], "delivered", id="a delivery after the failure"),
        pytest.param(["Success", "Sent", "Buffered"], "delivered", id="older news after newer"),
        pytest.param(["Sent", "WhoKnows"], "sent", id="a word that nobody knows"),
    ],
)
def test_a_status_never_moves_backwards(inside: Inside, news: list[str], end: str) -> None:
    inside.queue()
    inside.work()
    for word in news:
        africastalking_reports(inside, word)
    assert status(inside) == end
    inside.pass_time(days=1)
    assert inside.work() == []  # a delivered message is not tried again


@pytest.mark.parametrize(
    ("channel", "form"),
    [
        pytest.param(AFRICASTALKING, {"id": "ATXid_999", "status": "Success"}, id="unknown id"),
        pytest.param(AFRICASTALKING, {"status": "Success"}, id="no id"),
        pytest.param(TWILIO, twilio_status("delivered"), id="unknown message of Twilio's"),
        pytest.param(TWILIO, {}, id="nothing at all"),
    ],
)
def test_news_of_messages_that_are_not_ours_changes_nothing(
    inside: Inside, channel: str, form: dict[str, str]
) -> None:
    inside.queue()
    inside.report(channel, form)
    inside.work()
    inside.report(channel, form)
    assert status(inside) == "sent"


def test_an_unknown_attempt_changes_nothing(inside: Inside) -> None:
    inside.queue(address=UGANDAN)
    inside.work()
    inside.report(TWILIO, twilio_status("delivered"), attempt_id="another-installation")
    assert status(inside) == "sent"


# --- before our own record -----------------------------------------------------------------------


def report_during_call(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, report: Callable[[], None]
) -> None:
    """The provider's report overtakes its answer to our call."""
    send = type(inside.channels[TWILIO]).send

    def reporting_first(channel: Any, message: OutboundMessage) -> Accepted:
        accepted = send(channel, message)
        report()
        return accepted

    monkeypatch.setattr(type(inside.channels[TWILIO]), "send", reporting_first)


def test_a_delivery_reported_before_our_own_record_stands(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_during_call(inside, monkeypatch, lambda: twilio_reports(inside, "delivered"))
    inside.queue(address=UGANDAN)
    inside.work()
    assert status(inside) == "delivered"


def test_a_failure_reported_before_our_own_record_is_heeded(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_during_call(
        inside, monkeypatch, lambda: twilio_reports(inside, "undelivered", ErrorCode="30005")
    )
    inside.queue(address=UGANDAN)
    inside.work()
    assert (status(inside), inside.row(key="k").error) == ("failed", "30005")


@pytest.mark.parametrize("news", ["queued", "sent", "delivered"])
def test_a_call_that_was_cut_off_is_settled_by_the_report(inside: Inside, news: str) -> None:
    """The answer came too late for us; the report proves that the message went out: no retry."""
    inside.queue(address=UGANDAN)
    inside.stub.will_answer(Answer(delay_seconds=1))
    inside.impatient().work()
    assert status(inside) == "queued"
    twilio_reports(inside, news)
    assert status(inside) == ("delivered" if news == "delivered" else "sent")
    inside.pass_time(days=1)
    assert inside.work() == []


def test_a_worker_that_died_after_the_call_is_made_up_for_by_the_report(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the provider's answer and our record nothing is left but the attempt."""

    class Killed(BaseException):
        pass

    def die(*_: Any) -> None:
        raise Killed

    inside.queue(address=UGANDAN)
    report_during_call(inside, monkeypatch, die)
    inside.work()
    assert status(inside) == "queued"
    twilio_reports(inside, "sent")
    inside.pass_time(days=1)
    assert inside.work() == []
    assert (status(inside), inside.row(key="k").provider_id) == ("sent", "SM0")


# --- failures that ask for another try -----------------------------------------------------------


def test_a_failure_that_may_pass_queues_the_message_again_once(inside: Inside) -> None:
    inside.queue()
    for _ in range(2):
        assert len(inside.work()) == 1
        assert status(inside) == "sent"
        africastalking_reports(inside, "Failed", failureReason="AbsentSubscriber")
        africastalking_reports(inside, "Failed", failureReason="AbsentSubscriber")  # and twice
        inside.pass_time(seconds=LATE_RETRY.total_seconds())
    assert (status(inside), inside.row(key="k").error) == ("failed", "AbsentSubscriber")
    assert inside.work() == []


def test_old_news_of_the_first_try_does_not_stop_the_second(inside: Inside) -> None:
    inside.queue(address=UGANDAN)
    inside.work()
    twilio_reports(inside, "undelivered", ErrorCode="30003")
    twilio_reports(inside, "sent")
    assert status(inside) == "queued"
    inside.pass_time(seconds=LATE_RETRY.total_seconds())
    assert len(inside.work()) == 1
    twilio_reports(inside, "undelivered", ErrorCode="30003")  # the first try's, once more
    assert status(inside) == "sent"


def test_a_refusal_by_whatsapp_after_the_fact_goes_out_another_way(inside: Inside) -> None:
    inside.queue(address=UGANDAN)
    inside.work()
    twilio_reports(inside, "failed", ErrorCode="63003", To=f"whatsapp:{UGANDAN}")
    assert (status(inside), inside.row(key="k").error) == ("queued", "use_sms")
    assert inside.row(key="k").not_before - inside.now < timedelta(seconds=1)


def test_who_turns_out_to_have_opted_out_is_left_in_peace(inside: Inside) -> None:
    inside.queue(address=UGANDAN)
    inside.work()
    twilio_reports(inside, "failed", ErrorCode="21610")
    assert status(inside) == "failed"
    assert [one.address for one in inside.rows(contact) if one.opted_out_at] == [UGANDAN]
