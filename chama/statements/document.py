"""What a file holds before its layout is known: a table of cells, or printed lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MOST_ROWS = 200_000
"""A paybill with 500 payments a day has as many in a year."""
MOST_COLUMNS = 40
LONGEST_CELL = 2_000  # characters

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much: pages or rows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table. number: counted from one, as an editor or Excel shows it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The text in a column; "" where the line is too short or has no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[str, ...]:
        """The texts of the cells that hold anything."""
        return tuple(text.strip() for text in self.cells if text.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in rows: a CSV or XLSX file. file_name: the newer template keeps its period there."""

    file_name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the places where it begins and ends: characters of a text, points of a page."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of words. height: its distance from the top of the page, in lines or points."""

    number: int
    page: int
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Print:
    """Lines of words: a PDF, or the text of one."""

    lines: tuple[PrintedLine, ...]


Document = Table | Print
