"""The organisation portal's newer template: seven columns and no preamble.

The shortcode and the period may stand in the file's name, "Statements for <shortcode> from <date>
to <date>"; payer and account are inside Details. Source: public readers of exports of 2026.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from chama.statements.document import Document
from chama.statements.heading import Headed, headed
from chama.statements.labels import around_table, has_label
from chama.statements.model import StatementKind
from chama.statements.rows import Around, Reading, Row
from chama.statements.table_rows import rows_below
from chama.statements.values import dates_in

_UNIT = re.compile(r"\(\s*(?:kshs?|kes)\.?\s*\)", re.IGNORECASE)
_FILE_NAME = re.compile(r"statements?[ _-]+for[ _-]+([0-9]+)[ _-]+from[ _-]+(.*)", re.IGNORECASE)
_ONLY_HERE = re.compile(
    r"\b(?:from|by) \S+ - .*\bAcc\.|^Business Payment to|^Organi[sz]ation |^Utility Account",
    re.IGNORECASE,
)
_NEVER_HERE = re.compile(
    r"funds received|customer transfer|customer withdrawal|m-?shwari|airtime purchase|overdraft of",
    re.IGNORECASE,
)


def read(document: Document) -> Reading | None:
    """The rows, with the shortcode and the period of the file's name if the rows lie within."""
    table = headed(document)
    if table is None:
        return None
    rows = tuple(rows_below(table.below, table.columns))
    if not any(_UNIT.search(title) for title in table.titles) and not _shows_in(table, rows):
        return None
    return Reading(StatementKind.ORGANISATION, rows, _around(table, rows))


def _shows_in(table: Headed, rows: tuple[Row, ...]) -> bool:
    """Whether a heading that a customer's table has too stands above an organisation's rows."""
    if has_label(table.above, "customername", "mobilenumber"):
        return False
    if any(_NEVER_HERE.match(row.details) for row in rows):
        return False
    is_named = _FILE_NAME.search(table.file_name) is not None
    return is_named or any(_ONLY_HERE.search(row.details) for row in rows)


def _around(table: Headed, rows: tuple[Row, ...]) -> Around:
    around = around_table(table.above)
    name = _FILE_NAME.search(table.file_name)
    days = dates_in(name[2].replace("_", "-")) if name else []
    if name is None or len(days) != 2 or any(not _is_within(row, days) for row in rows):
        return around
    return replace(around, shortcode=name[1], covers_from=days[0], covers_to=days[1])


def _is_within(row: Row, days: list[date]) -> bool:
    return days[0] <= row.at.date() <= days[1]
