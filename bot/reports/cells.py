"""What a text may look like in a spreadsheet: never a formula, whatever a member is called.

The shapes: facts of OWASP (CWE-1236) and ASVS 1.2.10, tried in Excel's and LibreOffice's way of
reading, which skips blanks, invisible letters and full-width forms before it looks for a formula.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SKIPPED: Final = frozenset("\u00a0\u200b\u200c\u200d\u2060\ufeff")
_STARTS_A_FORMULA: Final = frozenset("=+-@|")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_NOT_IN_A_SHEET: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def safe(text: str) -> str:
    """A text as a cell of CSV: with an apostrophe in front where it would start a formula.

    Plain numbers, signed ones and phone numbers stay as they are.
    """
    return f"'{text}" if _starts_a_formula(text) and not _NUMBER.fullmatch(text) else text


def _starts_a_formula(text: str) -> bool:
    seen = (letter for letter in text if letter > " " and letter not in _SKIPPED)
    first = next(seen, "")
    return unicodedata.normalize("NFKC", first)[:1] in _STARTS_A_FORMULA


def without_controls(text: str) -> str:
    """A text as a cell of XLSX, whose format has no control characters."""
    return _NOT_IN_A_SHEET.sub("", text)
