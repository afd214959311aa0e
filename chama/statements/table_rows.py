"""The rows below a table's heading, cell by cell, for every layout that is a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chama.money import MoneyError
from chama.statements.document import Line
from chama.statements.errors import DamagedStatement
from chama.statements.heading import Columns, columns_of
from chama.statements.rows import Row
from chama.statements.values import cents_of, in_one_line, is_month_first, receipt_of, time_of

_OUR_CURRENCIES = frozenset({"", "KES", "KSH", "KSHS"})


def rows_below(lines: Sequence[Line], columns: Columns) -> Iterator[Row]:
    """The rows among the lines; blank ones, totals, notes and repeated headings are left out.

    A line with nothing but Details is the wrapped rest of the row above it: programs that take
    tables out of PDFs write such lines. Raises DamagedStatement for a row that cannot be read.
    """
    last: Row | None = None
    cells = ((line.cell(columns["receipt"]), line.cell(columns["time"])) for line in lines)
    turned = is_month_first(cells)
    for line in lines:
        if not line.filled or columns_of(line) is not None:
            continue
        wrapped = in_one_line(line.cell(columns["details"]))
        if last is not None and wrapped and len(line.filled) == 1:
            last = replace(last, details=f"{last.details} {wrapped}")
            continue
        row = _row(line, columns, turned=turned)
        if row is not None:
            if last is not None:
                yield last
            last = row
    if last is not None:
        yield last


def _row(line: Line, columns: Columns, *, turned: bool) -> Row | None:
    """turned: whether the file writes the month before the day."""
    receipt = receipt_of(line.cell(columns["receipt"]))
    at = time_of(line.cell(columns["time"]), is_month_first=turned)
    status = in_one_line(line.cell(columns["status"]))
    is_sum = receipt is None and at is None and status.casefold() != "completed"
    if is_sum or len(line.filled) == 1:
        return None  # or a note
    if receipt is None or at is None or not status:
        raise _unreadable(line, columns, receipt, status)
    _check_currency(line, columns)
    return Row(
        line=line.number,
        receipt=receipt,
        at=at,
        details=in_one_line(line.cell(columns["details"])),
        status=status,
        cents=_signed_cents(line, columns),
        balance_cents=_cents(line, columns, "balance"),
        reason=in_one_line(line.cell(columns.get("reason"))),
        other_party=in_one_line(line.cell(columns.get("other_party"))),
        linked=line.cell(columns.get("linked")).strip().upper(),
        account=line.cell(columns.get("account")).strip(),
    )


def _unreadable(line: Line, columns: Columns, receipt: str | None, status: str) -> DamagedStatement:
    shown = line.cell(columns["receipt"]).strip()[:20]
    if receipt is None:
        return DamagedStatement(f"line {line.number}: {shown!r} is not a receipt number.")
    missing = "its time" if status else "its status"
    return DamagedStatement(
        f"line {line.number} (receipt {receipt}): {missing} cannot be read; the row may be cut off."
    )


def _check_currency(line: Line, columns: Columns) -> None:
    currency = line.cell(columns.get("currency")).strip().upper()
    if currency not in _OUR_CURRENCIES:
        raise DamagedStatement(f"line {line.number}: it is in {currency[:5]}; only KES is read.")


def _signed_cents(line: Line, columns: Columns) -> int:
    """What the row adds to the balance.

    Withdrawn is printed with or without its minus sign; a minus under Paid In is money out too,
    where a template knows one amount only.
    """
    amount = _cents(line, columns, "amount")
    if amount is not None:
        return amount
    paid_in = _cents(line, columns, "paid_in") or 0
    withdrawn = _cents(line, columns, "withdrawn") or 0
    if paid_in and withdrawn:
        raise DamagedStatement(_at(line, columns, "both paid in and withdrawn"))
    return paid_in - abs(withdrawn)


def _cents(line: Line, columns: Columns, name: str) -> int | None:
    try:
        return cents_of(line.cell(columns.get(name)))
    except MoneyError as error:
        raise DamagedStatement(_at(line, columns, str(error))) from error


def _at(line: Line, columns: Columns, what: str) -> str:
    return f"line {line.number} (receipt {line.cell(columns['receipt']).strip()[:20]}): {what}"
