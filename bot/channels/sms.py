"""What SMS channels share: whom an SMS can reach, and texts that are not what was written.

Carriers wrap long texts in base64, and phones send a mark on a message of ours as words.
"""

from __future__ import annotations

import base64
import binascii
import re

from bot.channels.form import NUL
from bot.messages import Remedy, SendError

SHORTEST_WRAPPED = 60
"""Characters; no word a member writes is as long, and carriers wrap long texts only."""

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# "Liked “...”", "Reacted ? to “...”" (iPhone), "? to “...”" (Android), ? being the mark; within the
# quotes stands the message that is marked, or its beginning and three dots. Nobody documents it.
_REACTION = re.compile(
    r"\s*(?:(?:Liked|Loved|Disliked|Laughed at|Emphasi[sz]ed|Questioned"
    r"|Reacted \S{1,16} to|Removed (?:an? .{1,20}|\S{1,16}) from)"
    r"|[^\w\s]{1,16} to)[\s\u200a]*[“\"].*[”\"]\s*",
    re.DOTALL,
)


def refuse_without_number(address: str) -> None:
    """Raise SendError for an address that no SMS can reach: a name, a WhatsApp user id."""
    if not _NUMBER.fullmatch(address):
        raise SendError(Remedy.GIVE_UP, "no_number", "the address is not a phone number in E.164")


def unwrapped_text(text: str) -> str:
    """The text of an SMS; decoded where a carrier delivered a long one as base64.

    Only what decodes to readable UTF-8 counts as wrapped; anything else is the text itself.
    """
    candidate = text.strip()
    if len(candidate) < SHORTEST_WRAPPED or not _BASE64.fullmatch(candidate):
        return text
    try:
        decoded = base64.b64decode(candidate, validate=True).decode("utf-8").replace(NUL, "")
    except (binascii.Error, UnicodeDecodeError):
        return text
    return decoded if _is_readable(decoded) else text


def is_reaction(text: str) -> bool:
    """Whether a text is how a phone writes a mark on another message, and nobody's words.

    It quotes that message: what stands in it, a code to agree with or an M-Pesa text, is not said.
    """
    return _REACTION.fullmatch(text.replace("\u200a", "")) is not None


def _is_readable(text: str) -> bool:
    ascii_count = sum(character.isascii() for character in text)
    return not _CONTROL.search(text) and ascii_count * 2 >= len(text)
