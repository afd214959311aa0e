"""The address that phones post to, and the page that says how to set one up."""

from __future__ import annotations

import io
import json

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bot.forwarding.proof import sign
from bot.forwarding.web import phones_blueprint
from bot.store.database import StoreBusy
from bot.store.tables import entry
from bot.webhook import MAX_CONTENT_LENGTH
from bot.wiring import TEMPLATES
from tests.builders import rules
from tests.forwarding.phone import PAID, Phone, connected, count
from tests.transcripts import Stage

pytestmark = pytest.mark.drawn


@pytest.fixture
def stage(engine: sa.Engine) -> Stage:
    stage = Stage(engine)
    stage.found(rules())
    stage.deliver()
    return stage


@pytest.fixture
def client(stage: Stage) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(phones_blueprint(stage.door, TEMPLATES))
    return app.test_client()


BODY = json.dumps({"from": "MPESA", "text": PAID}).encode()


def url_of(phone: Phone) -> str:
    return f"/webhooks/phone/{phone.secret}"


def test_a_post_is_answered_once_it_is_recorded(stage: Stage, client: FlaskClient) -> None:
    phone = connected(stage)
    answer = client.post(url_of(phone), data=BODY, headers={"X-Signature": sign(phone.key, BODY)})
    assert (answer.status_code, answer.text) == (200, "")
    assert count(stage, entry, entry.c.receipt != "") == 1


def test_a_signed_moment_and_the_card_in_the_url_are_heeded(
    stage: Stage, client: FlaskClient
) -> None:
    phone, at = connected(stage), str(int(stage.now.timestamp()))
    body = BODY.replace(b"}", b', "sim": "sim1"}')
    headers = {"X-Signature": sign(phone.key, body, at), "X-Timestamp": at}
    for card, entries in (("2", 0), ("1", 1)):
        answer = client.post(f"{url_of(phone)}?sim={card}", data=body, headers=headers)
        assert answer.status_code == 200
        assert count(stage, entry, entry.c.receipt != "") == entries


def test_a_body_in_chunks_is_read_whole(stage: Stage, client: FlaskClient) -> None:
    phone = connected(stage)
    answer = client.post(
        url_of(phone),
        input_stream=io.BytesIO(BODY),
        headers={"X-Signature": sign(phone.key, BODY), "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 200
    assert count(stage, entry, entry.c.receipt != "") == 1


@pytest.mark.parametrize(
    ("secret", "headers", "status"),
    [
        pytest.param("guess", {}, 404, id="no-such-phone"),
        pytest.param("%00%ff", {}, 404, id="odd-bytes"),
        pytest.param("", {}, 404, id="unsigned"),
        pytest.param("", {"X-Signature": "0" * 64}, 404, id="forged"),
    ],
)
def test_who_is_no_phone_of_ours_finds_nothing(
    stage: Stage, client: FlaskClient, secret: str, headers: dict[str, str], status: int
) -> None:
    url = f"/webhooks/phone/{secret or connected(stage).secret}"
    assert client.post(url, data=BODY, headers=headers).status_code == status
    assert count(stage, entry, entry.c.receipt != "") == 0


def test_what_is_too_large_is_refused(stage: Stage, client: FlaskClient) -> None:
    body = b" " * (MAX_CONTENT_LENGTH + 1)
    assert client.post(url_of(connected(stage)), data=body).status_code == 413


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_posting_is_allowed(client: FlaskClient, method: str) -> None:
    assert client.open("/webhooks/phone/secret", method=method).status_code == 405


def test_a_busy_store_asks_the_app_to_come_again(
    stage: Stage, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> bool:
        raise StoreBusy

    monkeypatch.setattr(stage.door, "take", busy)
    assert client.post("/webhooks/phone/secret", data=BODY).status_code == 503


def test_the_page_says_the_steps_in_both_languages_and_loads_nothing(client: FlaskClient) -> None:
    answer = client.get("/phone-setup")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for words in ("CONNECT PHONE", "UNGANISHA SIMU", "DISCONNECT PHONE", "TENGANISHA SIMU"):
        assert words in answer.text
    for outside in ("http://", "https://", "<script", "src=", "{{", "{%"):
        assert outside not in answer.text
