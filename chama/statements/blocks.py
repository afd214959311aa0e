"""Printed lines gathered into rows: which wrapped line belongs to which receipt, or to none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from statistics import median

from chama.statements.document import Print, PrintedLine, Word
from chama.statements.errors import DamagedStatement
from chama.statements.values import receipt_of

DAY = re.compile(r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}|[0-9]{2}[-/][0-9]{2}[-/][0-9]{4}")
CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
PAGE = re.compile(r"page ([0-9]{1,4}) of ([0-9]{1,4})", re.IGNORECASE)

_HEADING = re.compile(r"receipt\b.*\b(?:completion|details)\b", re.IGNORECASE)
_HEADING_CELL = re.compile(
    r"(?:receipt(?: no\.?)?|completion(?: time)?|time|details|transaction|(?:transaction )?status"
    r"|paid in|withdrawn|balance|no\.)",
    re.IGNORECASE,
)
_TO_THE_END_OF_THE_PAGE = re.compile(
    r"disclaimer|statement verification|to verify|for self-help|terms and conditions", re.IGNORECASE
)
_OF_THE_PAGE = re.compile(
    r"m-?pesa (?:full )?statement$|detailed statement$|summary$|customer name|mobile number"
    r"|email address|statement period|request date|date of statement|transaction type|total:",
    re.IGNORECASE,
)
MOST_NOTES = 0.2
"""Of the lines between rows; where more begin under the receipts, the columns are not kept."""
CLEAR = 1.2
"""A gap this many times another is wider on purpose, not by rounding."""


class _Is(Enum):
    """What a line is to the table."""

    ROW = auto()
    HEADING = auto()
    TEXT = auto()


@dataclass(slots=True)
class Block:
    """The lines of one row: its own, which begins with the receipt, and those around it."""

    own: PrintedLine
    above: list[PrintedLine] = field(default_factory=list)
    below: list[PrintedLine] = field(default_factory=list)


def is_row(line: PrintedLine, following: PrintedLine | None) -> bool:
    """Whether a line begins a row: a receipt in capitals and a day, which may be a line below."""
    first = line.words[0].text
    if first != first.upper() or receipt_of(first) is None:
        return False
    if len(line.words) > 1:
        return DAY.fullmatch(line.words[1].text) is not None
    return following is not None and DAY.fullmatch(following.words[0].text) is not None


def heading_of(document: Print) -> PrintedLine | None:
    """The first heading of the table."""
    return next((line for line in document.lines if _HEADING.match(line.text)), None)


def above_the_rows(document: Print) -> list[str]:
    """The lines above the first row and the heading: the customer, the period, the summary."""
    texts = []
    for place, line in enumerate(document.lines):
        following = document.lines[place + 1] if place + 1 < len(document.lines) else None
        if _HEADING.match(line.text) or is_row(line, following):
            break
        texts.append(line.text)
    return texts


def blocks_of(document: Print) -> list[Block]:
    """The rows in the order of print, each with its wrapped lines.

    Raises DamagedStatement when no rule says to which of two rows a line belongs.
    """
    runs = list(_runs(_without_margin(_without_page_matter(document))))
    is_floating = any(run.shows_floating for run in runs)
    blocks: list[Block] = []
    for run in runs:
        split = run.split if is_floating else len(run.texts)
        before, after = run.texts[:split], run.texts[split:]
        if blocks:
            blocks[-1].below += before
        if run.row is not None:
            blocks.append(Block(run.row, above=after))
    return blocks


def _without_page_matter(document: Print) -> list[tuple[_Is, PrintedLine]]:
    """The rows, headings and wrapped lines, without what belongs to the page."""
    kept: list[tuple[_Is, PrintedLine]] = []
    lines = document.lines
    skipped_page: int | None = 0  # nothing is wrapped above the first heading or row
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if is_row(line, following):
            kept.append((_Is.ROW, line))
            skipped_page = None
        elif _HEADING.match(line.text):
            kept.append((_Is.HEADING, line))
            skipped_page = None
        elif PAGE.search(line.text):
            skipped_page = None if kept else skipped_page
        elif _TO_THE_END_OF_THE_PAGE.match(line.text):
            skipped_page = line.page
        elif skipped_page not in {0, line.page} and not _is_page_matter(line):
            kept.append((_Is.TEXT, line))
    return kept


def _is_page_matter(line: PrintedLine) -> bool:
    return bool(_OF_THE_PAGE.match(line.text) or _HEADING_CELL.fullmatch(line.text))


def _without_margin(
    lines: Sequence[tuple[_Is, PrintedLine]],
) -> list[tuple[_Is, PrintedLine]]:
    """The lines without notes that begin under the receipts, where the columns are kept."""
    rows = [line for kind, line in lines if kind is _Is.ROW and len(line.words) > 3]
    texts = [line for kind, line in lines if kind is _Is.TEXT]
    if not rows or not texts:
        return list(lines)
    margin = median(line.words[1].left for line in rows)
    count = sum(line.words[0].left < margin for line in texts)
    if count > MOST_NOTES * len(texts):
        return list(lines)
    return [
        (kind, line) for kind, line in lines if kind is not _Is.TEXT or line.words[0].left >= margin
    ]


@dataclass(frozen=True, slots=True)
class _Run:
    """Wrapped lines between two rows, or between a heading and a row.

    before: the row or heading above, on the same page or not. is_first: whether no row came before.
    row: the row below, None at the end.
    """

    before: PrintedLine | None
    is_below_heading: bool
    is_first: bool
    texts: list[PrintedLine]
    row: PrintedLine | None

    @property
    def gaps(self) -> list[float]:
        """The distances from line to line; a page border is wider than any."""
        lines = [line for line in (self.before, *self.texts, self.row) if line is not None]
        return [
            lower.height - upper.height if upper.page == lower.page else float("inf")
            for upper, lower in pairwise(lines)
        ]

    @property
    def split(self) -> int:
        """How many of the lines belong to the row above: the widest gap parts the two rows."""
        if not self.texts or self.row is None:
            return len(self.texts)
        if self.before is None:
            return 0
        gaps = self.gaps
        if max(gaps) < CLEAR * min(gaps):
            number = self.texts[0].number
            raise DamagedStatement(
                f"line {number}: {self.texts[0].text[:40]!r} may belong to the row above or below."
                " Ask for the statement as CSV."
            )
        return gaps.index(max(gaps))

    @property
    def shows_floating(self) -> bool:
        """Whether some line here clearly belongs to the row below it: cells are centred."""
        if not self.texts or self.row is None:
            return False
        if self.is_below_heading:
            return self.is_first
        gaps = self.gaps
        is_clear = max(gaps) != float("inf") and max(gaps) >= CLEAR * min(gaps)
        return is_clear and gaps.index(max(gaps)) < len(self.texts)


def _runs(lines: Sequence[tuple[_Is, PrintedLine]]) -> Iterator[_Run]:
    before: PrintedLine | None = None
    is_heading, is_first = False, True
    texts: list[PrintedLine] = []
    for kind, line in lines:
        if kind is _Is.TEXT:
            texts.append(line)
            continue
        is_row_line = kind is _Is.ROW
        if is_row_line or texts:  # a heading ends the wrapped lines of the row above it
            yield _Run(before, is_heading, is_first, texts, line if is_row_line else None)
            texts = []
        before, is_heading, is_first = line, not is_row_line, is_first and not is_row_line
    if texts:
        yield _Run(before, is_heading, is_first, texts, None)


def place_of(words: Sequence[Word], *names: str) -> tuple[float, float] | None:
    """Where a heading of these words begins and ends."""
    texts = [word.text.lower() for word in words]
    for start in range(len(texts) - len(names) + 1):
        if tuple(texts[start : start + len(names)]) == names:
            return words[start].left, words[start + len(names) - 1].right
    return None
