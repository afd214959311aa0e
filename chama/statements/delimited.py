"""Text files: finds their encoding, and the sign between the cells of those that are tables."""

from __future__ import annotations

import csv
import re
from io import StringIO

from chama.statements.document import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Print,
    PrintedLine,
    Table,
    Word,
)
from chama.statements.errors import DamagedStatement, NotAStatement, StatementTooLarge

_HEADING = re.compile(
    r"^[\"'\s]*receipt(?: *(?:no|number))?\.?[\"']? *([,;\t|])", re.IGNORECASE | re.MULTILINE
)
_BLANKS = re.compile(r"\S+")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
TAB = 8


def decode(data: bytes) -> str:
    """The text of a file: its byte order mark decides, else UTF-16 by its noughts, UTF-8, cp1252.

    Raises NotAStatement for what is no text.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise NotAStatement(
        "this is no text, spreadsheet or PDF. Download the statement again as CSV, XLSX or PDF."
    )


def table_of(text: str, file_name: str) -> Table | None:
    """The cells of a delimited text; None where no line has the heading of a statement."""
    heading = _HEADING.search(text)
    if heading is None:
        return None
    reader = csv.reader(StringIO(text, newline=""), delimiter=heading[1])
    lines: list[Line] = []
    before = 0
    try:
        for cells in reader:
            _check(len(lines), cells)
            lines.append(Line(before + 1, tuple(cells)))
            before = reader.line_num
    except csv.Error as error:
        raise DamagedStatement(f"line {before + 1} is broken ({error}).") from error
    return Table(file_name, tuple(lines))


def print_of(text: str) -> Print:
    """The lines of a plain text, with the place of every word; a form feed begins a page."""
    lines = []
    page = 1
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        page += line.count("\f")
        words = _BLANKS.finditer(line[:LONGEST_CELL].expandtabs(TAB))
        placed = tuple(Word(word[0], word.start(), word.end()) for word in words)
        if placed:
            lines.append(PrintedLine(number, page, number, placed))
        if len(lines) > MOST_ROWS:
            raise StatementTooLarge(f"more than {MOST_ROWS:,} lines.")
    return Print(tuple(lines))


def _encodings(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    start = data[:2_000]
    if start[1::2].count(0) * 3 > len(start):
        return ["utf-16-le"]
    if start[0::2].count(0) * 3 > len(start):
        return ["utf-16-be"]
    return ["utf-8", "cp1252"]


def _check(number: int, cells: list[str]) -> None:
    if number >= MOST_ROWS:
        raise StatementTooLarge(f"more than {MOST_ROWS:,} lines.")
    if len(cells) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in cells):
        raise StatementTooLarge(
            f"line {number + 1} has more cells or longer ones than a statement."
        )
