"""What makes the bot decide: a member's message, the clock, a statement; nothing forges a message.

A cause has a key that names it once and for ever, a moment, and somebody to answer or nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.money_api import PROVIDER
from bot.messages import InboundMessage, Kind, Media
from chama.agreement import CLOCK

STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that happened.

    key: unique; what follows from the cause is keyed by it, so that a repeat changes nothing.
    at: aware UTC. actors: who stands for it in the book where no message's sender does: members'
    codes, or "clock", "statement", "mpesa-api". message: what a person wrote, None when nobody did.
    language: in which they wrote it, "" where that is not clear: they are answered in that.
    """

    key: str
    at: datetime
    actors: tuple[str, ...] = ()
    message: InboundMessage | None = None
    language: str = ""

    @property
    def sender(self) -> str:
        """Who is answered: an address, "" for nobody."""
        return "" if self.message is None or self.is_by_phone else self.message.sender

    @property
    def is_by_phone(self) -> bool:
        """Whether a phone posted a text by itself, for which its holder stands."""
        return self.message is not None and self.message.is_by_itself

    @property
    def channel(self) -> str:
        """The channel on which the answer goes back, "" for none."""
        return "" if self.message is None or self.is_by_phone else self.message.channel

    @property
    def text(self) -> str:
        """What was written."""
        return self.message.text if self.message else ""

    @property
    def button(self) -> str:
        """The payload of a tapped button, "" when none was tapped."""
        return self.message.button if self.message else ""

    @property
    def kind(self) -> Kind:
        """What was sent: words, or something that nobody here reads."""
        return self.message.kind if self.message is not None else Kind.TEXT

    @property
    def media(self) -> Media | None:
        """The file that came along."""
        return self.message.media if self.message else None


def of_message(message: InboundMessage, key: str, at: datetime, language: str = "") -> Cause:
    """A member's message, stored under this key. language: as in Cause."""
    return Cause(key, at, message=message, language=language)


def of_clock(what: str, at: datetime) -> Cause:
    """Time went by. what: names what has come due, e.g. "question:7:reminder:1"."""
    return Cause(f"{CLOCK}:{what}", at, actors=(CLOCK,))


def of_statement(what: str, at: datetime, actors: tuple[str, ...] = (STATEMENT,)) -> Cause:
    """A provider's statement says it. actors: those who agreed, where people forwarded it."""
    return Cause(f"{STATEMENT}:{what}", at, actors=actors)


def of_provider(what: str, at: datetime) -> Cause:
    """The provider that moves money has shown it. what: names what, e.g. "order:7:paid"."""
    return Cause(f"{PROVIDER}:{what}", at, actors=(PROVIDER,))
