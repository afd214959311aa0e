"""One spelling for texts: blanks, line marks, invisible and look-alike characters.

Phones and chat programs add harmless marks (no-break blanks before AM, direction marks around
names and numbers); forgers hide characters inside words and swap letters for look-alikes. Both
are taken out here, and where the second kind stood is remembered.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

_QUOTE_MARKS = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_UNUSUAL = re.compile(r"[^ -~\n]+")
_NUMBER_PART = frozenset("0123456789.,")

# Chat programs wrap names and numbers in these; only inside a word do they hide something.
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_HARMLESS_MARKS = _DIRECTION_MARKS | {"\ufeff", "\ufe0e", "\ufe0f"}
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Mn", "Me", "Co", "Cs", "Cn"})
_TYPOGRAPHY = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4\u02b9", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2022": "*",
    "\u2026": "...",
    "\u2217": "*",
}
_LOOK_ALIKES = {
    # Cyrillic, Greek and Armenian letters, and commas, that pass for Latin ones.
    **dict(zip("АВЕКМНОРСТХУЅІЈԚԜҮЗ", "ABEKMHOPCTXYSIJQWY3", strict=True)),
    **dict(zip("аеорсухѕіјԛԝһӏԁѵкмтнвгпб", "aeopcyxsijqwhldvkmtnvrn6", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("αβειικνορτυχγ", "aBeiikvoptuxy", strict=True)),
    **dict(zip("օսհցԼՏՕ", "ouhgLSO", strict=True)),
    **dict(zip("ıɑɡɩƖⅼǀ", "iagiIlI", strict=True)),
    **dict(zip("‚٫٬،", ",.,,", strict=True)),
}


class Trace(Enum):
    """What an unusual character is a trace of."""

    NOTHING = auto()
    MARK = auto()  # harmless unless it stands inside a word
    HIDDEN = auto()
    LOOK_ALIKE = auto()


@dataclass(frozen=True, slots=True)
class Text:
    """A message in one spelling.

    shown: printable, blanks collapsed to one, lines kept; `folded`: the same length in capitals
        and in one line, for matching; hidden, look_alikes: sorted positions in both.
    """

    shown: str
    folded: str
    hidden: tuple[int, ...] = ()
    look_alikes: tuple[int, ...] = ()

    def has_hidden(self, start: int, end: int) -> bool:
        """Whether a character was hidden between two that stand in `start` to `end`."""
        return _any_between(self.hidden, start + 1, end)

    def has_look_alikes(self, start: int, end: int) -> bool:
        """Whether a foreign letter stands in `start` to `end`."""
        return _any_between(self.look_alikes, start, end)


def _any_between(positions: tuple[int, ...], start: int, end: int) -> bool:
    index = bisect_left(positions, start)
    return index < len(positions) and positions[index] < end


def normalise(text: str) -> Text:
    """The message in one spelling; time grows with its length alone."""
    if ">" in text:
        text = _QUOTE_MARKS.sub("", text)
    shown = "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    if not _UNUSUAL.search(shown):
        return Text(shown, _fold(shown))
    return _without_unusual(shown)


def _fold(shown: str) -> str:
    folded = shown.upper()
    if len(folded) != len(shown):
        folded = "".join(c.upper() if len(c.upper()) == 1 else c for c in shown)
    return folded.replace("\n", " ")


def _without_unusual(text: str) -> Text:
    """The text with its unusual characters replaced, and the places of those that deceive."""
    meanings = {run: _meaning(run) for run in set(_UNUSUAL.findall(text))}
    pieces: list[str] = []
    hidden: list[int] = []
    look_alikes: list[int] = []
    length = done = 0
    for match in _UNUSUAL.finditer(text):
        replacement, traces = meanings[match.group()]
        length += match.start() - done
        if Trace.LOOK_ALIKE in traces:
            look_alikes += (length, length + len(replacement) - 1)
        if Trace.HIDDEN in traces or (Trace.MARK in traces and _is_inside_word(text, match)):
            hidden += (length, length + len(replacement))
        pieces += (text[done : match.start()], replacement)
        length += len(replacement)
        done = match.end()
    shown = "".join((*pieces, text[done:]))
    return Text(shown, _fold(shown), tuple(hidden), tuple(look_alikes))


def _meaning(run: str) -> tuple[str, set[Trace]]:
    """What to put in the place of a run of unusual characters, and what it is a trace of."""
    classified = [_classify(char) for char in run]
    return "".join(plain for plain, _ in classified), {trace for _, trace in classified}


def _is_inside_word(text: str, marks: re.Match[str]) -> bool:
    """Whether marks split two letters or parts of a number (not "Ksh" from its number)."""
    start, end = marks.span()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    in_number = _NUMBER_PART.issuperset((before, after))
    return in_number or (before.isalpha() and after.isalpha())


@lru_cache(maxsize=4096)
def _classify(char: str) -> tuple[str, Trace]:
    """What to put in the place of an unusual character, and what its presence means."""
    if char in _TYPOGRAPHY:
        return _TYPOGRAPHY[char], Trace.NOTHING
    if char in _HARMLESS_MARKS:
        return "", Trace.MARK
    if char in _LOOK_ALIKES:
        return _LOOK_ALIKES[char], Trace.LOOK_ALIKE
    if char in _BLANK_LETTERS or unicodedata.category(char) in _INVISIBLE_CATEGORIES:
        return "", Trace.HIDDEN
    plain = unicodedata.normalize("NFKC", char)
    if plain.isascii() and plain.isprintable() and plain.strip():
        return plain, Trace.LOOK_ALIKE
    return char, Trace.LOOK_ALIKE if _is_foreign(char) else Trace.NOTHING


def _is_foreign(char: str) -> bool:
    """Letters and digits beyond those of European names (Latin-1 and Latin Extended-A)."""
    return char.isalnum() and ord(char) > 0x17F
