"""The parts of a text that each may say one thing: a report of money and a question behind it."""

from __future__ import annotations

import re

MOST_CLAUSES = 8  # looked at one by one

_BREAK = re.compile(
    r"(?<=[?!])\s*|[.;!]\s+|,\s+|\n+"
    r"|\s+(?:and|na|but|lakini|halafu|then)\s+"
    r"(?=(?:i|when|what|how|who|my|je|zamu|turn|balance|salio|round|raundi"
    r"|the rest|the other|the remaining|zingine|nyingine|please|kindly|naomba)\b"
    r"|(?:nime|nita|nili|nina|nata|nada|nimesha|tuta)\w{2})",
    re.IGNORECASE,
)
"""The end of a sentence, a comma with a space behind it, or an "and" before who acts or asks."""


def clauses_of(text: str) -> list[str]:
    """The parts of a text from left to right, each as it was written; the text itself if it is
    one."""
    return [part.strip() for part in _BREAK.split(text) if part.strip(" ?!.,")][:MOST_CLAUSES]
