"""A provider's call goes in at the door: verified, handed on once, acknowledged; else refused."""

from __future__ import annotations

import dataclasses
import io
import logging
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from bot.channels import channels_from
from bot.messages import DeliveryReport, DeliveryStatus, InboundMessage, OptOut
from bot.settings import Settings
from bot.store.database import StoreBusy
from bot.webhook import MAX_CONTENT_LENGTH, raw_target, webhook_blueprint
from tests.channels.calls import (
    BASE_URL,
    NOW,
    SETTINGS,
    TWILIO,
    Parameters,
    africastalking_sms,
    body_of,
    settings_with,
    signature_headers,
    twilio_sms,
    twilio_status,
    twilio_whatsapp,
)

FORM = "application/x-www-form-urlencoded"
AFRICASTALKING_URL = "/webhooks/africastalking/path-secret"


class Received:
    """A receiver that keeps what it is given, or is busy."""

    def __init__(self) -> None:
        self.all: list[InboundMessage | DeliveryReport | OptOut] = []
        self.is_busy = False

    def handle(self, message: InboundMessage) -> None:
        self._keep(message)

    def report(self, report: DeliveryReport) -> None:
        self._keep(report)

    def opt_out(self, opt_out: OptOut) -> None:
        self._keep(opt_out)

    def _keep(self, news: InboundMessage | DeliveryReport | OptOut) -> None:
        if self.is_busy:
            raise StoreBusy
        self.all.append(news)


@pytest.fixture
def received() -> Received:
    return Received()


def app_for(received: Received, settings: Settings = SETTINGS) -> Flask:
    app = Flask(__name__)
    channels = channels_from(settings)
    app.register_blueprint(webhook_blueprint(settings, channels, received, lambda: NOW))
    return app


@pytest.fixture
def client(received: Received) -> FlaskClient:
    return app_for(received).test_client()


def post(client: FlaskClient, url: str, body: bytes, **headers: str) -> TestResponse:
    return client.post(url, data=body, content_type=FORM, headers=headers)


def post_signed(
    client: FlaskClient, url: str, parameters: Parameters, *, base_url: str = BASE_URL
) -> TestResponse:
    """What Twilio does: the signature is made over the public address."""
    headers = signature_headers(base_url + url, parameters)
    return post(client, url, body_of(parameters), **headers)


@pytest.mark.parametrize(
    ("url", "form", "channel"),
    [
        pytest.param("/webhooks/twilio/sms", twilio_sms(), "twilio_sms", id="sms"),
        pytest.param(
            "/webhooks/twilio/whatsapp", twilio_whatsapp(), "twilio_whatsapp", id="whatsapp"
        ),
        pytest.param("/webhooks/twilio/sms?a=%7E&b=", twilio_sms(), "twilio_sms", id="raw query"),
    ],
)
def test_a_message_through_twilio_is_handed_on_and_acknowledged(
    client: FlaskClient, received: Received, url: str, form: dict[str, str], channel: str
) -> None:
    answer = post_signed(client, url, form)
    assert (answer.status_code, answer.mimetype, answer.text) == (200, "text/xml", "<Response/>")
    (message,) = received.all
    assert isinstance(message, InboundMessage)
    assert (message.channel, message.sender, message.received_at) == (channel, "+254712345678", NOW)


def test_a_status_of_twilio_is_handed_on_with_our_attempt(
    client: FlaskClient, received: Received
) -> None:
    answer = post_signed(client, "/webhooks/twilio/status?attempt=a%7E7", twilio_status("read"))
    assert answer.status_code == 200
    (report,) = received.all
    assert isinstance(report, DeliveryReport)
    assert (report.attempt_id, report.status) == ("a~7", DeliveryStatus.READ)


def test_a_message_through_africas_talking_is_handed_on_and_acknowledged(
    client: FlaskClient, received: Received
) -> None:
    answer = post(client, f"{AFRICASTALKING_URL}/sms", body_of(africastalking_sms()))
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    (message,) = received.all
    assert isinstance(message, InboundMessage)
    assert (message.sender, message.text) == ("+254722000111", "salio")


def test_africas_talkings_reports_and_opt_outs_are_handed_on(
    client: FlaskClient, received: Received
) -> None:
    post(client, f"{AFRICASTALKING_URL}/delivery", b"id=ATXid_1&status=Success")
    post(client, f"{AFRICASTALKING_URL}/optout", b"senderId=UMOJA&phoneNumber=%2B254722000111")
    assert received.all == [
        DeliveryReport("africastalking_sms", "ATXid_1", DeliveryStatus.DELIVERED),
        OptOut("africastalking_sms", "+254722000111"),
    ]


def test_bytes_that_are_not_utf_8_are_read(client: FlaskClient, received: Received) -> None:
    answer = post(client, f"{AFRICASTALKING_URL}/sms", b"from=0722000111&id=1&text=caf%E9")
    assert answer.status_code == 200
    (message,) = received.all
    assert isinstance(message, InboundMessage)
    assert message.text == "café"


def urls_of(client: FlaskClient) -> list[str]:
    rules = client.application.url_map.iter_rules()
    return [rule.rule for rule in rules if rule.endpoint.startswith("webhooks.")]


def test_no_webhook_believes_an_unsigned_call(client: FlaskClient, received: Received) -> None:
    urls = urls_of(client)
    assert len(urls) == 6
    for url in urls:
        answer = post(client, url.replace("<secret>", "guess"), body_of(twilio_sms()))
        assert answer.status_code == (404 if "<secret>" in url else 403), url
    assert received.all == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_posting_is_allowed(client: FlaskClient, received: Received, method: str) -> None:
    for url in urls_of(client):
        answer = client.open(url.replace("<secret>", "path-secret"), method=method)
        assert answer.status_code == 405, url
    assert received.all == []


@pytest.mark.parametrize("secret", ["guess", "path-secre", "path-secret%20", "%C3%B1", "%FF", "."])
def test_a_wrong_secret_is_a_page_that_does_not_exist(
    client: FlaskClient, received: Received, secret: str
) -> None:
    url = f"/webhooks/africastalking/{secret}/sms"
    assert post(client, url, body_of(africastalking_sms())).status_code == 404
    assert received.all == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"Body": "500"}, id="changed"),
        pytest.param({"Extra": ""}, id="added"),
        pytest.param({"AccountSid": "AC2"}, id="another account"),
    ],
)
def test_a_tampered_call_is_refused(
    client: FlaskClient, received: Received, changes: dict[str, str]
) -> None:
    url = "/webhooks/twilio/sms"
    headers = signature_headers(BASE_URL + url, twilio_sms())
    assert post(client, url, body_of(twilio_sms(**changes)), **headers).status_code == 403
    assert received.all == []


def test_a_call_for_another_of_our_addresses_is_refused(client: FlaskClient) -> None:
    headers = signature_headers(f"{BASE_URL}/webhooks/twilio/sms", twilio_sms())
    answer = post(client, "/webhooks/twilio/whatsapp", body_of(twilio_sms()), **headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("url", ["/webhooks/twilio/sms", f"{AFRICASTALKING_URL}/sms"])
def test_a_body_at_the_limit_passes_and_one_byte_more_does_not(
    client: FlaskClient, received: Received, url: str
) -> None:
    form = twilio_sms(Body="") | {"text": "x"}
    room = MAX_CONTENT_LENGTH - len(body_of(form))
    full = form | {"Body": "x" * room}
    assert post_signed(client, url, full).status_code == 200
    assert post_signed(client, url, full | {"Body": "x" * (room + 1)}).status_code == 413
    assert len(received.all) == 1


def test_a_body_of_unknown_length_is_not_cut_but_refused(
    client: FlaskClient, received: Received
) -> None:
    for length, status in ((MAX_CONTENT_LENGTH, 200), (MAX_CONTENT_LENGTH + 1, 413)):
        answer = client.post(
            f"{AFRICASTALKING_URL}/sms",
            input_stream=io.BytesIO(b"text=".ljust(length, b"x")),
            content_type=FORM,
            environ_overrides={"wsgi.input_terminated": True},
        )
        assert answer.status_code == status
    assert len(received.all) == 1


@pytest.mark.parametrize("is_terminated", [True, False])
def test_half_a_body_is_refused_so_that_the_whole_can_come_again(
    client: FlaskClient, received: Received, is_terminated: bool
) -> None:
    half = b"id=1&from=%2B254722000111&text=TKM4A1B2C3+Confirmed.+You+ha"
    environ = {"CONTENT_LENGTH": str(len(half) + 50)}
    if is_terminated:
        environ["wsgi.input_terminated"] = "1"
    answer = client.post(
        f"{AFRICASTALKING_URL}/sms",
        input_stream=io.BytesIO(half),
        content_type=FORM,
        environ_overrides=environ,
    )
    assert (answer.status_code, received.all) == (400, [])


@pytest.mark.parametrize(
    "url", [f"{AFRICASTALKING_URL}/{kind}" for kind in ("sms", "delivery", "optout")]
)
def test_a_busy_store_asks_the_provider_to_come_again(
    client: FlaskClient, received: Received, url: str
) -> None:
    received.is_busy = True
    answer = post(client, url, b"id=1&phoneNumber=%2B254722000111")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


@pytest.mark.parametrize("form", [twilio_status("delivered"), {}], ids=["status", "nothing"])
def test_a_verified_call_without_a_message_is_acknowledged_and_noted(
    client: FlaskClient,
    received: Received,
    form: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert post_signed(client, "/webhooks/twilio/sms", form).status_code == 200
    assert received.all == []
    assert "holds no message" in caplog.text


def test_a_verified_message_that_lacks_everything_expected_is_kept(
    client: FlaskClient, received: Received
) -> None:
    body = b'{"from": "0722000111"}'
    assert post(client, f"{AFRICASTALKING_URL}/sms", body).status_code == 200
    (message,) = received.all
    assert isinstance(message, InboundMessage)
    assert message.raw == {body.decode(): ""}
    assert message.provider_id.startswith("sha256:")


@given(body=st.binary(max_size=300))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_no_body_breaks_a_webhook(client: FlaskClient, body: bytes) -> None:
    for kind in ("sms", "delivery", "optout"):
        assert post(client, f"{AFRICASTALKING_URL}/{kind}", body).status_code == 200
    assert post(client, "/webhooks/twilio/sms", body).status_code == 403


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        pytest.param(Settings(), 6, id="none"),
        pytest.param(settings_with(twilio=None), 3, id="no twilio"),
        pytest.param(settings_with(africastalking=None), 3, id="no africastalking"),
        pytest.param(
            settings_with(twilio=dataclasses.replace(TWILIO, sms_from="")), 1, id="no twilio sms"
        ),
    ],
)
def test_what_is_not_configured_does_not_exist(
    received: Received, settings: Settings, missing: int
) -> None:
    client = app_for(received, settings).test_client()
    urls = [url.replace("<secret>", "path-secret") for url in urls_of(client)]
    answers = [post(client, url, b"id=1").status_code for url in urls]
    assert answers.count(404) == missing


@pytest.mark.parametrize(
    ("public_base_url", "raw_uri", "script_name"),
    [
        pytest.param("https://x.example", "/webhooks/twilio/sms", "", id="plain"),
        pytest.param("https://x.example/a", "/webhooks/twilio/sms", "", id="proxy cut the prefix"),
        pytest.param("https://x.example/a", "/a/webhooks/twilio/sms", "/a", id="prefix kept"),
        pytest.param(
            "https://x.example/webhooks", "/webhooks/twilio/sms", "", id="prefix like a route"
        ),
        pytest.param(
            "https://x.example/a", "http://inner:8000/webhooks/twilio/sms", "", id="absolute form"
        ),
        pytest.param("https://x.example", "", "", id="server keeps no raw path"),
    ],
)
def test_behind_any_proxy_the_public_address_is_what_counts(
    received: Received, public_base_url: str, raw_uri: str, script_name: str
) -> None:
    client = app_for(received, settings_with(public_base_url=public_base_url)).test_client()
    url, query = "/webhooks/twilio/sms", "a=%7Eb"
    raw = f"{raw_uri}?{query}" if raw_uri else ""
    answer = client.post(
        url,
        base_url="http://inner:8000" + script_name,
        query_string=query,
        data=body_of(twilio_sms()),
        content_type=FORM,
        headers=signature_headers(f"{public_base_url}{url}?{query}", twilio_sms()),
        environ_overrides={"RAW_URI": raw, "REQUEST_URI": raw},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("environ", "target"),
    [
        pytest.param({"PATH_INFO": "/a/b", "RAW_URI": "/a/b?x=%41"}, "/a/b", id="query apart"),
        pytest.param(
            {"PATH_INFO": "/a/b", "RAW_URI": "/%61/b", "QUERY_STRING": "x=%7E+y"},
            "/%61/b?x=%7E+y",
            id="escapes",
        ),
        pytest.param({"PATH_INFO": "/a/b", "REQUEST_URI": "/p/a/b"}, "/a/b", id="uwsgi's name"),
        pytest.param({"PATH_INFO": "/a b"}, "/a%20b", id="quoted again when nothing is raw"),
        pytest.param({"PATH_INFO": "/"}, "/", id="root"),
    ],
)
def test_the_raw_target_is_the_routes_own_part(environ: dict[str, Any], target: str) -> None:
    assert raw_target(environ) == target


def test_a_refusal_names_the_address_without_its_password(
    received: Received, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_with(public_base_url="https://twilio:hidden@chama.example:8443/apps/chama")
    post(app_for(received, settings).test_client(), "/webhooks/twilio/sms?attempt=hidden", b"")
    assert "at https://chama.example:8443/apps/chama/webhooks/twilio/sms. If" in caplog.text
    assert "hidden" not in caplog.text


def test_no_log_tells_a_number_a_text_or_a_secret(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    post(client, "/webhooks/twilio/sms", body_of(twilio_sms()))
    post(client, "/webhooks/africastalking/guess/sms", body_of(africastalking_sms()))
    post_signed(client, "/webhooks/twilio/sms", twilio_status())
    assert f"refused a call at {BASE_URL}/webhooks/twilio/sms. " in caplog.text
    assert "PUBLIC_BASE_URL is not to the letter" in caplog.text
    assert f"refused a call at {BASE_URL}/webhooks/africastalking/<secret>/sms. " in caplog.text
    for hidden in ("712345678", "722000111", "salio", "path-secret", "guess"):
        assert hidden not in caplog.text
