"""A report for the writers to write: every kind of column, names that mean harm, two currencies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.reports.value import PAGE, PAGES, Column, Kind, Labels, Report, Row, Table, rows_of
from chama.money import Money

HEAD = "a017c0de" * 8
HARMFUL = (
    "<img src='file:///etc/passwd'/>",
    '<font color="red">Otieno</font> & Co',
    '=HYPERLINK("http://example.org")',
)
COLUMNS = (
    Column("member", "Member"),
    Column("on", "Date", Kind.DATE),
    Column("rounds", "Rounds", Kind.COUNT, is_summed=True),
    Column("paid", "Paid", Kind.MONEY, is_summed=True),
    Column("owed", "Owed", Kind.MONEY),
)


def table(**changes: Any) -> Table:
    """Two members and an opening line."""
    rows = (
        Row(("Brought forward", None, None, None, Money(0)), is_strong=True),
        *rows_of(
            [
                ("Wanjirũ Kĩmani", date(2026, 11, 6), 2, Money(125_050), Money(0)),
                ("Ng’ang’a", date(2026, 11, 7), 1, Money(-50_000), Money(1_234_567)),
            ]
        ),
    )
    values = {"name": "Members", "currency": "KES", "columns": COLUMNS, "rows": rows}
    return Table(**{**values, "total_label": "Total", **changes})


def names(*called: str) -> Table:
    """A table of names alone."""
    return table(columns=COLUMNS[:1], rows=rows_of([(name,) for name in called]))


def shillings_of_uganda() -> Table:
    """Money without cents."""
    return table(
        name="Waiting",
        title="Waiting for a rate",
        currency="UGX",
        columns=(COLUMNS[0], COLUMNS[3]),
        rows=rows_of([("Achieng", Money(150_000, "UGX"))]),
    )


def report(*tables: Table, **changes: Any) -> Report:
    """Umoja's, as of an evening."""
    values: dict[str, Any] = {
        "file_name": "umoja-members-2026-11",
        "title": "Members",
        "group": "Umoja",
        "currency": "KES",
        "language": "en",
        "period": "1 November 2026 to 30 November 2026",
        "as_of": datetime(2026, 11, 30, 15, 5, tzinfo=UTC),
        "head": HEAD,
        "labels": Labels(
            as_of="As of 30 November 2026, 18:05:00 EAT",
            book=f"Book up to no. 57, {HEAD}",
            currency="Amounts in KES",
            page=f"Page {PAGE} of {PAGES}",
            about="About",
            empty="Nothing to show.",
        ),
        "tables": tables or (table(),),
        "facts": ("Treasurer: Wanjirũ",),
        "notes": ("Read it aloud.",),
    }
    return Report(**{**values, **changes})
