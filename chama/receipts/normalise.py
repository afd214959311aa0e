"""One spelling for texts: blanks, line marks, invisible and look-alike characters.

Phones and chat programs add harmless marks (no-break blanks before AM, direction marks around
names and numbers); forgers hide characters inside words and swap letters for look-alikes. Both
are taken out here, and where the second kind stood is remembered.

Each unusual character is first replaced by what it means, which may hold a sign that nothing else
can hold; whole-text operations do the rest, so a hostile text costs little more than a usual one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from chama.receipts.line_marks import without_line_marks

_MARK, _HIDDEN, _LOOK_ALIKE = "\x01", "\x02", "\x03"  # the last stands before its letter

# Between letters, between digits, and between a letter and a digit, but for "Ksh" and its number
# and a number and "PM".
_MARK_INSIDE_WORD = re.compile(
    rf"{_MARK}(?:"
    rf"(?<=[^\W\d_]{_MARK}){_MARK}*(?=[^\W\d_])"
    rf"|(?:(?<=[0-9]{_MARK})|(?<=[0-9][.,/]{_MARK})){_MARK}*(?=[.,/]?[0-9])"
    rf"|(?<=[0-9]{_MARK}){_MARK}*(?=(?![AP]\.?M)[^\W\d_])"
    rf"|(?<=[^\W\d_]{_MARK})(?<!KSH{_MARK})(?<!KES{_MARK})(?<!SHS{_MARK}){_MARK}*(?=[0-9])"
    r")",
    re.IGNORECASE,
)
_FOREIGN_LETTER = re.compile(r"[^\W\x00-\u017f]")
"""A letter or digit beyond those of European names (Latin-1 and Latin Extended-A)."""

_LEAST_FLOOD = 40
_FLOOD = re.compile(rf"[ \n]{{{_LEAST_FLOOD},}}")  # pushes what follows out of sight

_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# Chat programs wrap names and numbers in these; only inside a word do they hide something.
_DIRECTION_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2068\u2069"
_HARMLESS_MARKS = _DIRECTION_MARKS + "\ufeff"
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
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


_REMEMBERED = 4096  # meanings of characters; all of Unicode would take 100 MB


class _Meanings(dict[int, str]):
    """What to put in the place of a character, by its number; found out when it is first met."""

    def __missing__(self, number: int) -> str:
        meaning = _meaning(chr(number))
        if len(self) < _REMEMBERED:
            self[number] = meaning
        return meaning


def _meaning(char: str) -> str:
    """What a character beyond the tables stands for, with the sign of what it is a trace of."""
    if char.isspace():
        return " "
    if unicodedata.category(char) in _INVISIBLE_CATEGORIES:
        return _HIDDEN
    plain = unicodedata.normalize("NFKC", char) if unicodedata.decomposition(char) else char
    if plain.isascii() and plain.isprintable() and plain.strip():
        return "".join(_LOOK_ALIKE + letter for letter in plain)
    capitals = char.upper()  # of some letters more than one, which would shift what follows
    return char if len(capitals) == 1 else capitals


_MEANINGS = _Meanings(
    str.maketrans(
        {
            **{chr(number): chr(number) for number in range(ord(" "), ord("~") + 1)},
            **dict.fromkeys(_LINE_ENDS, "\n"),
            **dict.fromkeys(_HARMLESS_MARKS, _MARK),
            **dict.fromkeys(_BLANK_LETTERS, _HIDDEN),
            **_TYPOGRAPHY,
            **{char: _LOOK_ALIKE + plain for char, plain in _LOOK_ALIKES.items()},
        }
    )
)


@dataclass(frozen=True, slots=True)
class Text:
    """A message in one spelling.

    shown: printable, blanks collapsed to one, lines kept; `folded`: the same length in capitals
        and in one line, for matching; hidden, look_alikes, misspelt: sorted positions in both of
        what was taken out, replaced and put right.
    """

    shown: str
    folded: str
    hidden: tuple[int, ...] = ()
    look_alikes: tuple[int, ...] = ()
    misspelt: tuple[int, ...] = ()

    def has_hidden(self, start: int, end: int) -> bool:
        """Whether a character was hidden between two that stand in `start` to `end`."""
        return _any_between(self.hidden, start + 1, end)

    def has_look_alikes(self, start: int, end: int) -> bool:
        """Whether a foreign letter stands in `start` to `end`."""
        if _any_between(self.look_alikes, start, end):
            return True
        return not self.shown.isascii() and bool(_FOREIGN_LETTER.search(self.shown, start, end))

    def has_misspelt(self, start: int, end: int) -> bool:
        """Whether a word was put right in `start` to `end`."""
        return _any_between(self.misspelt, start, end)


def _any_between(positions: tuple[int, ...], start: int, end: int) -> bool:
    index = bisect_left(positions, start)
    return index < len(positions) and positions[index] < end


def normalise(text: str) -> Text:
    """The message in one spelling; time grows with its length alone."""
    if text.isascii() and text.replace("\n", "").isprintable():
        shown = _tidy(text)
        if len(text) - len(shown) < _LEAST_FLOOD or not _FLOOD.search(text):
            return Text(shown, _fold(shown))
    signed = _MARK_INSIDE_WORD.sub(_HIDDEN, text.translate(_MEANINGS)).replace(_MARK, "")
    signed = _tidy(_FLOOD.sub(f"\n{_HIDDEN}", signed))
    without_hidden = signed.replace(_HIDDEN, "")
    without_look_alikes = signed.replace(_LOOK_ALIKE, "")
    shown = without_hidden.replace(_LOOK_ALIKE, "")
    return Text(
        shown,
        _fold(shown),
        hidden=_places(without_look_alikes, _HIDDEN),
        look_alikes=_places(without_hidden, _LOOK_ALIKE),
    )


def _tidy(text: str) -> str:
    """Without what programs put before lines, empty lines, and blanks but one between words."""
    while "  " in text:
        text = text.replace("  ", " ")
    if "\n" in text:
        text = text.replace(" \n", "\n").replace("\n ", "\n")
    text = without_line_marks(text.strip(" \n"))
    while "\n\n" in text:
        text = text.replace("\n\n", "\n")
    return text.strip(" \n")


def _fold(shown: str) -> str:
    return shown.upper().replace("\n", " ")


def _places(text: str, sign: str) -> tuple[int, ...]:
    """Where a sign stands in a text, counted without the signs."""
    return tuple(accumulate(len(piece) for piece in text.split(sign)[:-1]))
