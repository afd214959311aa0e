"""A customer's statement as a table: CSV or XLSX made of the PDF, with or without its preamble."""

from __future__ import annotations

from chama.statements.document import Document
from chama.statements.heading import headed
from chama.statements.labels import around_table
from chama.statements.model import StatementKind
from chama.statements.rows import Reading
from chama.statements.table_rows import rows_below


def read(document: Document) -> Reading | None:
    """The rows below the heading, and the name and period if they stand above it."""
    table = headed(document)
    if table is None:
        return None
    rows = tuple(rows_below(table.below, table.columns))
    return Reading(StatementKind.CUSTOMER, rows, around_table(table.above))
