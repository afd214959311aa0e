"""The channel WhatsApp through Twilio."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.channels import twilio
from bot.channels.base import Callback, normal_address
from bot.messages import (
    WHATSAPP_USER,
    Accepted,
    DeliveryReport,
    InboundMessage,
    OutboundMessage,
)
from bot.settings import Settings, TwilioSettings


def channel_from(settings: Settings) -> TwilioWhatsApp | None:
    """This channel when it is configured."""
    if settings.twilio is None or not settings.twilio.whatsapp_from:
        return None
    return TwilioWhatsApp(settings.twilio, settings.public_base_url)


@dataclass(frozen=True)
class TwilioWhatsApp:
    """WhatsApp: senders are phone numbers, or user ids "whatsapp:KE.123" without a number."""

    settings: TwilioSettings
    public_base_url: str
    name: ClassVar[str] = twilio.WHATSAPP

    def verify(self, callback: Callback) -> bool:
        return twilio.is_genuine(callback, self.settings)

    def read(self, callback: Callback) -> InboundMessage | None:
        form = callback.form
        sender, user = _address(form.get("From")), _address(form.get("ExternalUserId"))
        return twilio.read_message(
            callback,
            self.name,
            sender=sender or user,
            alias=user if user != sender and user.startswith(WHATSAPP_USER) else "",
            recipient=_address(form.get("To")),
            text=form.first_of("Body", "ButtonText", "ListTitle"),
        )

    def read_report(self, callback: Callback) -> DeliveryReport:
        return twilio.read_report(callback)

    def send(self, message: OutboundMessage) -> Accepted:
        from bot.channels import twilio_client

        return twilio_client.send(
            self.settings,
            message,
            sender=_with_prefix(self.settings.whatsapp_from),
            recipient=_with_prefix(message.address),
            status_callback=twilio.status_callback_url(self.public_base_url, message.attempt_id),
        )


def _address(text: str) -> str:
    """E.164 for a phone number; "whatsapp:KE.123" for the user id of somebody who hides it.

    Some addresses come without Twilio's prefix: one person keeps one spelling all the same.
    """
    bare = re.sub(r"^whatsapp:", "", text.strip(), flags=re.IGNORECASE)
    address = normal_address(bare)
    is_user_id = bool(address) and not address.startswith("+")
    return WHATSAPP_USER + address if is_user_id else address


def _with_prefix(address: str) -> str:
    """The address as Twilio wants it; a messaging service ("MG...") is named without a prefix."""
    is_ready = address.startswith((twilio.WHATSAPP_PREFIX, twilio.MESSAGING_SERVICE_PREFIX))
    return address if is_ready else twilio.WHATSAPP_PREFIX + address
