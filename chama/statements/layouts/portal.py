"""The organisation portal's older template: a preamble of labels, then a wide table, newest first.

Source: statement-org.csv of August 2026; public readers of the same export.
"""

from __future__ import annotations

from chama.statements.document import Document
from chama.statements.heading import headed
from chama.statements.labels import around_table
from chama.statements.model import StatementKind
from chama.statements.rows import Reading
from chama.statements.table_rows import rows_below

_ONLY_HERE = frozenset({"other_party", "linked", "reason", "account"})


def read(document: Document) -> Reading | None:
    """The rows below the heading, the balances and the period above it."""
    table = headed(document)
    if table is None or _ONLY_HERE.isdisjoint(table.columns):
        return None
    rows = tuple(rows_below(table.below, table.columns))
    return Reading(StatementKind.ORGANISATION, rows, around_table(table.above))
