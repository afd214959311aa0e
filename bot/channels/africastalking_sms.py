"""The channel SMS through Africa's Talking.

The provider signs nothing: a call is believed because it knows the secret in the URL's path, and
what it says stays a claim. Sending is in `africastalking_client`, imported on the first send.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.channels.africastalking_errors import ERRORS
from bot.channels.base import Callback, normal_address, provider_id
from bot.channels.sms import is_reaction, refuse_without_number, unwrapped_text
from bot.messages import (
    Accepted,
    DeliveryReport,
    DeliveryStatus,
    InboundMessage,
    Kind,
    OptOut,
    OutboundMessage,
    Remedy,
    SendError,
)
from bot.settings import AfricasTalkingSettings, Settings

NAME = "africastalking_sms"

# https://developers.africastalking.com/docs/sms/notifications. The phone's word may still come
# after "AbsentSubscriber" and "Expired"; a delivery outranks a failure.
STATUSES: Mapping[str, DeliveryStatus] = {
    "sent": DeliveryStatus.SENT,
    "submitted": DeliveryStatus.SENT,
    "buffered": DeliveryStatus.SENT,
    "success": DeliveryStatus.DELIVERED,
    "rejected": DeliveryStatus.FAILED,
    "failed": DeliveryStatus.FAILED,
    "absentsubscriber": DeliveryStatus.FAILED,
    "expired": DeliveryStatus.FAILED,
}


def channel_from(settings: Settings) -> AfricasTalkingSms | None:
    """This channel when it is configured."""
    return AfricasTalkingSms(settings.africastalking) if settings.africastalking else None


@dataclass(frozen=True)
class AfricasTalkingSms:
    """SMS: senders are phone numbers; delivery reports know our messages by the provider's id."""

    settings: AfricasTalkingSettings
    name: ClassVar[str] = NAME

    def verify(self, callback: Callback) -> bool:
        expected = self.settings.callback_secret.encode()
        return bool(expected) and hmac.compare_digest(callback.secret.encode(), expected)

    def read(self, callback: Callback) -> InboundMessage | None:
        form = callback.form
        if not form:
            return None
        text = unwrapped_text(form.get("text"))
        is_mark = is_reaction(text)
        return InboundMessage(
            channel=self.name,
            provider_id=provider_id(form.get("id"), form),
            sender=normal_address(form.get("from")),
            recipient=normal_address(form.get("to")),
            text="" if is_mark else text,
            received_at=callback.received_at,
            kind=Kind.REACTION if is_mark else Kind.TEXT,
            raw=form.as_raw(),
        )

    def read_report(self, callback: Callback) -> DeliveryReport:
        """A status of a name we do not know ranks lowest, so that it moves nothing."""
        form = callback.form
        word = form.get("status").strip()
        status = STATUSES.get(word.lower(), DeliveryStatus.QUEUED)
        reason = form.get("failureReason").strip()
        return DeliveryReport(
            channel=self.name,
            provider_id=form.get("id").strip(),
            status=status,
            error_code=reason,
            failure=_failure(reason or word) if status is DeliveryStatus.FAILED else None,
        )

    def send(self, message: OutboundMessage) -> Accepted:
        from bot.channels import africastalking_client

        refuse_without_number(message.address)
        return africastalking_client.send(self.settings, message)


def read_opt_out(callback: Callback) -> OptOut | None:
    """The opt-out (or a subscription's deletion or addition) in a call; None without a number."""
    form = callback.form
    address = normal_address(form.get("phoneNumber"))
    if not address:
        return None
    return OptOut(NAME, address, opted_in=form.get("updateType").strip().lower() == "addition")


def _failure(reason: str) -> SendError:
    """What to do about a message that the provider accepted and could not deliver."""
    return SendError(
        ERRORS.get(reason, Remedy.RETRY_ONCE), reason, "Africa's Talking could not deliver it"
    )
