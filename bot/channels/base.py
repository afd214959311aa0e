"""What a channel is: the one shape in which the rest of the program knows a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.channels.form import Form
from bot.messages import Accepted, DeliveryReport, InboundMessage, OutboundMessage
from chama.phones import PhoneError, to_e164

MAX_NAME_LENGTH = 255
"""Characters of an id or an address; real ones are shorter, and an index takes no long ones."""


CONNECTIONS = 48
"""Kept open to a provider: as many as a worker makes calls at once."""


@dataclass(frozen=True, slots=True)
class Callback:
    """One call of a provider's at one of our webhooks, as plain values.

    url: the address that the provider called: PUBLIC_BASE_URL, raw path and raw query string.
    form: the parameters of its body.
    headers: by lower-case name.
    secret: the unguessable part of the path, "" where the URL has none.
    received_at: aware, UTC.
    """

    url: str
    form: Form
    received_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    secret: str = ""

    @property
    def query(self) -> Form:
        """The parameters of the query string."""
        return Form.parse(self.url.partition("?")[2].encode())


class Channel(Protocol):
    """A way to reach members. Reading never raises: what cannot be understood is kept raw."""

    @property
    def name(self) -> str:
        """The channel's name in the database, e.g. "twilio_whatsapp"."""

    def verify(self, callback: Callback) -> bool:
        """Whether the provider itself made this call."""

    def read(self, callback: Callback) -> InboundMessage | None:
        """The message in a verified call, or None when it holds no message at all."""

    def read_report(self, callback: Callback) -> DeliveryReport:
        """The news of one of our messages in a verified call; without ids when it had none."""

    def send(self, message: OutboundMessage) -> Accepted:
        """Hand one message to the provider. Raises SendError."""


def provider_id(posted: str, form: Form) -> str:
    """The id that names a message for ever: the provider's, or one made from the form's content.

    The latter when the provider gave none, or one too long for a database's index.
    """
    given = posted.strip()
    return given if 0 < len(given) <= MAX_NAME_LENGTH else form.content_id()


def normal_address(text: str) -> str:
    """A phone number in E.164; a short code, a name or a user id as it came, cut where absurd."""
    address = text.strip()[:MAX_NAME_LENGTH]
    try:
        return to_e164(address)
    except PhoneError:
        return address
