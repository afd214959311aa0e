"""Sending with the real SDKs to a provider on loopback that behaves as badly as the real ones."""

from __future__ import annotations

import dataclasses
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels import channels_from
from bot.channels.africastalking_errors import ERRORS as AFRICASTALKING_ERRORS
from bot.channels.base import Channel
from bot.channels.twilio_errors import ERRORS as TWILIO_ERRORS
from bot.messages import Accepted, OutboundMessage, Remedy, SendError
from bot.settings import Settings, Timeouts
from tests.channels.calls import AFRICASTALKING, BASE_URL, TWILIO, settings_with
from tests.channels.stub_provider import (
    Answer,
    StubProvider,
    africastalking_answer,
    africastalking_recipient,
    twilio_error,
)

NUMBER = "+254712345678"
TEXT = "Asante Otieno, umepokelewa."
MESSAGE = OutboundMessage(attempt_id="a/7", address=NUMBER, text=TEXT)
CHANNELS = ("twilio_whatsapp", "twilio_sms", "africastalking_sms")
TWILIO_CHANNELS = CHANNELS[:2]
PATIENT = Timeouts(connect_seconds=30, read_seconds=30)
HASTY = Timeouts(connect_seconds=30, read_seconds=0.1)


@pytest.fixture
def stub() -> Iterator[StubProvider]:
    with StubProvider() as provider:
        yield provider


def settings_for(base_url: str, timeouts: Timeouts = PATIENT) -> Settings:
    return settings_with(
        twilio=dataclasses.replace(TWILIO, api_base_url=base_url, timeouts=timeouts),
        africastalking=dataclasses.replace(
            AFRICASTALKING, api_base_url=base_url, timeouts=timeouts
        ),
    )


def channel_to(base_url: str, name: str) -> Channel:
    return channels_from(settings_for(base_url))[name]


def failure_of(channel: Channel, message: OutboundMessage = MESSAGE) -> SendError:
    with pytest.raises(SendError) as failed:
        channel.send(message)
    return failed.value


def test_a_whatsapp_text_reaches_twilio_as_it_should(stub: StubProvider) -> None:
    accepted = channel_to(stub.base_url, "twilio_whatsapp").send(MESSAGE)
    (call,) = stub.calls
    assert accepted == Accepted("SM" + "0" * 31 + "1")
    assert call.path == f"/2010-04-01/Accounts/{TWILIO.account_sid}/Messages.json"
    assert call.form == {
        "To": f"whatsapp:{NUMBER}",
        "From": "whatsapp:+14155238886",
        "Body": TEXT,
        "StatusCallback": f"{BASE_URL}/webhooks/twilio/status?attempt=a%2F7",
    }


def test_an_sms_reaches_twilio_as_it_should(stub: StubProvider) -> None:
    channel_to(stub.base_url, "twilio_sms").send(MESSAGE)
    form = stub.calls[0].form
    assert (form["To"], form["From"], form["Body"]) == (NUMBER, "+14155550100", TEXT)


def test_a_template_goes_out_by_its_id_and_variables(stub: StubProvider) -> None:
    template = dataclasses.replace(
        MESSAGE, content_sid="HX1", content_variables={"1": "Achieng’", "2": "500"}
    )
    channel_to(stub.base_url, "twilio_whatsapp").send(template)
    form = stub.calls[0].form
    assert form["ContentSid"] == "HX1"
    assert json.loads(form["ContentVariables"]) == {"1": "Achieng’", "2": "500"}
    assert "Body" not in form


def test_a_person_without_a_number_is_reached_by_the_user_id(stub: StubProvider) -> None:
    message = dataclasses.replace(MESSAGE, address="whatsapp:KE.135")
    channel_to(stub.base_url, "twilio_whatsapp").send(message)
    assert stub.calls[0].form["To"] == "whatsapp:KE.135"


@pytest.mark.parametrize("name", TWILIO_CHANNELS)
def test_a_messaging_service_sends_in_place_of_a_number(stub: StubProvider, name: str) -> None:
    settings = settings_for(stub.base_url)
    assert settings.twilio is not None
    service = dataclasses.replace(settings.twilio, whatsapp_from="MG1", sms_from="MG1")
    channels_from(dataclasses.replace(settings, twilio=service))[name].send(MESSAGE)
    form = stub.calls[0].form
    assert form["MessagingServiceSid"] == "MG1"
    assert "From" not in form


def test_the_region_of_the_environment_does_not_lead_twilio_astray(
    stub: StubProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    channel_to(stub.base_url, "twilio_sms").send(MESSAGE)
    assert len(stub.calls) == 1


def test_an_sms_reaches_africas_talking_as_it_should(stub: StubProvider) -> None:
    accepted = channel_to(stub.base_url, "africastalking_sms").send(MESSAGE)
    (call,) = stub.calls
    assert accepted == Accepted("ATXid_1", "KES 0.8000")
    assert call.path == "/version1/messaging"
    assert call.headers["apiKey"] == "api-key"
    assert call.form == {
        "username": "umoja",
        "to": NUMBER,
        "message": TEXT,
        "from": "UMOJA",
        "bulkSMSMode": "1",
    }


def test_without_a_sender_africas_talking_chooses_its_own(stub: StubProvider) -> None:
    settings = settings_for(stub.base_url)
    assert settings.africastalking is not None
    bare = dataclasses.replace(settings.africastalking, sender="")
    channels_from(dataclasses.replace(settings, africastalking=bare))["africastalking_sms"].send(
        MESSAGE
    )
    assert "from" not in stub.calls[0].form


@pytest.mark.parametrize("name", CHANNELS)
def test_one_connection_serves_many_messages(stub: StubProvider, name: str) -> None:
    channel = channel_to(stub.base_url, name)
    ids = {channel.send(MESSAGE).provider_id for _ in range(10)}
    assert (len(ids), stub.connection_count) == (10, 1)


def test_both_twilio_channels_share_one_connection(stub: StubProvider) -> None:
    channels = channels_from(settings_for(stub.base_url))
    for name in TWILIO_CHANNELS * 2:
        channels[name].send(MESSAGE)
    assert (len(stub.calls), stub.connection_count) == (4, 1)


@pytest.mark.parametrize("name", CHANNELS)
def test_many_threads_send_over_no_more_connections_than_threads(
    stub: StubProvider, name: str
) -> None:
    channel = channel_to(stub.base_url, name)
    channel.send(MESSAGE)
    with ThreadPoolExecutor(4) as threads:
        accepted = list(threads.map(lambda _: channel.send(MESSAGE), range(20)))
    assert len({one.provider_id for one in accepted}) == 20
    assert stub.connection_count <= 5


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize(
    ("answer", "remedy", "retry_after_seconds", "is_ambiguous"),
    [
        pytest.param(Answer(429), Remedy.RETRY, None, False, id="429"),
        pytest.param(
            Answer(429, headers={"Retry-After": "7"}),
            Remedy.RETRY,
            7.0,
            False,
            id="429 with a wait",
        ),
        pytest.param(
            Answer(503, headers={"Retry-After": "2"}),
            Remedy.RETRY,
            2.0,
            False,
            id="503 with a wait",
        ),
        pytest.param(Answer(500), Remedy.RETRY, None, False, id="500"),
        pytest.param(
            Answer(502, "<html>Bad Gateway</html>", {"Content-Type": "text/html"}),
            Remedy.RETRY,
            None,
            True,
            id="gateway page",
        ),
        pytest.param(Answer(400, "no"), Remedy.GIVE_UP, None, False, id="400"),
        pytest.param(Answer(401, "no"), Remedy.ALERT, None, False, id="401"),
        pytest.param(Answer(404, "no"), Remedy.ALERT, None, False, id="404"),
        pytest.param(
            Answer(302, headers={"Location": "/elsewhere"}), Remedy.ALERT, None, False, id="302"
        ),
        pytest.param(Answer(201, "<html>hi</html>"), Remedy.RETRY, None, True, id="201 in HTML"),
        pytest.param(Answer(201, ""), Remedy.RETRY, None, True, id="201 without a word"),
        pytest.param(Answer(201, "[]"), Remedy.RETRY, None, True, id="201 with a list"),
        pytest.param(Answer(201, "{}"), Remedy.RETRY, None, True, id="201 without an id"),
        pytest.param(Answer(hangs_up=True), Remedy.RETRY, None, True, id="hang-up"),
    ],
)
def test_a_provider_in_trouble_is_understood(
    stub: StubProvider,
    name: str,
    answer: Answer,
    remedy: Remedy,
    retry_after_seconds: float | None,
    is_ambiguous: bool,
) -> None:
    stub.will_answer(answer)
    channel = channel_to(stub.base_url, name)
    error = failure_of(channel)
    assert (error.remedy, error.retry_after_seconds, error.ambiguous) == (
        remedy,
        retry_after_seconds,
        is_ambiguous,
    )
    assert len(stub.calls) == 1
    assert channel.send(MESSAGE).provider_id


@pytest.mark.parametrize("name", CHANNELS)
def test_a_provider_that_keeps_quiet_may_have_sent_the_message(
    stub: StubProvider, name: str
) -> None:
    stub.will_answer(Answer(delay_seconds=60))
    error = failure_of(channels_from(settings_for(stub.base_url, HASTY))[name])
    assert (error.remedy, error.code, error.ambiguous) == (Remedy.RETRY, "ReadTimeout", True)


@pytest.mark.parametrize("name", CHANNELS)
def test_a_provider_that_cannot_be_reached_has_surely_sent_nothing(name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    error = failure_of(channel_to(f"http://127.0.0.1:{port}", name))
    assert (error.remedy, error.ambiguous) == (Remedy.RETRY, False)


@pytest.mark.parametrize(("code", "remedy"), TWILIO_ERRORS.items())
def test_a_code_of_twilios_brings_its_remedy(stub: StubProvider, code: str, remedy: Remedy) -> None:
    stub.will_answer(twilio_error(400, int(code), Retry_After="3"))
    error = failure_of(channel_to(stub.base_url, "twilio_sms"))
    assert (error.remedy, error.code, error.retry_after_seconds) == (remedy, code, 3.0)


@pytest.mark.parametrize(
    ("answer", "code", "remedy", "is_ambiguous"),
    [
        pytest.param(twilio_error(400, 29999), "29999", Remedy.GIVE_UP, False, id="new code"),
        pytest.param(twilio_error(403, 29999), "29999", Remedy.ALERT, False, id="new refusal"),
        pytest.param(twilio_error(500, 20500), "20500", Remedy.RETRY, False, id="own 500"),
        pytest.param(twilio_error(429, 20429), "20429", Remedy.RETRY, False, id="own 429"),
        pytest.param(twilio_error(400), "HTTP 400", Remedy.GIVE_UP, False, id="no code"),
        pytest.param(
            Answer.of_json(400, {"code": None, "message": "?"}),
            "HTTP 400",
            Remedy.GIVE_UP,
            False,
            id="null code",
        ),
        pytest.param(
            Answer.of_json(
                400,
                {"type": "about:x", "title": NUMBER, "status": 400, "code": 21211, "detail": TEXT},
            ),
            "21211",
            Remedy.GIVE_UP,
            False,
            id="problem document",
        ),
        pytest.param(
            Answer.of_json(503, {"type": "about:x", "title": "busy", "status": 503, "code": 20503}),
            "20503",
            Remedy.RETRY,
            False,
            id="problem document of a busy server",
        ),
    ],
)
def test_every_shape_of_twilios_errors_is_understood(
    stub: StubProvider, answer: Answer, code: str, remedy: Remedy, is_ambiguous: bool
) -> None:
    stub.will_answer(answer)
    error = failure_of(channel_to(stub.base_url, "twilio_whatsapp"))
    assert (error.code, error.remedy, error.ambiguous) == (code, remedy, is_ambiguous)


@pytest.mark.parametrize(
    ("code", "remedy"),
    [(code, remedy) for code, remedy in AFRICASTALKING_ERRORS.items() if code.isdigit()],
)
def test_a_refused_recipient_inside_a_201_is_a_refusal(
    stub: StubProvider, code: str, remedy: Remedy
) -> None:
    refusal = africastalking_recipient(NUMBER, status_code=int(code), status="Refused")
    stub.will_answer(africastalking_answer(refusal))
    error = failure_of(channel_to(stub.base_url, "africastalking_sms"))
    assert (error.remedy, error.code, error.ambiguous) == (remedy, code, False)


@pytest.mark.parametrize("status_code", [100, 101, 102])
def test_processed_sent_and_queued_are_accepted(stub: StubProvider, status_code: int) -> None:
    recipient = africastalking_recipient(NUMBER, status_code=status_code)
    stub.will_answer(africastalking_answer(recipient))
    assert channel_to(stub.base_url, "africastalking_sms").send(MESSAGE).provider_id == "ATXid_1"


def test_our_recipient_is_found_among_others(stub: StubProvider) -> None:
    other = africastalking_recipient("+254733000222", status_code=403)
    ours = africastalking_recipient(NUMBER, number=5)
    channel = channel_to(stub.base_url, "africastalking_sms")
    stub.will_answer(africastalking_answer(other, ours))
    assert channel.send(MESSAGE).provider_id == "ATXid_5"


@pytest.mark.parametrize(
    ("answer", "code", "remedy", "is_ambiguous"),
    [
        pytest.param(
            africastalking_answer(message="InvalidSenderId"),
            "InvalidSenderId",
            Remedy.ALERT,
            False,
            id="nobody, with a reason",
        ),
        pytest.param(
            africastalking_answer(message=f"What about {NUMBER}?"),
            "unknown",
            Remedy.GIVE_UP,
            False,
            id="nobody, with a text",
        ),
        pytest.param(
            africastalking_answer(
                africastalking_recipient("+254733000222", number=1),
                africastalking_recipient("+254733000333", number=2),
            ),
            "unreadable",
            Remedy.RETRY,
            True,
            id="two others",
        ),
        pytest.param(
            africastalking_answer(africastalking_recipient(NUMBER, status_code=999)),
            "999",
            Remedy.GIVE_UP,
            False,
            id="new code",
        ),
        pytest.param(
            africastalking_answer(africastalking_recipient(NUMBER) | {"messageId": "None"}),
            "unreadable",
            Remedy.RETRY,
            True,
            id="accepted without an id",
        ),
        pytest.param(
            Answer.of_json(201, {"SMSMessageData": "Sent"}),
            "unreadable",
            Remedy.RETRY,
            True,
            id="another shape",
        ),
    ],
)
def test_odd_answers_of_africas_talking_are_understood(
    stub: StubProvider, answer: Answer, code: str, remedy: Remedy, is_ambiguous: bool
) -> None:
    stub.will_answer(answer)
    error = failure_of(channel_to(stub.base_url, "africastalking_sms"))
    assert (error.code, error.remedy, error.ambiguous) == (code, remedy, is_ambiguous)


@pytest.mark.parametrize("name", ["twilio_sms", "africastalking_sms"])
def test_an_address_that_no_sms_reaches_is_never_tried(stub: StubProvider, name: str) -> None:
    message = dataclasses.replace(MESSAGE, address="whatsapp:KE.135")
    error = failure_of(channel_to(stub.base_url, name), message)
    assert (error.remedy, stub.calls) == (Remedy.GIVE_UP, [])


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(twilio_error(400, 21211), id="quoted in an error"),
        pytest.param(Answer(500, f"{NUMBER} {TEXT}"), id="quoted in a page"),
        pytest.param(Answer(hangs_up=True), id="hang-up"),
        pytest.param(africastalking_answer(message=f"{NUMBER} {TEXT}"), id="quoted in a 201"),
    ],
)
def test_no_failure_and_no_log_tells_the_number_or_the_text(
    stub: StubProvider, name: str, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    stub.will_answer(answer)
    error = failure_of(channel_to(stub.base_url, name))
    told = f"{error} {error.code} {error.detail} {caplog.text}"
    assert "712345678" not in told
    assert TEXT not in told
    assert error.__suppress_context__ or error.__context__ is None
