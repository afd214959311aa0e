"""Cuts the reason off a request: "waive Otieno's fine, he was in hospital".

The request is read word by word; the reason is the sender's own words, kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import Text

_BREAK = re.compile(r"[,.;:\n]|\s[-–—]\s")
_EDGE = " \t\n,.;:-–—"
_ASKED = ("fine", "forgive")
"""What a request speaks of, where something else stands before it."""

_POLITE = ("courtesy", "greeting", "thanks", "article")


@dataclass(frozen=True, slots=True)
class Request:
    """A request and the reason for it, "" where none is given. opens: nothing but courtesy stands
    before it."""

    text: str
    reason: str
    opens: bool


def cut(text: Text, lexicon: Lexicon) -> Request:
    """The part of a text that asks, and the reason behind it, or else before it."""
    parts = list(_parts(text, lexicon))
    meant = next((part for part in parts if _speaks_of(part, _ASKED, text, lexicon)), parts[0])
    before, behind = range(meant.start), range(meant.stop, len(text.words))
    while behind and _is_because(text, behind.start, lexicon):
        behind = behind[_is_because(text, behind.start, lexicon) :]
    opens = all(_is_polite(text, at, lexicon) for at in before)
    reason = _typed(text, behind) or ("" if opens else _typed(text, before))
    asked = text.original if meant == range(len(text.words)) else _typed(text, meant)
    return Request(asked, reason.strip(_EDGE), opens)


def _parts(text: Text, lexicon: Lexicon) -> Iterator[range]:
    """The places of words between commas, full stops and "because"; a list of names is one."""
    start = 0
    for at in range(1, len(text.words)):
        gap = text.original[text.ends[at - 1] : text.starts[at]]
        is_listed = at in (text.members or {})
        if _is_because(text, at, lexicon) or (_BREAK.search(gap) and not is_listed):
            yield range(start, at)
            start = at
    yield range(start, len(text.words))


def _is_because(text: Text, at: int, lexicon: Lexicon) -> int:
    """How many words from a place on say "because"; 0 for none."""
    because = lexicon.bit("because")
    phrase = lexicon.phrase_at(text.words, at)
    if phrase and phrase[1].ideas & because:
        return phrase[0]
    return int(bool(text.readings[at].ideas & because))


def _speaks_of(part: range, ideas: tuple[str, ...], text: Text, lexicon: Lexicon) -> bool:
    bits = sum(map(lexicon.bit, ideas))
    return any(text.readings[at].ideas & bits for at in part)


def _is_polite(text: Text, at: int, lexicon: Lexicon) -> bool:
    return _speaks_of(range(at, at + 1), _POLITE, text, lexicon)


def _typed(text: Text, part: range) -> str:
    """Words as they were typed; behind the last one all that follows it in the text."""
    if not part:
        return ""
    end = len(text.original) if part.stop == len(text.words) else text.ends[part.stop - 1]
    return text.original[text.starts[part.start] : end]
