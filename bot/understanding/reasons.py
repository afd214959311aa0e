"""Cuts the reason off a request: "waive Otieno's fine, he was in hospital".

The request before it is read word by word; the reason is the sender's own words, kept as they are.
"""

from __future__ import annotations

import re

from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import Text

_BREAK = re.compile(r"[,.;:\n]|\s[-–—]\s")
_EDGE = " \t\n,.;:-–—"


def cut(text: Text, lexicon: Lexicon, opens_at: int = 0) -> tuple[str, str]:
    """The request, and the reason behind it; "" where none is given. opens_at: the place of the
    first word behind a greeting."""
    because = lexicon.bit("because")
    for at in range(opens_at + 1, len(text.words)):
        gap = text.original[text.ends[at - 1] : text.starts[at]]
        phrase = lexicon.phrase_at(text.words, at)
        length = phrase[0] if phrase and phrase[1].ideas & because else 1
        is_said = bool(phrase and phrase[1].ideas & because)
        is_said = is_said or bool(text.readings[at].ideas & because)
        is_listed = at in (text.members or {})
        if is_said or (_BREAK.search(gap) and not is_listed):
            begins = at + length if is_said else at
            reason = text.original[text.starts[begins] :] if begins < len(text.words) else ""
            return text.original[: text.ends[at - 1]], reason.strip(_EDGE)
    return text.original, ""
