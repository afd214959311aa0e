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
_HEAD_REACH = 100  # characters before and behind a head's own phrase in which its slots may stand
_CLAUSE_REACH = 400  # characters behind a head in which its clauses may stand
_LONGEST_WORDING = 1000  # characters from a wording's first word to its last
_NAME_REACH = 80  # characters before a head in which the payer's name may stand
_SENTENCE_END = re.compile(r"[\n,:!?>]+ ?|(?<![ .][A-Za-z])\.(?: |$)")  # not after an initial

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


@cache
def _any_notice() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_notice_phrases()))))


@cache
def _notice_phrases() -> frozenset[str]:
    return frozenset(phrase for phrase, _, _ in _notice_rows())


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
    reach = min(segment.end, segment.body + _LONGEST_WORDING)
    for phrase, template, wording in _rows_by_beginning().get(beginning, ()):
        if text.folded.find(phrase, segment.body, reach) < 0:
            continue
        match = pattern_of(template).match(text.folded, segment.body, segment.end)
        if match:
            return Found(
                wording, segment.start, match.end(), _places(match), segment.end, segment.code
            )
    return None


class Notices:
    """The notices of one message; each head is looked for once in all of it."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._heads: dict[str, list[Match[str]]] = {}

    def between(self, start: int, end: int) -> list[Found]:
        """Those that stand between `start` and `end`, in order, none overlapping."""
        folded = self._text.folded
        if _any_notice().search(folded, start, end) is None:
            return []
        present = {one for one in _notice_phrases() if folded.find(one, start, end) >= 0}
        candidates = [
            (match, notice)
            for phrase, head, notice in _notice_rows()
            if phrase in present
            for match in self._heads_between(phrase, head, start, end)
        ]
        starts = sorted(match.start() for match, _ in candidates)
        found: list[Found] = []
        for match, notice in candidates:
            one = _with_clauses(self._text, notice, match, _limit(starts, match.end(), end))
            if one:
                _insert_unless_overlapping(found, one)
        return found

    def _heads_between(self, phrase: str, head: str, start: int, end: int) -> Iterator[Match[str]]:
        if head not in self._heads:
            self._heads[head] = _heads(self._text.folded, phrase, head)
        heads = self._heads[head]
        for index in range(bisect_left(heads, start, key=Match.start), len(heads)):
            if heads[index].end() > end:
                return
            yield heads[index]


def _limit(starts: list[int], head_end: int, end: int) -> int:
    """Where a notice's clauses end: at latest before the next head, so the cost stays linear."""
    following = bisect_left(starts, head_end)
    limit = starts[following] if following < len(starts) else end
    return min(limit, head_end + _CLAUSE_REACH)


def _insert_unless_overlapping(found: list[Found], one: Found) -> None:
    """Keep `found` in order; what came first stays, as it demanded more."""
    index = bisect_left(found, one.start, key=lambda other: other.start)
    is_behind = index == 0 or found[index - 1].end <= one.start
    is_before = index == len(found) or one.end <= found[index].start
    if is_behind and is_before:
        found.insert(index, one)


def _heads(folded: str, phrase: str, head: str) -> list[Match[str]]:
    """Each place of a notice's head, in order; no character is looked at for two of them."""
    pattern = pattern_of(head)
    begins_with_phrase = head.upper().startswith(phrase)
    found: list[Match[str]] = []
    since, at = 0, folded.find(phrase)
    for _ in range(MOST_IN_ONE_MESSAGE):
        if at < 0:
            break
        following = folded.find(phrase, at + len(phrase))
        limit = following if following >= 0 else len(folded)
        if begins_with_phrase:
            match = pattern.match(folded, at, limit)
        else:
            reach = min(limit, at + _HEAD_REACH + _NAME_REACH)
            match = pattern.search(folded, max(since, at - _HEAD_REACH), reach)
        if match:
            found.append(match)
        since, at = at + len(phrase), following
    return found


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
