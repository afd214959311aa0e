"""Which kind of message a form of Twilio's holds: its own word for it, else what came along.

WhatsApp names each kind in MessageType; an SMS or MMS does not, and shows it by its files. A new
name is no reason to lose words: what has any is read as text.
https://www.twilio.com/docs/messaging/guides/webhook-request (2026-03-09)
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.messages import WORDLESS, Kind, media_in

_NO_FILES = ("", "0")
_FILE_NAME = re.compile(
    r"\s*[^\n]+\.(jpe?g|png|gif|webp|heic|mp4|3gpp?|mov|ogg|opus|mp3|m4a|amr|aac|wav|vcf)\s*",
    re.IGNORECASE,
)

_BY_NAME: Mapping[str, Kind] = {
    "text": Kind.TEXT,
    "button": Kind.TEXT,
    "interactive": Kind.TEXT,
    "audio": Kind.VOICE,
    "voice": Kind.VOICE,
    "image": Kind.PICTURE,
    "video": Kind.VIDEO,
    "sticker": Kind.STICKER,
    "document": Kind.DOCUMENT,
    "location": Kind.LOCATION,
    "contact": Kind.CONTACT,
    "contacts": Kind.CONTACT,
    "reaction": Kind.REACTION,
}

_NAME_FIRST = frozenset({Kind.STICKER, Kind.LOCATION, Kind.CONTACT, Kind.REACTION})
"""Which no file shows: a sticker is a picture too."""


def kind_of(raw: Mapping[str, str], words: str) -> Kind:
    """The kind of message in a form. words: those that it holds, a button's title as well."""
    name = raw.get("MessageType", "").strip().lower()
    named = _BY_NAME.get(name)
    if named in _NAME_FIRST:
        return named
    files = [media.kind for media in media_in(raw)]
    if files:
        known = [kind for kind in files if kind is not Kind.OTHER]
        return Kind.DOCUMENT if Kind.DOCUMENT in known else next(iter(known), Kind.OTHER)
    if raw.get("Latitude") and raw.get("Longitude"):
        return Kind.LOCATION
    if raw.get("NumMedia", "").strip() not in _NO_FILES:  # counted, and not shown
        return named if named not in (None, Kind.TEXT) else Kind.OTHER
    if named is not None:
        return named
    return Kind.OTHER if name and not words else Kind.TEXT


def written(kind: Kind, words: str) -> str:
    """What of a message's words a person wrote: none beside some kinds, nor the name of a file.

    Apps put that there when somebody sends a picture as a file. A document keeps its own, which
    may be the code that opens it.
    """
    is_file_name = kind not in (Kind.TEXT, Kind.DOCUMENT) and _FILE_NAME.fullmatch(words)
    return "" if kind in WORDLESS or is_file_name else words
