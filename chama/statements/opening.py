"""A file's bytes opened as what they are, whatever its name says."""

from __future__ import annotations

from chama.statements import delimited
from chama.statements.document import Document, Progress
from chama.statements.errors import (
    EmptyStatement,
    LockedStatement,
    NotAStatement,
    StatementTooLarge,
)

MOST_BYTES = 20_000_000

_PDF_WITHIN = 1_024  # bytes; some mail programs put lines before the mark
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
_AGAIN = "Download the statement as CSV, XLSX or PDF."


def open_document(
    data: bytes, file_name: str, password: str | None, on_progress: Progress
) -> Document:
    """The table or the print in a file. Raises StatementError for everything else."""
    if len(data) > MOST_BYTES:
        raise StatementTooLarge(f"it is larger than {MOST_BYTES // 1_000_000} MB.")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptyStatement(f"it is empty. {_AGAIN}")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        from chama.statements import pdf  # here, as it takes long to import, and few files are so

        return pdf.print_of(data, password, on_progress)
    if data.startswith(b"PK"):
        from chama.statements import workbook  # for the same reason

        return workbook.table_of(data, file_name, on_progress)
    _refuse_known_others(data)
    text = delimited.decode(data)
    return delimited.table_of(text, file_name) or delimited.print_of(text)


def _refuse_known_others(data: bytes) -> None:
    start = data[:_PDF_WITHIN].lstrip().lower()
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise LockedStatement(
                "this spreadsheet is locked. Open it in Excel and save it without a password."
            )
        raise NotAStatement("this is an old Excel file. Open it and save it as .xlsx or .csv.")
    if data.startswith(_PICTURES):
        raise NotAStatement(f"this is a picture. {_AGAIN}")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise NotAStatement(f"this is a web page, whatever its name says. {_AGAIN}")
