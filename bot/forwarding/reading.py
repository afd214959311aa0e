"""What a forwarding phone posts: an SMS, or no more than a sign of life.

Two apps are known: "SMS Gateway for Android" posts events, "Incoming SMS to URL forwarder" the
fields of an SMS, which its user may rename. Fields that lack, or hold something odd, are no error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from bot.channels.base import MAX_NAME_LENGTH
from bot.channels.form import NUL

RECEIVED = "sms:received"
"""The one event that holds an SMS; all others are at most signs of life."""

_SENDER = ("from", "sender", "phoneNumber", "address")
_TEXT = ("text", "message", "body", "content")
_SENT = ("sentStamp", "sentAt", "receivedAt", "receivedStamp", "timestamp")
_SIM = ("simNumber", "sim", "simSlot")

_IN_MILLISECONDS = 100_000_000_000  # from here on a stamp counts those, since 1973; else seconds


@dataclass(frozen=True, slots=True)
class Sms:
    """An SMS as the phone got it. sender: as the phone shows it, "MPESA".

    sent_at: aware UTC, None where no readable time is said. sim: in which of its cards, by its
    number, "" where that is not said.
    """

    sender: str
    text: str
    sent_at: datetime | None = None
    sim: str = ""


def read(body: bytes) -> Sms | None:
    """The SMS in what was posted; None for a ping, a heartbeat, and whatever is not understood."""
    posted = _fields(body)
    if posted.get("event", RECEIVED) != RECEIVED:
        return None
    inner = posted.get("payload")
    fields = inner if isinstance(inner, Mapping) else posted
    sender, text = _first(fields, _SENDER), _first(fields, _TEXT)
    if not (sender.strip() and text.strip()):
        return None
    return Sms(
        sender.strip()[:MAX_NAME_LENGTH],
        text,
        _moment(_first(fields, _SENT)),
        "".join(filter(str.isdecimal, _first(fields, _SIM))),
    )


def _fields(body: bytes) -> Mapping[str, Any]:
    try:
        posted = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}
    return posted if isinstance(posted, Mapping) else {}


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first of these fields that holds a text or a number; "" where none does."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, float) and not isfinite(value):
            continue
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            said = f"{value:.0f}" if isinstance(value, float) else str(value)
            return said.replace(NUL, "").encode("utf-8", "replace").decode()
    return ""


def _moment(stamp: str) -> datetime | None:
    """A stamp, in milliseconds or seconds or as ISO writes it; one without a zone is no moment."""
    try:
        if stamp.isdecimal():
            number = int(stamp)
            whole_seconds = number // 1000 if number >= _IN_MILLISECONDS else number
            return datetime.fromtimestamp(whole_seconds, UTC)
        moment = datetime.fromisoformat(stamp)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError, OSError):
        return None
