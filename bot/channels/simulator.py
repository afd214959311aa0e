"""The demo's own channel: messages stay on this machine, in the outbox, where the page shows them."""

from __future__ import annotations

from bot.channels.base import Callback
from bot.messages import (
    Accepted,
    DeliveryReport,
    DeliveryStatus,
    InboundMessage,
    OutboundMessage,
)

NAME = "simulator"


class Simulator:
    """A channel whose provider is the reader of the page."""

    name = NAME

    def verify(self, callback: Callback) -> bool:
        """No provider calls here: the page hands its messages to the pipeline itself."""
        return False

    def read(self, callback: Callback) -> InboundMessage | None:
        """No calls, no messages in them."""
        return None

    def read_report(self, callback: Callback) -> DeliveryReport:
        """No calls, no news in them."""
        return DeliveryReport(self.name, provider_id="", status=DeliveryStatus.SENT)

    def send(self, message: OutboundMessage) -> Accepted:
        """It has arrived by being in the outbox."""
        return Accepted(provider_id=message.attempt_id)
