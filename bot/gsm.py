"""The GSM 7-bit alphabet: make a text fit it, and count the SMS segments that a text costs.

One letter outside the alphabet turns a whole SMS into UCS-2, 70 characters a segment instead of
160. Table: 3GPP TS 23.038, as the gsm0338 package has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gsm0338.charset import BASIC_CHARACTER_SET, BASIC_CHARACTER_SET_EXTENSION

_NOT_FOR_TEXT = {"ESCAPE", "FORM FEED"}


def _letters(names: Iterable[str]) -> frozenset[str]:
    return frozenset(unicodedata.lookup(name) for name in names if name not in _NOT_FOR_TEXT)


_BASIC = _letters(BASIC_CHARACTER_SET.values())
_EXTENSION = _letters(BASIC_CHARACTER_SET_EXTENSION.values())

# What Unicode's own decomposition does not reach. Backtick and acute are Kenya's other
# apostrophes: NG`ANG`A.
_REPLACEMENTS = {
    **dict.fromkeys("`´‘’‚‛ʹʻʼʽʾʿ′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−•·▪", "-"),
    **dict.fromkeys("\t\v\f", " "),
    **dict.fromkeys("\x85\u2028\u2029", "\n"),
    "×": "x",
    "÷": "/",
    "⁄": "/",
    "→": "->",
    "ı": "i",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "œ": "oe",
    "Œ": "OE",
}

# Paired WhatsApp marks around words; the stars of *334#, 2*3 and 0712***345 are not, and stay.
_MARKED = re.compile(r"(?<![\w*~])([*_~])(?=\S)((?:(?!\1).)*(?!\1)\S)\1(?!\w)")
_LINE_BREAK = re.compile(r"\r\n?")
_BLANKS = re.compile(r" {2,}")
_LINE_ENDS = re.compile(r" ?\n ?")

Encoding = Literal["GSM-7", "UCS-2"]


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text costs as SMS.

    units: septets for GSM-7 (an extension character is two), UTF-16 units for UCS-2.
    count: SMS that will be billed; an empty text is one.
    """

    encoding: Encoding
    units: int
    count: int


def to_gsm(text: str) -> str:
    """The text in GSM-7 letters: accents dropped, quotes and dashes plain, emoji gone.

    WhatsApp marks around words go, line breaks stay, blanks never double. Never raises.
    """
    text = unicodedata.normalize("NFC", _LINE_BREAK.sub("\n", text).replace("```", ""))
    text = _without_marks("".join(map(_gsm_letter, text)))
    return _LINE_ENDS.sub("\n", _BLANKS.sub(" ", text))


def _without_marks(text: str) -> str:
    """Marks may be nested, *_so_*: three kinds, so three rounds reach the words."""
    for _ in range(3):
        text = _MARKED.sub(r"\2", text)
    return text


@lru_cache(maxsize=4096)
def _gsm_letter(letter: str) -> str:
    """The letter itself, or the nearest GSM-7 letters, or nothing."""
    if _is_gsm(letter):
        return letter
    if letter in _REPLACEMENTS:
        return _REPLACEMENTS[letter]
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(_REPLACEMENTS.get(part, part) for part in parts if _has_gsm_form(part))


def _is_gsm(letter: str) -> bool:
    return letter in _BASIC or letter in _EXTENSION


def _has_gsm_form(letter: str) -> bool:
    return _is_gsm(letter) or letter in _REPLACEMENTS


def segments(text: str) -> Segments:
    """How a gateway will encode and cut this text: 160 or 153 septets, 70 or 67 UTF-16 units.

    A character of two units is never cut in half, so it may leave a unit of its segment empty.
    """
    if all(map(_is_gsm, text)):
        return _cut("GSM-7", [2 if letter in _EXTENSION else 1 for letter in text], 160, 153)
    return _cut("UCS-2", [2 if letter > "\uffff" else 1 for letter in text], 70, 67)


def _cut(encoding: Encoding, widths: list[int], single: int, part: int) -> Segments:
    units = sum(widths)
    if units <= single:
        return Segments(encoding, units, 1)
    count, room = 1, part
    for width in widths:
        if width > room:
            count, room = count + 1, part
        room -= width
    return Segments(encoding, units, count)
