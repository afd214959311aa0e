"""The heading row of a table: which column holds what, whatever a template calls it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from chama.statements.document import Document, Line, Table

_UNIT = re.compile(r"\([^)]*\)")
_NAMES: Final = {
    "receiptno": "receipt",
    "receiptnumber": "receipt",
    "receipt": "receipt",
    "completiontime": "time",
    "details": "details",
    "transactionstatus": "status",
    "status": "status",
    "paidin": "paid_in",
    "withdrawn": "withdrawn",
    "paidout": "withdrawn",
    "amount": "amount",
    "balance": "balance",
    "reasontype": "reason",
    "otherpartyinfo": "other_party",
    "linkedtransactionid": "linked",
    "acno": "account",
    "accno": "account",
    "accountno": "account",
    "currency": "currency",
}
_ALWAYS = frozenset({"receipt", "time", "details", "status", "balance"})

Columns = Mapping[str, int]
"""The place of each column that we know, by our own name for it."""


def plain_name(text: str) -> str:
    """A heading or label without its unit, signs, blanks and case: "Paid In (KSHs)" -> "paidin"."""
    return re.sub(r"[^a-z0-9]", "", _UNIT.sub("", text).lower())


def columns_of(line: Line) -> Columns | None:
    """The columns that a heading row names; None for a row that is no heading."""
    filled = line.filled
    if not filled or _NAMES.get(plain_name(filled[0])) != "receipt":
        return None
    columns: dict[str, int] = {}
    for place, text in enumerate(line.cells):
        name = _NAMES.get(plain_name(text))
        if name and name not in columns:
            columns[name] = place
    has_amount = "amount" in columns or {"paid_in", "withdrawn"} <= columns.keys()
    return columns if columns.keys() >= _ALWAYS and has_amount else None


@dataclass(frozen=True, slots=True)
class Headed:
    """A table cut at its heading row, which is found by its first cell.

    file_name: as given. titles: the heading's own texts. above: the preamble, of any length.
    """

    file_name: str
    titles: tuple[str, ...]
    columns: Columns
    above: tuple[Line, ...]
    below: tuple[Line, ...]


def headed(document: Document) -> Headed | None:
    """The document cut at its heading; None for what is no table or has no heading."""
    if not isinstance(document, Table):
        return None
    for place, line in enumerate(document.lines):
        columns = columns_of(line)
        if columns is not None:
            above, below = document.lines[:place], document.lines[place + 1 :]
            return Headed(document.file_name, line.filled, columns, above, below)
    return None
