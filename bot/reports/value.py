"""A report as a value: what CSV, XLSX and PDF are all written from, row by row the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chama.errors import ChamaError
from chama.money import Money

Cell = str | int | date | Money | None
"""What stands in a table; None for nothing, which is not the same as zero."""


class NotATable(ChamaError):
    """Rows that do not fit their columns, or amounts of another currency than their table's."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    COUNT = "count"


_HOLDS: dict[Kind, type | tuple[type, ...]] = {
    Kind.TEXT: str,
    Kind.MONEY: Money,
    Kind.DATE: date,
    Kind.COUNT: int,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. key: how programs know it, the same in every language. heading: for people.

    is_summed: whether its total stands below; a balance after each row has none.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    is_summed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row. is_strong: an opening, a closing, which no total counts."""

    cells: tuple[Cell, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one currency. name: short, of a sheet; title: above it, "" where it needs none.

    total_label: what stands in the first column of the totals, "" for a table without. is_form:
    whether it is printed with room to write by hand where nothing stands. bars: the keys of the
    columns of money that a PDF draws above it as bars, a group for each row; in_words: what the
    bars say. Raises NotATable.
    """

    name: str
    currency: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    total_label: str = ""
    is_form: bool = False
    bars: tuple[str, ...] = ()
    in_words: str = ""

    def __post_init__(self) -> None:
        if not {column.key for column in self.columns if column.kind is Kind.MONEY} >= {*self.bars}:
            raise NotATable(f"{self.name}: bars are drawn of columns of money, not {self.bars}.")
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise NotATable(f"{self.name}: {row.cells} does not fit its columns.")
            for column, cell in zip(self.columns, row.cells, strict=True):
                self._check(column, cell)

    def _check(self, column: Column, cell: Cell) -> None:
        if cell is None:
            return
        if isinstance(cell, datetime | bool) or not isinstance(cell, _HOLDS[column.kind]):
            raise NotATable(f"{self.name}: {cell!r} is no {column.kind} of {column.key}.")
        if isinstance(cell, Money) and cell.currency != self.currency:
            raise NotATable(f"{self.name}: {cell} stands among amounts in {self.currency}.")

    @property
    def totals(self) -> tuple[Cell, ...] | None:
        """The row below: the sums, None where no total is asked for."""
        if not self.total_label:
            return None
        sums = [self._sum(place) for place in range(len(self.columns))]
        return (self.total_label, *sums[1:])

    def _sum(self, place: int) -> Cell:
        column = self.columns[place]
        if not column.is_summed:
            return None
        cells = [row.cells[place] for row in self.rows if not row.is_strong]
        if column.kind is Kind.MONEY:
            return Money(sum(one.cents for one in cells if isinstance(one, Money)), self.currency)
        return sum(one for one in cells if isinstance(one, int))

    def total(self, key: str) -> Cell:
        """The sum of a column, by its key."""
        return self._sum([column.key for column in self.columns].index(key))


@dataclass(frozen=True, slots=True)
class Labels:
    """What every page says besides, in words.

    as_of: up to when the book was read. book: the last number of the book then and its hash.
    currency: in what the amounts are. page: with PAGE and PAGES for the two numbers. about: of the
    sheet that says all this. empty: in place of a table without rows.
    """

    as_of: str
    book: str
    currency: str
    page: str
    about: str
    empty: str


PAGE, PAGES = "<page>", "<pages>"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a report brings along where it is written as a zip. name: its path in that."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """A report, whatever it is written as; all its words are in `language`.

    file_name: without its ending. period: what it is about, in words. as_of: up to when the book
    was read, aware. head: the hash of the last number of the book then, "" before its first.
    facts: lines between title and tables; notes: lines below them. attachments: of a zip alone.
    """

    file_name: str
    title: str
    group: str
    currency: str
    language: str
    period: str
    as_of: datetime
    head: str
    labels: Labels
    tables: tuple[Table, ...]
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def table(self, name: str) -> Table:
        """The table of that name. Raises LookupError."""
        return next(one for one in self.tables if one.name == name)


def rows_of(rows: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """Plain rows."""
    return tuple(Row(tuple(cells)) for cells in rows)
