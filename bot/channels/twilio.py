"""What Twilio's WhatsApp and SMS share: signatures, forms, statuses, errors, addresses of ours.

The web process imports this and no more of the SDK than its validator; sending is in
`twilio_client`, which is imported on the first send.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote

from twilio.request_validator import (
    HMAC_SHA1,
    HMAC_SHA256,
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)

from bot.channels.base import Callback, provider_id
from bot.channels.form import Form
from bot.channels.twilio_errors import remedy_of
from bot.channels.twilio_kinds import kind_of, written
from bot.messages import (
    WORDLESS,
    DeliveryReport,
    DeliveryStatus,
    InboundMessage,
    Kind,
    Remedy,
    SendError,
)
from bot.settings import TwilioSettings

WHATSAPP = "twilio_whatsapp"
SMS = "twilio_sms"
WHATSAPP_PREFIX = "whatsapp:"
MESSAGING_SERVICE_PREFIX = "MG"  # a messaging service chooses among its numbers by itself

_ALGORITHMS = frozenset({HMAC_SHA1, HMAC_SHA256})

MAX_PARAMETERS = 1000
"""Twilio sends some fifty; checking a signature over a body full of them would cost 100 ms."""

_INBOUND_STATUSES = {"", "receiving", "received"}

STATUSES: Mapping[str, DeliveryStatus] = {
    "accepted": DeliveryStatus.QUEUED,
    "scheduled": DeliveryStatus.QUEUED,
    "queued": DeliveryStatus.QUEUED,
    "sending": DeliveryStatus.QUEUED,
    "sent": DeliveryStatus.SENT,
    "delivered": DeliveryStatus.DELIVERED,
    "partially_delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.READ,
    "undelivered": DeliveryStatus.FAILED,
    "failed": DeliveryStatus.FAILED,
    "canceled": DeliveryStatus.FAILED,
}


def is_genuine(callback: Callback, settings: TwilioSettings) -> bool:
    """Whether Twilio signed this call, for our account.

    SHA-1 signatures are made with the auth token (the old or the new one while it is rotated);
    the stronger ones that X-Twilio-Webhooks-Signature-Settings names, with the shared key.
    """
    if len(callback.form) > MAX_PARAMETERS:
        return False
    account_sid = callback.form.get("AccountSid")
    if account_sid and account_sid != settings.account_sid:
        return False
    headers = callback.headers
    algorithm = get_signature_algorithm(headers.get(SIGNATURE_SETTINGS_HEADER.lower(), ""))
    signature = headers.get(SIGNATURE_HEADER.lower(), "")
    return any(
        _is_signed(_validator(secret), callback, signature, algorithm)
        for secret in _secrets(settings, algorithm)
    )


def _is_signed(
    validator: RequestValidator, callback: Callback, signature: str, algorithm: str
) -> bool:
    """Signed over the URL as we know it; else over one with a port more or less, which the SDK
    tries. The first is the usual case, and half of the work."""
    if algorithm.upper() in _ALGORITHMS:
        expected = validator.compute_signature(callback.url, callback.form, algorithm)
        if hmac.compare_digest(expected.encode(), signature.encode()):
            return True
    is_signed: bool = validator.validate(callback.url, callback.form, signature, algorithm)
    return is_signed


@cache
def _validator(secret: str) -> RequestValidator:
    """The SDK's validator of a secret; there are as many as an account has."""
    return RequestValidator(secret)


def _secrets(settings: TwilioSettings, algorithm: str) -> list[str]:
    is_plain = algorithm.upper() == HMAC_SHA1
    tokens = [settings.auth_token, settings.auth_token_secondary] if is_plain else []
    return [secret for secret in (*tokens, settings.webhook_shared_key) if secret]


def read_message(
    callback: Callback,
    channel: str,
    *,
    sender: str,
    recipient: str,
    text: str,
    alias: str = "",
    is_reaction: bool = False,
) -> InboundMessage | None:
    """The message in a call, or None when it is empty or a status sent to the wrong address.

    Where Twilio has answered STOP or HELP itself, `raw` tells: OptOutType. is_reaction: its words
    say so, where the form does not.
    """
    form = callback.form
    if not form or _status_word(form) not in _INBOUND_STATUSES:
        return None
    raw = form.as_raw()
    kind = Kind.REACTION if is_reaction else kind_of(raw, text)
    return InboundMessage(
        channel=channel,
        provider_id=provider_id(_message_sid(form), form),
        sender=sender,
        recipient=recipient,
        text=written(kind, text),
        received_at=callback.received_at,
        button="" if kind in WORDLESS else form.first_of("ButtonPayload", "ListId"),
        alias=alias,
        kind=kind,
        raw=raw,
    )


def read_report(callback: Callback) -> DeliveryReport:
    """The news in a status callback, of whichever Twilio channel; our id rides on its URL.

    A status of a name we do not know ranks lowest, so that it moves nothing.
    """
    form = callback.form
    status = STATUSES.get(_status_word(form), DeliveryStatus.QUEUED)
    code = form.get("ErrorCode").strip()
    return DeliveryReport(
        channel=_reported_channel(form),
        provider_id=_message_sid(form),
        status=status,
        attempt_id=callback.query.get("attempt"),
        error_code=code,
        failure=delivery_failure(code) if status is DeliveryStatus.FAILED else None,
    )


def delivery_failure(code: str) -> SendError:
    """What to do about a message that Twilio accepted and could not deliver."""
    return SendError(
        remedy_of(code) or Remedy.RETRY_ONCE, code or "unknown", "Twilio could not deliver it"
    )


def status_callback_url(public_base_url: str, attempt_id: str) -> str:
    """Where Twilio reports on a message: our own id settles what became of a try that timed out."""
    return f"{public_base_url}/webhooks/twilio/status?attempt={quote(attempt_id, safe='')}"


def _message_sid(form: Form) -> str:
    return form.first_of("MessageSid", "SmsMessageSid", "SmsSid").strip()


def _status_word(form: Form) -> str:
    return form.first_of("MessageStatus", "SmsStatus").strip().lower()


def _reported_channel(form: Form) -> str:
    is_whatsapp = form.get("ChannelPrefix").lower() == "whatsapp" or any(
        form.get(name).lower().startswith(WHATSAPP_PREFIX) for name in ("From", "To")
    )
    return WHATSAPP if is_whatsapp else SMS
