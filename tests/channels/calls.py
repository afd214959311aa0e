"""Calls as the providers make them: settings, signed callbacks, the texts of forms."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from twilio.request_validator import HMAC_SHA1, RequestValidator

from bot.channels.base import Callback
from bot.channels.form import Form
from bot.settings import AfricasTalkingSettings, Settings, TwilioSettings

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
BASE_URL = "https://chama.example"
SMS_URL = f"{BASE_URL}/webhooks/twilio/sms"
STATUS_URL = f"{BASE_URL}/webhooks/twilio/status"

TWILIO = TwilioSettings(
    account_sid="AC" + "1" * 32,
    auth_token="first-token",
    auth_token_secondary="second-token",
    webhook_shared_key="shared-key",
    whatsapp_from="+14155238886",
    sms_from="+14155550100",
)
AFRICASTALKING = AfricasTalkingSettings(
    username="umoja", api_key="api-key", callback_secret="path-secret", sender="UMOJA"
)
SETTINGS = Settings(
    database_url="sqlite://", public_base_url=BASE_URL, twilio=TWILIO, africastalking=AFRICASTALKING
)

Parameters = Mapping[str, str | Sequence[str]]


def settings_with(**changes: Any) -> Settings:
    return dataclasses.replace(SETTINGS, **changes)


def body_of(parameters: Parameters) -> bytes:
    return urlencode(parameters, doseq=True).encode()


def callback(parameters: Parameters | None = None, url: str = SMS_URL, **changes: Any) -> Callback:
    """A call with these parameters, unsigned."""
    return Callback(url=url, form=Form.parse(body_of(parameters or {})), received_at=NOW, **changes)


def signature_headers(
    url: str, parameters: Parameters, secret: str = TWILIO.auth_token, algorithm: str = HMAC_SHA1
) -> dict[str, str]:
    """The headers that Twilio itself would send, made by its own SDK."""
    form = Form.parse(body_of(parameters))
    signature = RequestValidator(secret).compute_signature(url, form, algorithm)
    headers = {"x-twilio-signature": signature}
    if algorithm != HMAC_SHA1:
        headers["x-twilio-webhooks-signature-settings"] = f"key=webhooks_1,algorithm={algorithm}"
    return headers


def twilio_sms(**changes: str) -> dict[str, str]:
    """The form of a text message from Otieno, as Twilio posts it."""
    return {
        "ToCountry": "US",
        "MessageSid": "SM" + "a" * 32,
        "SmsSid": "SM" + "a" * 32,
        "SmsMessageSid": "SM" + "a" * 32,
        "AccountSid": TWILIO.account_sid,
        "SmsStatus": "received",
        "From": "+254712345678",
        "To": "+14155550100",
        "Body": "salio",
        "NumMedia": "0",
        "FromCity": "",
        "ApiVersion": "2010-04-01",
    } | changes


def twilio_whatsapp(**changes: str) -> dict[str, str]:
    """The form of a WhatsApp message from Otieno, as Twilio posts it."""
    return {
        "SmsMessageSid": "SM" + "b" * 32,
        "MessageSid": "SM" + "b" * 32,
        "SmsStatus": "received",
        "AccountSid": TWILIO.account_sid,
        "From": "whatsapp:+254712345678",
        "To": "whatsapp:+14155238886",
        "Body": "nani anapokea?",
        "NumMedia": "0",
        "ProfileName": "Otieno",
        "WaId": "254712345678",
        "MessageType": "text",
        "ChannelMetadata": '{"type":"whatsapp"}',
    } | changes


def twilio_status(status: str = "delivered", **changes: str) -> dict[str, str]:
    """The form of a status callback of an SMS, as Twilio posts it."""
    return {
        "MessageSid": "SM" + "c" * 32,
        "SmsSid": "SM" + "c" * 32,
        "MessageStatus": status,
        "SmsStatus": status,
        "AccountSid": TWILIO.account_sid,
        "From": "+14155550100",
        "To": "+254712345678",
        "ApiVersion": "2010-04-01",
    } | changes


def africastalking_sms(**changes: str) -> dict[str, str]:
    """The form of a text message from Achieng, as Africa's Talking posts it."""
    return {
        "date": "2026-11-22 18:30:00",
        "from": "+254722000111",
        "to": "22384",
        "text": "salio",
        "id": "5b0f1a2c-0d1e-4c5a-9f00-000000000001",
        "linkId": "",
        "networkCode": "63902",
        "cost": "",
    } | changes
