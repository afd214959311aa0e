"""Arrears by age, for officers: who owes, since when, how much; never for the group's eyes."""

from __future__ import annotations

from bot.reports.asked import Asked, Takes
from bot.reports.value import Column, Kind, Report, Table, rows_of
from bot.views.arrears import AGES, Arrears, WaitingRow, arrears

TAKES: frozenset[Takes] = frozenset()


def build(asked: Asked) -> Report:
    """A table of what is owed; one more for each currency in which money waits to pay it."""
    words = asked.words
    found = arrears(asked.connection, asked.group, asked.as_of)
    waiting = [_waiting(asked, currency, rows) for currency, rows in found.waiting.items()]
    return asked.report(
        [_owed(asked, found), *waiting],
        facts=[words("private")],
        notes=[words("note")],
        period=words.day(asked.today),
    )


def _owed(asked: Asked, found: Arrears) -> Table:
    words = asked.words
    starts = (0, *(last + 1 for last in AGES))
    ages = [
        Column(
            f"days_{first}_{last}",
            words("days", first=first, last=last),
            Kind.MONEY,
            is_summed=True,
        )
        for first, last in zip(starts, AGES, strict=False)
    ]
    oldest = Column(
        f"days_over_{AGES[-1]}", words("days_over", last=AGES[-1]), Kind.MONEY, is_summed=True
    )
    return Table(
        name=words("title"),
        currency=asked.group.currency,
        columns=(
            Column("member", words("columns.member")),
            Column("not_due", words("not_due"), Kind.MONEY, is_summed=True),
            *ages,
            oldest,
            Column("owed", words("page.total"), Kind.MONEY, is_summed=True),
            Column("overdue_since", words("overdue_since"), Kind.DATE),
        ),
        rows=rows_of(
            [(row.name, row.not_due, *row.ages, row.total, row.oldest) for row in found.rows]
        ),
        total_label=words("page.total"),
    )


def _waiting(asked: Asked, currency: str, rows: tuple[WaitingRow, ...]) -> Table:
    words = asked.words
    return Table(
        name=words("waiting", currency=currency),
        title=words("waiting", currency=currency),
        currency=currency,
        columns=(
            Column("member", words("columns.member")),
            Column("receipt", words("columns.receipt")),
            Column("amount", words("amount", currency=currency), Kind.MONEY, is_summed=True),
        ),
        rows=rows_of([(row.name or words("nobody"), row.code, row.amount) for row in rows]),
        total_label=words("page.total"),
    )
