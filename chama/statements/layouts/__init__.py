"""The layouts of statements: each file here knows one, and reads what is laid out so."""

from __future__ import annotations

from typing import Protocol

from chama.statements.document import Document
from chama.statements.errors import NotAStatement
from chama.statements.layouts import customer_print, customer_table, portal, portal_new
from chama.statements.rows import Reading


class Layout(Protocol):
    """What each module of this package offers."""

    def read(self, document: Document) -> Reading | None:
        """The rows and what stands around them; None for a document of another layout.

        Raises StatementError when it is this layout and cannot be read.
        """


LAYOUTS: tuple[Layout, ...] = (portal, portal_new, customer_table, customer_print)
"""The first that fits reads; those with a heading of their own come first."""


def read_document(document: Document) -> Reading:
    """The document as its layout reads it. Raises StatementError."""
    for layout in LAYOUTS:
        reading = layout.read(document)
        if reading is not None:
            return reading
    raise NotAStatement(
        "no heading of an M-PESA statement (Receipt No., Completion Time, Details ... Balance)"
        " was found. Download the statement again as CSV, XLSX or PDF."
    )
