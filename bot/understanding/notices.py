"""What a notice says, without the words that only tell to whom it goes: "tell everyone that"."""

from __future__ import annotations

import re

from bot.understanding.contents import Contents

LONGEST_INTRODUCTION = 12  # words before a colon: "Kindly broadcast this to the group:"
LONGEST_AUDIENCE = 5  # words between "tell" and "that": "all the women of our table"
REACH_OF_AUDIENCE = 3  # words between "all" and "that": "all the women that"

_EDGE = " \t\n:,;.-–—"
_COLON = re.compile(r":(?=\s)")


def message(found: Contents) -> str | None:
    """The notice without "announce" or "tell everyone that"; all of it when nothing introduces."""
    start = _end_of_introduction(found)
    notice = found.text.original[start:] if start else found.text.original.strip()
    return (notice.strip(_EDGE) if start else notice) or None


def _end_of_introduction(found: Contents) -> int:
    """Where the notice begins in the text as typed; 0 where nothing introduces it."""
    if (colon := _colon(found)) and _is_introduced(found, colon):
        return colon
    text, lexicon = found.text, found.lexicon
    announcing = lexicon.bit("announce") | lexicon.bit("tell")
    for at in range(len(text.words)):
        length, reading = lexicon.phrase_at(text.words, at) or (1, text.readings[at])
        if reading.ideas & announcing:
            return _end_of_audience(found, at + length)
    return 0


def _colon(found: Contents) -> int:
    """The place behind the first colon that is in no hour, not far from the beginning; else 0."""
    colon = _COLON.search(found.text.original)
    if colon is None or sum(end <= colon.start() for end in found.text.ends) > LONGEST_INTRODUCTION:
        return 0
    return colon.end()


def _is_introduced(found: Contents, colon: int) -> bool:
    """Whether the words before a colon say that everybody is told."""
    lexicon, text = found.lexicon, found.text
    telling = lexicon.bit("announce") | lexicon.bit("tell") | lexicon.bit("everyone")
    for at in range(sum(end < colon for end in text.ends)):
        phrase = lexicon.phrase_at(text.words, at)
        if (text.readings[at].ideas | (phrase[1].ideas if phrase else 0)) & telling:
            return True
    return False


def _end_of_audience(found: Contents, at: int) -> int:
    """Where the notice begins, behind "all the members that"."""
    text = found.text
    last = min(at + LONGEST_AUDIENCE, len(text.words) - 1)
    if (link := next((one for one in range(at, last) if _is_that(found, one)), None)) is not None:
        return text.starts[link + 1]
    while at < len(text.words) - 1:
        is_article = found.has(at, "article") and found.has(at + 1, "audience")
        if not is_article and not found.has(at, "audience"):
            at += found.has(at, "linker")
            break
        at += 1
    return text.starts[at] if at < len(text.words) else text.ends[-1]


def _is_that(found: Contents, at: int) -> bool:
    """Whether a word only links: "kwamba", "that" behind an audience, not "that meeting"."""
    return found.has(at, "linker") and any(
        found.has(before, "audience") for before in range(max(0, at - REACH_OF_AUDIENCE), at)
    )
