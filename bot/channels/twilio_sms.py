"""The channel SMS through Twilio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.channels import twilio
from bot.channels.base import Callback, normal_address
from bot.channels.sms import is_reaction, refuse_without_number, unwrapped_text
from bot.messages import Accepted, DeliveryReport, InboundMessage, OutboundMessage
from bot.settings import Settings, TwilioSettings


def channel_from(settings: Settings) -> TwilioSms | None:
    """This channel when it is configured."""
    if settings.twilio is None or not settings.twilio.sms_from:
        return None
    return TwilioSms(settings.twilio, settings.public_base_url)


@dataclass(frozen=True)
class TwilioSms:
    """SMS: senders are phone numbers, short codes, or names that nobody can answer."""

    settings: TwilioSettings
    public_base_url: str
    name: ClassVar[str] = twilio.SMS

    def verify(self, callback: Callback) -> bool:
        return twilio.is_genuine(callback, self.settings)

    def read(self, callback: Callback) -> InboundMessage | None:
        form = callback.form
        text = unwrapped_text(form.get("Body"))
        return twilio.read_message(
            callback,
            self.name,
            sender=normal_address(form.get("From")),
            recipient=normal_address(form.get("To")),
            text=text,
            is_reaction=is_reaction(text),
        )

    def read_report(self, callback: Callback) -> DeliveryReport:
        return twilio.read_report(callback)

    def send(self, message: OutboundMessage) -> Accepted:
        from bot.channels import twilio_client

        refuse_without_number(message.address)
        return twilio_client.send(
            self.settings,
            message,
            sender=self.settings.sms_from,
            recipient=message.address,
            status_callback=twilio.status_callback_url(self.public_base_url, message.attempt_id),
        )
