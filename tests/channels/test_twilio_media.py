"""A file is fetched from Twilio and from nobody else, whole, and no larger than it may be."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.channels import twilio_media
from bot.channels.twilio_media import MOST_BYTES, MOST_REDIRECTS, fetch
from bot.messages import FetchError
from bot.settings import TWILIO_API_BASE_URL, Timeouts, TwilioSettings
from tests.channels.calls import TWILIO
from tests.channels.stub_provider import Answer, StubProvider

PATH = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
PDF = b"%PDF-1.7\n\x00\xff"
CREDENTIALS = b64encode(f"{TWILIO.account_sid}:{TWILIO.auth_token}".encode()).decode()


@pytest.fixture
def stub() -> Iterator[StubProvider]:
    with StubProvider() as stub:
        yield stub


def settings_on(stub: StubProvider, read_seconds: float = 30) -> TwilioSettings:
    return replace(TWILIO, api_base_url=stub.base_url, timeouts=Timeouts(30, read_seconds))


def fetched(
    stub: StubProvider, url: str, *, resolves_to: str = "3.80.0.1", read_seconds: float = 30
) -> bytes:
    out = io.BytesIO()
    fetch(settings_on(stub, read_seconds), url, out, resolve=lambda _host: [resolves_to])
    return out.getvalue()


@pytest.mark.parametrize("base", ["", TWILIO_API_BASE_URL], ids=["the stand-in", "stood in for"])
def test_a_file_comes_from_the_configured_place_with_our_credentials(
    stub: StubProvider, base: str
) -> None:
    stub.will_answer(Answer(200, PDF, {"Content-Type": "application/pdf"}))
    assert fetched(stub, f"{base or stub.base_url}{PATH}") == PDF
    (call,) = stub.calls
    assert (call.method, call.path) == ("GET", PATH)
    assert call.headers["Authorization"] == f"Basic {CREDENTIALS}"


def test_a_redirect_on_the_same_place_is_followed(stub: StubProvider) -> None:
    stub.will_answer(Answer(307, headers={"Location": "/moved"}), Answer(200, PDF))
    assert fetched(stub, stub.base_url + PATH) == PDF
    assert [call.path for call in stub.calls] == [PATH, "/moved"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://media.twiliocdn.com/x",
        "https://media.twiliocdn.com.evil.example/x",
        "https://eviltwilio.com/x",
        "https://api.twilio.com@evil.example/x",
        "https://user:word@media.twilio.com/x",
        "https://media.twilio.com:8443/x",
        "https://media.twilio.com:port/x",
        "https://[media.twilio.com/x",
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_place_is_ever_asked(stub: StubProvider, elsewhere: str) -> None:
    with pytest.raises(FetchError) as refused:
        fetched(stub, elsewhere)
    assert refused.value.permanent
    stub.will_answer(Answer(302, headers={"Location": elsewhere or "https://evil.example"}))
    with pytest.raises(FetchError):
        fetched(stub, stub.base_url + PATH)
    assert len(stub.calls) == 1


@pytest.mark.parametrize("private", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_of_twilios_that_leads_inside_is_not_followed(
    stub: StubProvider, private: str
) -> None:
    stub.will_answer(Answer(302, headers={"Location": "https://media.twiliocdn.com/x"}))
    with pytest.raises(FetchError) as refused:
        fetched(stub, stub.base_url + PATH, resolves_to=private)
    assert refused.value.permanent


def test_the_credentials_stay_with_twilios_own_api(monkeypatch: pytest.MonkeyPatch) -> None:
    credentials = {
        url: twilio_media._credentials(TWILIO, url)
        for url in (f"{TWILIO_API_BASE_URL}{PATH}", "https://media.twiliocdn.com/x")
    }
    own, foreign = credentials.values()
    assert getattr(own, "username", None) == TWILIO.account_sid
    assert not hasattr(foreign, "username")


@pytest.mark.parametrize(
    ("answer", "read_seconds"),
    [
        pytest.param(Answer(404), 30, id="not there yet"),
        pytest.param(Answer(500), 30, id="their fault"),
        pytest.param(Answer(hangs_up=True), 30, id="no answer"),
        pytest.param(Answer(200, PDF, delay_seconds=3), 0.2, id="too slow"),
    ],
)
def test_what_may_pass_is_worth_another_try(
    stub: StubProvider, answer: Answer, read_seconds: float
) -> None:
    stub.will_answer(answer)
    with pytest.raises(FetchError) as failed:
        fetched(stub, stub.base_url + PATH, read_seconds=read_seconds)
    assert (failed.value.reason, failed.value.permanent) == ("unreachable", False)
    assert TWILIO.account_sid not in str(failed.value)


def test_a_circle_of_redirects_ends(stub: StubProvider) -> None:
    stub.will_answer(*[Answer(302, headers={"Location": PATH})] * (MOST_REDIRECTS + 2))
    with pytest.raises(FetchError) as failed:
        fetched(stub, stub.base_url + PATH)
    assert failed.value.permanent
    assert len(stub.calls) == MOST_REDIRECTS + 1


def test_too_many_bytes_are_not_taken(stub: StubProvider) -> None:
    stub.will_answer(Answer(200, bytes(MOST_BYTES + 1)))
    with pytest.raises(FetchError) as failed:
        fetched(stub, stub.base_url + PATH)
    assert (failed.value.reason, failed.value.permanent) == ("too_large", True)


def test_a_file_that_drips_is_given_up(stub: StubProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio_media, "MOST_SECONDS", -1)
    stub.will_answer(Answer(200, PDF))
    with pytest.raises(FetchError) as failed:
        fetched(stub, stub.base_url + PATH)
    assert not failed.value.permanent
