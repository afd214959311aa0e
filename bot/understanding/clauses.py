"""The parts of a text that each may say one thing: a report of money and a question behind it."""

from __future__ import annotations

import re

MOST_CLAUSES = 8  # looked at one by one

_BREAK = re.compile(
    r"(?<=[?!])\s*|[.;!]\s+|,\s+|\n+"
    r"|\s+(?:and|na|but|lakini|halafu|then)\s+"
    r"(?=(?:i|when|what|how|who|where|which|is|are|do|does|did|my|je|zamu|turn|balance|salio|round"
    r"|raundi|meeting|mkutano|pot|the rest|the other|the remaining|zingine|nyingine|please|kindly"
    r"|naomba|tell me|show me|let me know|remind|niambie|nionyeshe|nani|pesa|deni|faini|sheria"
    r"|kumbusha|ni (?:nani|lini|wapi|ngapi|gani))\b"
    r"|(?:nime|nita|nili|nina|nata|nada|nimesha|tuta)\w{2})",
    re.IGNORECASE,
)
"""The end of a sentence, a comma with a space behind it, or an "and" before who acts or asks."""


_CONDITION = re.compile(
    r"(?:^|[.,;!?\n]\s*|\b(?:and|but|na|lakini)\s+)"
    r"(?:if|unless|in case|provided|kama|ikiwa|iwapo|endapo|isipokuwa|mpaka|hadi|until)\b",
    re.IGNORECASE,
)
"""The beginning of a clause that says when another counts."""


def is_conditional(text: str) -> bool:
    """Whether one clause of a text may condition another."""
    return _CONDITION.search(text) is not None


def clauses_of(text: str) -> list[str]:
    """The parts of a text from left to right, each as it was written; the text itself if it is
    one."""
    return [part.strip() for part in _BREAK.split(text) if part.strip(" ?!.,")][:MOST_CLAUSES]
