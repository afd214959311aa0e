"""A call is believed when Twilio signed it for our account, and never otherwise."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import HMAC_SHA256

from bot.channels.base import Callback
from bot.channels.form import Form
from bot.channels.twilio import MAX_PARAMETERS, is_genuine
from bot.settings import TwilioSettings
from tests.channels.calls import (
    NOW,
    SMS_URL,
    STATUS_URL,
    TWILIO,
    Parameters,
    callback,
    signature_headers,
    twilio_sms,
    twilio_status,
    twilio_whatsapp,
)


@pytest.mark.parametrize(
    ("url", "parameters"),
    [
        pytest.param(SMS_URL, twilio_sms(), id="sms"),
        pytest.param(SMS_URL, twilio_whatsapp(Body="Swahili: ng'ombe 🐄"), id="emoji"),
        pytest.param(SMS_URL, twilio_sms(Body=""), id="empty value"),
        pytest.param(SMS_URL, twilio_sms(Body="  salio \n"), id="spaces around"),
        pytest.param(SMS_URL, twilio_sms(Body="sa\x00lio"), id="NUL"),
        pytest.param(SMS_URL, twilio_sms() | {"NewIn2027": "x"}, id="a parameter nobody knows"),
        pytest.param(SMS_URL, twilio_sms() | {"Tag": ["b", "a"]}, id="repeated"),
        pytest.param(SMS_URL, twilio_sms() | {"Tag": ["a", "a"]}, id="repeated with one value"),
        pytest.param(f"{STATUS_URL}?attempt=7", twilio_status(), id="query"),
        pytest.param(f"{STATUS_URL}?attempt=a%7Eb%2Fc", twilio_status(), id="escapes stay raw"),
        pytest.param(f"{STATUS_URL}?a=1&a=2&b=", twilio_status(), id="repeated in the query"),
        pytest.param("https://chama.example:8443/webhooks/twilio/sms", twilio_sms(), id="port"),
        pytest.param("https://x.example/a/b/webhooks/twilio/sms", twilio_sms(), id="prefix"),
    ],
)
def test_a_signed_call_is_genuine(url: str, parameters: Parameters) -> None:
    headers = signature_headers(url, parameters)
    assert is_genuine(callback(parameters, url, headers=headers), TWILIO)


def test_the_vector_of_twilios_documentation_is_genuine() -> None:
    parameters = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    documented = {"x-twilio-signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="}
    settings = TwilioSettings(account_sid="AC1", auth_token="12345", sms_from="+1")
    assert is_genuine(callback(parameters, url, headers=documented), settings)


def test_a_default_port_in_the_signed_address_does_not_matter() -> None:
    headers = signature_headers("https://chama.example:443/webhooks/twilio/sms", twilio_sms())
    assert is_genuine(callback(twilio_sms(), SMS_URL, headers=headers), TWILIO)


@pytest.mark.parametrize(
    ("secret", "algorithm", "is_believed"),
    [
        pytest.param("first-token", "HMAC_SHA1", True, id="token"),
        pytest.param("second-token", "HMAC_SHA1", True, id="token of the rotation"),
        pytest.param("shared-key", "HMAC_SHA256", True, id="shared key"),
        pytest.param("shared-key", "hmac_sha256", True, id="algorithm in small letters"),
        pytest.param("third-token", "HMAC_SHA1", False, id="unknown token"),
        pytest.param("first-token", "HMAC_SHA256", False, id="token with the key's algorithm"),
        pytest.param("other-key", "HMAC_SHA256", False, id="unknown key"),
        pytest.param("", "HMAC_SHA1", False, id="empty token"),
        pytest.param("", "HMAC_SHA256", False, id="empty key"),
    ],
)
def test_only_our_own_secrets_count(secret: str, algorithm: str, is_believed: bool) -> None:
    headers = signature_headers(SMS_URL, twilio_sms(), secret, algorithm)
    assert is_genuine(callback(twilio_sms(), headers=headers), TWILIO) is is_believed


def test_a_secret_that_is_not_configured_opens_nothing() -> None:
    bare = dataclasses.replace(TWILIO, auth_token_secondary="", webhook_shared_key="")
    for algorithm in ("HMAC_SHA1", "HMAC_SHA256"):
        headers = signature_headers(SMS_URL, twilio_sms(), "", algorithm)
        assert not is_genuine(callback(twilio_sms(), headers=headers), bare)


GOOD = signature_headers(SMS_URL, twilio_sms())


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(callback(twilio_sms()), id="no signature"),
        pytest.param(callback(twilio_sms(), headers={"x-twilio-signature": ""}), id="empty"),
        pytest.param(callback(twilio_sms(), headers={"x-twilio-signature": "ñ"}), id="not base64"),
        pytest.param(callback(twilio_sms(Body="500"), headers=GOOD), id="another text"),
        pytest.param(callback(twilio_sms() | {"Extra": ""}, headers=GOOD), id="one more parameter"),
        pytest.param(callback({"Body": "salio"}, headers=GOOD), id="parameters missing"),
        pytest.param(callback(twilio_sms(), f"{SMS_URL}?x=1", headers=GOOD), id="another query"),
        pytest.param(callback(twilio_sms(), f"{SMS_URL}/", headers=GOOD), id="another path"),
        pytest.param(
            callback(twilio_sms(), SMS_URL.replace("https", "http"), headers=GOOD), id="scheme"
        ),
        pytest.param(
            callback(
                twilio_sms(),
                headers=GOOD | {"x-twilio-webhooks-signature-settings": "key=k,algorithm=MD5"},
            ),
            id="unknown algorithm",
        ),
        pytest.param(
            callback(
                twilio_sms(AccountSid="AC2"),
                headers=signature_headers(SMS_URL, twilio_sms(AccountSid="AC2")),
            ),
            id="another account",
        ),
    ],
)
def test_anything_else_is_not_genuine(forged: Callback) -> None:
    assert not is_genuine(forged, TWILIO)


@pytest.mark.parametrize(
    ("count", "is_believed"), [(MAX_PARAMETERS, True), (MAX_PARAMETERS + 1, False)]
)
def test_no_work_is_done_for_more_parameters_than_anybody_sends(
    count: int, is_believed: bool
) -> None:
    parameters = {f"p{number}": "" for number in range(count)}
    signed = callback(parameters, headers=signature_headers(SMS_URL, parameters))
    assert is_genuine(signed, TWILIO) is is_believed


NAMES_AND_VALUES = st.dictionaries(st.text(min_size=1), st.lists(st.text(), min_size=1, max_size=3))


@given(NAMES_AND_VALUES.filter(lambda values: "AccountSid" not in values))
def test_every_set_of_parameters_can_be_signed_and_checked(
    values: dict[str, list[str]],
) -> None:
    headers = signature_headers(SMS_URL, values, TWILIO.webhook_shared_key, HMAC_SHA256)
    assert is_genuine(callback(values, headers=headers), TWILIO)


@given(st.binary(max_size=300), st.text(max_size=40))
def test_junk_is_refused_without_an_error(body: bytes, signature: str) -> None:
    junk = Callback(SMS_URL, Form.parse(body), NOW, {"x-twilio-signature": signature})
    assert not is_genuine(junk, TWILIO)
