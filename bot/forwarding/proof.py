"""Whether a post comes from the phone: signed with its own key, and lately.

Both apps sign with HMAC-SHA256 in hex; one of them signs the moment of sending along.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

OLDEST = timedelta(days=7)
"""How far the signed moment may be off: the app tries for two days, and phones' clocks go wrong.

A post that is played again changes nothing, as its SMS is known; so this need not be narrow.
"""


@dataclass(frozen=True, slots=True)
class Post:
    """A call as it came. signature, timestamp: of its headers, "" where it has none.

    sim: which card of the phone is the group's, as the URL says; "" where it does not.
    """

    body: bytes = field(repr=False)
    signature: str = field(default="", repr=False)
    timestamp: str = ""
    sim: str = ""


def is_signed(post: Post, key: str, now: datetime) -> bool:
    """Whether who posted this has the key. now: aware."""
    expected = sign(key, post.body, post.timestamp).encode()
    given = post.signature.strip().lower().encode("utf-8", "replace")
    return hmac.compare_digest(expected, given) and _is_of_these_days(post.timestamp, now)


def sign(key: str, body: bytes, timestamp: str = "") -> str:
    """The signature of a body, with the moment behind it where the app says one."""
    signed = body + timestamp.encode("utf-8", "replace")
    return hmac.new(key.encode(), signed, "sha256").hexdigest()


def _is_of_these_days(timestamp: str, now: datetime) -> bool:
    if not timestamp:
        return True
    try:
        return abs(now - datetime.fromtimestamp(int(timestamp), UTC)) <= OLDEST
    except (ValueError, OverflowError, OSError):
        return False
