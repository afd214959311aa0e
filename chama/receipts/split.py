"""A message cut into segments: each "<code> Confirmed" opens one; talk and notices lie between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chama.receipts.codes import looks_like_code

_OPENERS = re.compile(r"CONFIRMED|IMETHIBITISHWA|UME(?:POKEA|TUMA|LIPA|NUNUA|TOA)\b")
_BODY_GAP = re.compile(r"[ .,:;!*_-]{0,6}")
_CODE_AT_END = re.compile(r"(?<![A-Z0-9])([A-Z0-9]{4,20})[ .,:;*_-]{0,5}\Z")
_LONGEST_CODE_AND_GAP = 26
_STOPS = (".", ",", ":", "!", ";")


MOST_IN_ONE_MESSAGE = 40
"""Confirmations looked for in one message: more than 4,096 characters can hold.

No provider hands over longer messages; the bound keeps the time for a hostile text small.
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the message, from `start` to `end`.

    code: the code it opens with; None for talk and for an opener that no code precedes.
    body: where its words begin, after "<code> Confirmed"; None for talk.
    """

    start: int
    end: int
    code: str | None = None
    body: int | None = None


def segments(folded: str) -> list[Segment]:
    """The message's segments in order, without empty ones."""
    openings = _openings(folded)
    starts = [start for start, _, _ in openings]
    ends = [*starts[1:], len(folded)]
    found = [
        Segment(start, end, code, body)
        for (start, code, body), end in zip(openings, ends, strict=False)
    ]
    head_end = starts[0] if starts else len(folded)
    return [Segment(0, head_end), *found] if head_end else found


def _openings(folded: str) -> list[tuple[int, str | None, int]]:
    """Start, code and body of each opening.

    Swahili verbs open only straight after a code, "Confirmed" without one only with a full stop or
    the like behind it: shops bear it in their names.
    """
    found: list[tuple[int, str | None, int]] = []
    taken = 0
    for opener in _OPENERS.finditer(folded):
        if len(found) == MOST_IN_ONE_MESSAGE:
            break
        window = max(taken, opener.start() - _LONGEST_CODE_AND_GAP)
        code = _CODE_AT_END.search(folded, window, opener.start())
        is_verb = opener.group().startswith("UME")
        taken = opener.end()
        body = opener.start() if is_verb else _after_gap(folded, opener.end())
        if code and looks_like_code(code[1]):
            found.append((code.start(), code[1], body))
        elif not is_verb and folded.startswith(_STOPS, opener.end()):
            found.append((opener.start(), None, body))
    return found


def _after_gap(folded: str, at: int) -> int:
    gap = _BODY_GAP.match(folded, at)
    return gap.end() if gap else at
