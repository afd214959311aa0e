"""Cuts a text into words, numbers and marks, so that no part of a number or verb is read alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FOLDED = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u200b": " ", "\u00a0": " "})

# A number with all that is glued to it: "1 500", "1,000", "2.5k", "2,ooo", "-5", "5/11/26", "2pm".
NUMBER = (
    r"(?<![\w.,])[1-9]\d{0,2}(?: \d{3})+(?![\w,]|[.:/-]\d)"
    r"|(?:(?<![^\W_])-)?\d+(?:[.,:/-]\d+)*(?:,o{3}(?![^\W_]))*[^\W_]*(?:'[^\W\d_]+)?"
)
# "sita-approve", "nime-contribute": the front of a Swahili verb with a borrowed stem behind it.
_HYPHENATED_VERB = (
    r"\b(?:(?:ni|n|u|a|tu|m|mu|wa|si|ha|hu|hatu|ham|hawa|i|zi)?"
    r"(?:mesha|me|ta|li|na|sha|ja|nge|ki)|ku|si|ni|usi|msi|tusi|asi|wasi)-[a-z]{3,}\b"
)
_PART_OR_RAISED = re.compile(
    "([\u00bc-\u00be\u2150-\u215f\u2189\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089])"
)
"""A fraction, or a digit that is raised or lowered."""

_SIGNS = "$£€"
_MARKS = "[😂🤣😅🙏👍👎👋✅❌]"


def token_pattern(currencies: Iterable[str]) -> re.Pattern[str]:
    """What finds the tokens of a text; a currency glued before a number is one of its own."""
    return re.compile(
        rf"{_MARKS}|{currency_alone(currencies)}|{NUMBER}"
        rf"|(?<=\d)/[=-](?!\w)|{_HYPHENATED_VERB}|[^\W_]+(?:'[^\W\d_]+)?|\?",
        re.I,
    )


def currency_alone(currencies: Iterable[str]) -> str:
    """The pattern of "$", "US$" and the "Ksh" of "Ksh1,000", but not of "KES" in "KES12AB"."""
    longest_first = sorted(currencies, key=len, reverse=True)
    signs = "|".join(re.escape(one) for one in longest_first if one[-1] in _SIGNS)
    units = "|".join(filter(str.isalpha, longest_first))
    return rf"{signs}|(?<![^\W_])(?:{units})(?=\d[\d,. ]*(?:[km]\b|/|\b))"


def folded(text: str) -> str:
    """A text with straight quotes, full-width letters narrow, digits of any script as 0 to 9.

    Fractions and raised digits stay what they are: "1½" is no 11 and "5²" no 52.
    """
    text = text.translate(_FOLDED)
    if text.isascii():
        return text
    parts = re.split(_PART_OR_RAISED, text)
    return "".join(part if _PART_OR_RAISED.fullmatch(part) else _plain(part) for part in parts)


def _plain(text: str) -> str:
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() and not letter.isascii() else letter
        for letter in unicodedata.normalize("NFKC", text)
    )
