"""The demo's own channel: messages stay in this machine's outbox, where the page shows them."""

from __future__ import annotations

from bot.channels.base import Callback
from bot.messages import (
    Accepted,
    DeliveryReport,
    DeliveryStatus,
    InboundMessage,
    OutboundMessage,
)
from bot.settings import Settings

NAME = "simulator"


def channel_from(settings: Settings) -> Simulator | None:
    """This channel in demo mode, and never else."""
    return Simulator() if settings.demo else None


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
        return DeliveryReport(self.name, provider_id="", status=DeliveryStatus.QUEUED)

    def send(self, message: OutboundMessage) -> Accepted:
        """It has arrived by being in the outbox."""
        return Accepted(provider_id=message.attempt_id)
