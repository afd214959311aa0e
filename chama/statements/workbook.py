"""XLSX files: the cells of every sheet as text, without floats and without formulas' values."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from chama.statements.document import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Progress,
    Table,
)
from chama.statements.errors import (
    DamagedStatement,
    NotAStatement,
    StatementError,
    StatementTooLarge,
)

MOST_SHEETS = 20
ALWAYS_UNPACKED = 5_000_000  # bytes; a small workbook may hold this much
MOST_PACKED_TIMES = 30
"""Real statements shrink ten to twenty times; what shrinks more is made to fill our memory."""


def table_of(data: bytes, file_name: str, on_progress: Progress) -> Table:
    """The cells of all sheets, one below the other; line numbers are those of each sheet."""
    _check_package(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on styles that it does not know
            return Table(file_name, tuple(_lines(data, on_progress)))
    except StatementError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts do: KeyError, ParseError ...
        raise DamagedStatement(
            "this spreadsheet is broken. Open it in Excel and save it anew, or download it again."
        ) from error


def _check_package(data: bytes) -> None:
    """Refuses, before anything is unpacked, what is no workbook or a trap."""
    try:
        parts = ZipFile(BytesIO(data)).infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedStatement("this spreadsheet is cut off. Download it again.") from error
    names = {part.filename for part in parts}
    if any(name.startswith("word/") for name in names):
        raise NotAStatement("this is a Word document. Download the statement as CSV, XLSX or PDF.")
    if "xl/workbook.xml" not in names:
        raise NotAStatement("this is no spreadsheet. Download the statement as CSV, XLSX or PDF.")
    if sum(part.file_size for part in parts) > max(ALWAYS_UNPACKED, MOST_PACKED_TIMES * len(data)):
        raise StatementTooLarge("this spreadsheet unpacks to more than any statement holds.")


def _lines(data: bytes, on_progress: Progress) -> Iterator[Line]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=False)
    read = 0
    for sheet in book.worksheets[:MOST_SHEETS]:
        sheet.reset_dimensions()  # a portal's export may claim to be one cell
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            read += 1
            if read > MOST_ROWS or len(values) > MOST_COLUMNS:
                raise StatementTooLarge("more rows or columns than any statement has.")
            cells = tuple(text_of(value) for value in values)
            if any(cells):
                yield Line(number, cells)
            if read % 1_000 == 0:
                on_progress(read, read)
    book.close()


def text_of(value: object) -> str:
    """A cell as the statement would print it: 850060.0 is "850060", 1234.5 is "1234.5".

    A formula stays its own text: nothing in a bank's export is computed by the reader.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value)
    return str(value)[:LONGEST_CELL]


def _number(value: int | float) -> str:
    """The shortest decimal that is this number, without an exponent."""
    exact = Decimal(repr(value))
    if not exact.is_finite() or exact.adjusted() > 30:
        return repr(value)
    plain = f"{exact:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
