"""Whether a text tells of somebody who asks its writer for a code or a PIN.

"Mtu amenipigia akisema ni Safaricom anataka code", "should I give him the PIN": a thief's way.
"""

from __future__ import annotations

import re
from functools import cache

from bot import words as word_tables
from bot.understanding.phrases import Phrases
from bot.understanding.tokens import folded

LONGEST = 300  # characters
SECRET, WANTS = "secret", "wants"

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@cache
def _phrases() -> Phrases:
    return Phrases([table.get("code_asked", {}) for table in word_tables.lexicon()])


def is_code_asked(text: str) -> bool:
    """Whether a text speaks of a code or PIN, and of somebody who wants it or how it is given."""
    words = _WORD.findall(folded(text[:LONGEST]).lower())
    found, at = set[str](), 0
    while at < len(words):
        length, name = _phrases().at(words, at) or (1, "")
        found.add(name)
        at += length
    return {SECRET, WANTS} <= found
