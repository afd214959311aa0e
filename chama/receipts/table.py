"""The table of wordings, ready to match: what demands most comes first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from re import Match

from chama.receipts.fields import name_at_end
from chama.receipts.normalise import Text
from chama.receipts.split import MOST_IN_ONE_MESSAGE, Segment
from chama.receipts.template import beginnings, fixed_words, pattern_of, without_options
from chama.receipts.wording import Found, Notice, Spans, Wording
from chama.receipts.wordings import all_notices, all_wordings

_NOWHERE = (-1, -1)
_HEAD_REACH = 100  # characters before a head's own phrase in which its first slots may stand
_CLAUSE_REACH = 400  # characters behind a head in which its clauses may stand
_NAME_REACH = 80  # characters before a head in which the payer's name may stand
_SENTENCE_END = re.compile(r"[\n.,:!?>]+ ?")

_OpenedRow = tuple[str, str, Wording]
"""Phrase, template, wording: the phrase is what every text of the template must hold."""


@cache
def _rows_by_beginning() -> dict[str, list[_OpenedRow]]:
    """The rows that may fit a text, by the two characters that it begins with."""
    rows: dict[str, list[_OpenedRow]] = defaultdict(list)
    for row in _wording_rows():
        for beginning in beginnings(row[1]):
            rows[beginning].append(row)
    return dict(rows)


@cache
def _wording_rows() -> tuple[_OpenedRow, ...]:
    """All rows, those that demand most first.

    A date ranks before all else: a wording without one would take it for part of a name.
    """
    rows = [
        ("{when}" in without_options(template), _demanded(template), template, wording)
        for wording in all_wordings()
        for template in wording.templates
    ]
    rows.sort(key=lambda row: row[:2], reverse=True)
    phrases = _rarest_phrases([template for *_, template, _ in rows])
    return tuple(
        (phrase, template, wording)
        for phrase, (*_, template, wording) in zip(phrases, rows, strict=True)
    )


@cache
def _notice_rows() -> tuple[tuple[str, str, Notice], ...]:
    """Phrase, head, notice."""
    rows = [
        (_demanded(head, *notice.must_hold), head, notice)
        for notice in all_notices()
        for head in notice.heads
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    return tuple((fixed_words(head)[0], head, notice) for _, head, notice in rows)


def _rarest_phrases(templates: list[str]) -> list[str]:
    """Of each template the phrase that fewest others share: its absence says most."""
    uses = Counter(phrase for template in templates for phrase in fixed_words(template))
    return [min(fixed_words(template), key=uses.__getitem__) for template in templates]


def _demanded(*templates: str) -> int:
    """How many characters of its own words a text must show to fit the templates."""
    return sum(len(phrase) for template in templates for phrase in fixed_words(template))


def find_opened(text: Text, segment: Segment) -> Found | None:
    """The wording that follows the segment's "<code> Confirmed"."""
    if segment.body is None:
        return None
    beginning = text.folded[segment.body : segment.body + 2]
    for phrase, template, wording in _rows_by_beginning().get(beginning, ()):
        if text.folded.find(phrase, segment.body, segment.end) < 0:
            continue
        match = pattern_of(template).match(text.folded, segment.body, segment.end)
        if match:
            return Found(
                wording, segment.start, match.end(), _places(match), segment.end, segment.code
            )
    return None


def find_notices(text: Text, start: int, end: int) -> list[Found]:
    """The notices that stand anywhere between `start` and `end`, in order, none overlapping."""
    found: list[Found] = []
    for phrase, head, notice in _notice_rows():
        if text.folded.find(phrase, start, end) < 0:
            continue
        for match, limit in _heads(text.folded, phrase, head, start, end):
            one = _with_clauses(text, notice, match, limit)
            if one:
                _insert_unless_overlapping(found, one)
    return found


def _insert_unless_overlapping(found: list[Found], one: Found) -> None:
    """Keep `found` in order; what came first stays, as it demanded more."""
    index = bisect_left(found, one.start, key=lambda other: other.start)
    is_behind = index == 0 or found[index - 1].end <= one.start
    is_before = index == len(found) or one.end <= found[index].start
    if is_behind and is_before:
        found.insert(index, one)


def _heads(
    folded: str, phrase: str, head: str, start: int, end: int
) -> Iterator[tuple[Match[str], int]]:
    """Each place of a notice's head, and where its clauses end: at latest before the next one.

    So no character is looked at for two of them, and the cost stays linear.
    """
    pattern = pattern_of(head)
    at = folded.find(phrase, start, end)
    for _ in range(MOST_IN_ONE_MESSAGE):
        if at < 0:
            return
        following = folded.find(phrase, at + len(phrase), end)
        limit = following if following >= 0 else end
        match = pattern.search(folded, max(start, at - _HEAD_REACH), limit)
        if match:
            yield match, min(limit, match.end() + _CLAUSE_REACH)
        start, at = at + len(phrase), following


def _with_clauses(text: Text, notice: Notice, head: Match[str], limit: int) -> Found | None:
    """The notice with its clauses' places; None where one is missing that it must hold."""
    places, start, end = _places(head), head.start(), head.end()
    for clause in (*notice.must_hold, *notice.may_hold):
        match = pattern_of(clause).search(text.folded, head.end(), limit)
        if match:
            places = _places(match) | places
            end = max(end, match.end())
        elif clause in notice.must_hold:
            return None
    if notice.is_payer_first:
        start = _start_of_name(text.shown, head.start())
        places["party"] = (start, head.start())
    return Found(notice, start, end, places, limit)


def _start_of_name(shown: str, end: int) -> int:
    """Where a name begins that ends at `end`: in its sentence or line, with the last capitals."""
    before = shown[max(0, end - _NAME_REACH) : end].rstrip()
    name = name_at_end(_SENTENCE_END.split(before)[-1])
    return shown.rfind(name, 0, end)


def _places(match: Match[str]) -> Spans:
    return {name: match.span(name) for name in match.re.groupindex if match.span(name) != _NOWHERE}
