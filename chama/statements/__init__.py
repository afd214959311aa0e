"""Provider statements: `read` proves one by its balances, `reconcile` compares it with the book.

A file is opened as what it is (opening: delimited, workbook, pdf), read by the layout that it
shows (layouts/), proven by its running balance (proof), folded into one transaction a receipt
(details, movements, belonging, reversals, assembly), and compared with the book (reconciliation,
payers). This module is the one place of the pure library that reads a file.
"""

from __future__ import annotations

from pathlib import Path

from chama.statements.assembly import statement_of
from chama.statements.book import (
    BookEntry,
    BookMember,
    Finding,
    FindingKind,
    Match,
    Reconciliation,
)
from chama.statements.document import Progress
from chama.statements.errors import (
    DamagedStatement,
    EmptyStatement,
    LockedStatement,
    NotAStatement,
    StatementError,
    StatementTooLarge,
    UnprovenStatement,
)
from chama.statements.layouts import read_document
from chama.statements.model import Statement, StatementKind, Transaction
from chama.statements.opening import MOST_BYTES, open_document
from chama.statements.reconciliation import reconcile

__all__ = [
    "BookEntry",
    "BookMember",
    "DamagedStatement",
    "EmptyStatement",
    "Finding",
    "FindingKind",
    "LockedStatement",
    "Match",
    "NotAStatement",
    "Reconciliation",
    "Statement",
    "StatementError",
    "StatementKind",
    "StatementTooLarge",
    "Transaction",
    "UnprovenStatement",
    "read",
    "reconcile",
]


def read(
    path: str | Path,
    password: str | None = None,
    *,
    on_progress: Progress | None = None,
) -> Statement:
    """The statement in a CSV, XLSX, PDF or text file, proven by its own balances.

    password: the code of a locked PDF. on_progress: told how many pages or rows are read, of how
    many. Raises StatementError, whose sentence names the file and where it can the row, and says
    what to do.
    """
    file = Path(path)
    try:
        document = open_document(_bytes_of(file), file.name, password, on_progress or _in_silence)
        return statement_of(read_document(document))
    except StatementError as error:
        raise type(error)(f"{file.name}: {error}") from error


def _bytes_of(file: Path) -> bytes:
    """The file's bytes, one more than are allowed at most: the rest is not worth the memory."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise NotAStatement(f"it cannot be opened ({error}).") from error


def _in_silence(_done: int, _total: int) -> None:
    pass
