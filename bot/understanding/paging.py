"""LIST: a person asks for the lines of what they are asked about, page by page."""

from __future__ import annotations

import re

_LIST = re.compile(r"\W*(?:list|orodha)\W*(\d{1,3})?\W*", re.IGNORECASE)


def page_asked(text: str) -> int | None:
    """The page that a text asks for, 1 where it names none; None for any other text."""
    found = _LIST.fullmatch(text)
    return int(found[1] or 1) if found else None
