"""The values that cross the border to a provider: what came in, what goes out, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

WHATSAPP_USER = "whatsapp:"
"""Begins the address of somebody on WhatsApp whose number we do not know: whatsapp:KE.123."""

FORWARDING_PHONE = "phone"
"""The channel of texts that a phone posts by itself: nobody wrote them, and nobody is answered."""

PAGE = "dashboard"
"""The channel of what officers click on their page; they are answered on the phone."""

UNANSWERED = (FORWARDING_PHONE, PAGE)
"""The channels on which nobody can be sent anything."""

UNSURE = "unsure"
"""Under which such a text keeps why it cannot be told to be the group's, "" where it can."""


class Kind(StrEnum):
    """What somebody sent; the channel says which, and what the conversation makes of it is its own.

    TEXT is words and buttons; each other may come with words beside it, its caption.
    """

    TEXT = "text"
    VOICE = "voice"
    PICTURE = "picture"
    VIDEO = "video"
    STICKER = "sticker"
    DOCUMENT = "document"
    LOCATION = "location"
    CONTACT = "contact"
    REACTION = "reaction"  # a mark on one of our messages
    OTHER = "other"  # what the channel has no name for, without a word in it


WORDLESS = frozenset({Kind.STICKER, Kind.LOCATION, Kind.CONTACT, Kind.REACTION})
"""Beside which nobody writes: words that come with them are a name or a mark, and nobody's own."""

MOST_FILES = 10
"""That a provider hands over with one message."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file of a message, which lies with the provider. content_type: in small letters."""

    url: str
    content_type: str

    @property
    def is_document(self) -> bool:
        """Whether it may be a statement: no picture, voice note, video, sticker or contact."""
        return self.kind is Kind.DOCUMENT

    @property
    def kind(self) -> Kind:
        """What it is by its type; what an MMS is laid out by is nothing in itself."""
        family, _, name = self.content_type.partition("/")
        if name in _CONTACTS:
            return Kind.CONTACT
        if family in ("application", "text"):
            return Kind.OTHER if name == "smil" else Kind.DOCUMENT
        return _FAMILIES.get(family, Kind.OTHER)


_CONTACTS = frozenset({"vcard", "x-vcard", "directory"})
_FAMILIES = {"audio": Kind.VOICE, "image": Kind.PICTURE, "video": Kind.VIDEO}


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message that a provider handed over.

    channel: the channel's name, e.g. "twilio_whatsapp".
    provider_id: the provider's own id; with the channel it names the message once and for ever.
    sender: E.164 where the sender has a phone number, else the provider's address as it came
        (a WhatsApp user id "whatsapp:KE.123", a short code, an alphanumeric name).
    kind: what it is, where it is not only words.
    text: what was written, NUL bytes removed; "" where nobody wrote anything.
    button: the payload of a tapped button, "" when none was tapped.
    alias: another address of the same sender, where the provider signed both in one message.
    raw: the parameters as received, kept in the inbox for replay and audit.
    """

    channel: str
    provider_id: str
    sender: str
    recipient: str
    text: str
    received_at: datetime
    button: str = ""
    alias: str = ""
    kind: Kind = Kind.TEXT
    raw: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_by_itself(self) -> bool:
        """Whether a phone posted it, and nobody wrote it."""
        return self.channel == FORWARDING_PHONE

    @property
    def media(self) -> Media | None:
        """The file that came along, a document before anything else; only an officer's is fetched.

        Read from `raw`, so that a message from the inbox still has it.
        """
        files = media_in(self.raw)
        return next((one for one in files if one.is_document), next(iter(files), None))


def media_in(raw: Mapping[str, str]) -> tuple[Media, ...]:
    """The files of a message, under the names of the one provider that hands any over."""
    found: list[Media] = []
    while len(found) < MOST_FILES and (url := raw.get(f"MediaUrl{len(found)}", "")):
        content_type = raw.get(f"MediaContentType{len(found)}", "")
        found.append(Media(url, content_type.partition(";")[0].strip().lower()))
    return tuple(found)


class DeliveryStatus(StrEnum):
    """Where an outgoing message is; `rank` grows, and a status never moves to a lower rank."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"

    @property
    def rank(self) -> int:
        return _RANKS[self]


# A failure outranks "sent" but not "delivered": a handset's word beats a late network error.
_RANKS = {
    DeliveryStatus.QUEUED: 0,
    DeliveryStatus.SENT: 1,
    DeliveryStatus.FAILED: 2,
    DeliveryStatus.DELIVERED: 3,
    DeliveryStatus.READ: 4,
}


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A provider's later news of one of our messages.

    attempt_id: our own id, where the callback URL carried it back, else "".
    error_code: the provider's code, "" when none.
    failure: for FAILED, what the channel's error table says of the code, else None.
    """

    channel: str
    provider_id: str
    status: DeliveryStatus
    attempt_id: str = ""
    error_code: str = ""
    failure: SendError | None = None


@dataclass(frozen=True, slots=True)
class OptOut:
    """A provider says that this number asked it for silence (or, opted_in, for messages again)."""

    channel: str
    address: str
    opted_in: bool = False


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """One message ready for a provider: `text`, or an approved template with its variables.

    attempt_id: our id of this try; it rides on the status callback URL where there is one.
    address: E.164, or the provider's own address for a sender without a number.
    """

    attempt_id: str
    address: str
    text: str
    content_sid: str = ""
    content_variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took the message over, under its own id, at a cost in its words ("KES 0.80")."""

    provider_id: str
    cost: str = ""


class Remedy(StrEnum):
    """What to do about a message that could not be sent."""

    RETRY = "retry"  # the same again, later
    RETRY_ONCE = "retry_once"  # one more try, then give up
    RETRY_TOMORROW = "retry_tomorrow"  # a daily limit
    GIVE_UP = "give_up"  # this number or text will never work
    OPT_OUT = "opt_out"  # the person wants no messages
    USE_TEMPLATE = "use_template"  # outside WhatsApp's 24 hours
    USE_SMS = "use_sms"  # this person cannot be reached on WhatsApp
    ALERT = "alert"  # our configuration or balance: stop the channel, tell the operator


class SendError(Exception):
    """A message did not go out. `remedy` says what helps; `code` is the provider's own.

    retry_after_seconds: what the provider asked for, None when it did not.
    ambiguous: the provider may have taken it over all the same (a time-out after sending).
    """

    def __init__(
        self,
        remedy: Remedy,
        code: str,
        detail: str = "",
        *,
        retry_after_seconds: float | None = None,
        ambiguous: bool = False,
    ) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.remedy = remedy
        self.code = code
        self.detail = detail
        self.retry_after_seconds = retry_after_seconds
        self.ambiguous = ambiguous

    @property
    def permanent(self) -> bool:
        """Whether sending the same message again is pointless."""
        return self.remedy not in {Remedy.RETRY, Remedy.RETRY_ONCE, Remedy.RETRY_TOMORROW}


class FetchError(Exception):
    """A file that came with a message could not be had from its provider.

    reason: "unreachable" or "too_large", for words to the sender.
    permanent: whether trying again is pointless.
    """

    def __init__(self, reason: str, detail: str, *, permanent: bool = False) -> None:
        super().__init__(detail)
        self.reason = reason
        self.permanent = permanent
