"""Renders an invented account as the files that M-PESA gives out, in every layout we know."""

from __future__ import annotations

import csv
import io
import random
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from reportlab.lib import pagesizes, pdfencrypt
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.statements.world import PrintedRow, World

OLDER = [
    "Receipt No.",
    "Completion Time",
    "Initiation Time",
    "Details",
    "Transaction Status",
    "Paid In",
    "Withdrawn",
    "Balance",
    "Balance Confirmed",
    "Reason Type",
    "Other Party Info",
    "Linked Transaction ID",
    "A/C No.",
]
NEWER = [
    "Receipt No",
    "Completion Time",
    "Details",
    "Transaction Status",
    "Paid In (KSHs)",
    "Withdrawn (KSHs)",
    "Balance (KSHs)",
]
CUSTOMER = [
    "Receipt No.",
    "Completion Time",
    "Details",
    "Transaction Status",
    "Paid In",
    "Withdrawn",
    "Balance",
]
NEWER_NAME = "Statements for 4011223 from 2026-08-01 to 2026-08-31"


def money(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02}"


def newest_first(world: World) -> list[PrintedRow]:
    return list(reversed(world.rows))


def older_rows(rng: random.Random, world: World) -> list[list[str]]:
    """The older template's cells, with a preamble of some length and dates in one of its ways."""
    form = rng.choice(["%d-%m-%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S"])
    has_currency, has_minus = rng.random() < 0.5, rng.random() < 0.5
    has_balances = rng.random() < 0.7
    preamble = [
        ["Account Holder:", "MWANGAZA SELF HELP GROUP"],
        ["Short Code:", "4011223"],
        ["Account:", "Utility Account"],
        ["Time Period:", "From", "01-08-2026 00:00:00", "To", "31-08-2026 23:59:59"],
        ["Operator:", "treasurer01", "Date of Report:", "01-09-2026 07:30:12"],
    ]
    if has_balances:
        balances = ["Opening Balance:", money(world.opening), "Closing Balance:"]
        preamble.append([*balances, money(world.closing)])
    cells = [*preamble, *([[]] * rng.randrange(3)), [*OLDER, *(["Currency"] * has_currency)]]
    for row in newest_first(world):
        withdrawn = money(row.cents if has_minus else -row.cents) if row.cents < 0 else ""
        cells.append(
            [
                row.receipt,
                row.at.strftime(form),
                row.at.strftime(form),
                row.details,
                row.status,
                money(row.cents) if row.cents > 0 else "",
                withdrawn,
                money(row.balance),
                "true",
                row.reason,
                row.party,
                row.linked,
                row.account,
                *(["KES"] * has_currency),
            ]
        )
    return [*cells, *([["Total"]] * (rng.random() < 0.3))]


def newer_rows(world: World) -> list[list[str]]:
    """The newer template's cells."""
    return [NEWER] + [
        [
            row.receipt,
            f"{row.at:%d/%m/%Y %H:%M:%S}",
            row.details,
            row.status,
            money(max(row.cents, 0)),
            money(min(row.cents, 0)),
            money(row.balance),
        ]
        for row in newest_first(world)
    ]


def customer_rows(world: World) -> list[list[str]]:
    """A customer statement's cells, withdrawn with its sign."""
    return [CUSTOMER] + [
        [
            row.receipt,
            f"{row.at:%Y-%m-%d %H:%M:%S}",
            row.details,
            row.status,
            money(row.cents) if row.cents > 0 else "",
            money(row.cents) if row.cents < 0 else "",
            money(row.balance),
        ]
        for row in newest_first(world)
    ]


def as_csv(cells: Iterable[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(cells)
    return text.getvalue().encode(encoding)


def as_xlsx(cells: Iterable[Sequence[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in cells:
        sheet.append(list(line))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_numbers(cells: Sequence[Sequence[str]]) -> list[list[object]]:
    """The cells as a spreadsheet program keeps them: amounts as floats, times as times."""
    return [[_number(text) for text in line] for line in cells]


def _number(text: str) -> object:
    plain = text.replace(",", "")
    if plain.lstrip("-").replace(".", "", 1).isdigit() and "." in plain:
        return float(plain)
    for form in ("%d-%m-%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S"):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - a cell knows no zone
        except ValueError:
            continue
    return text


HEADER = """\
                                   M-PESA STATEMENT

Customer Name: SAMPLE TREASURER
Mobile Number: 25470***888
Statement Period: 01 Aug 2026 - 31 Aug 2026
Request Date: 01 Sep 2026

SUMMARY
TRANSACTION TYPE                      PAID IN          PAID OUT
TOTAL:                               {paid_in}          {paid_out}

DETAILED STATEMENT
"""
DISCLAIMER = "Disclaimer: This record is produced for your personal use and is not transferable."
COLUMNS = (11, 21, 35, 21, 12, 14, 12)
TITLES = (
    "Receipt No. Completion Time      Details                            "
    "Transaction Status   Paid In     Withdrawn       Balance"
)


def header(world: World) -> str:
    moved = [row.cents for row in world.rows if row.status == "Completed"]
    paid_in = sum(cents for cents in moved if cents > 0)
    paid_out = -sum(cents for cents in moved if cents < 0)
    return HEADER.format(paid_in=money(paid_in), paid_out=money(paid_out))


def as_text(world: World, rows_a_page: int = 18, *, has_sign: bool = True) -> str:
    """The text of the PDF, columns kept, details wrapped, page furniture between."""
    pages = _pages(newest_first(world), rows_a_page)
    lines = [header(world)]
    for number, page in enumerate(pages, start=1):
        lines.append(TITLES)
        for row in page:
            lines += _text_row(row, has_sign=has_sign)
        lines += [DISCLAIMER, f"Page {number} of {len(pages)}", ""]
    return "\n".join(lines)


def as_flat_text(world: World) -> str:
    """The text as a poor program takes it out: single blanks, and sometimes the status below."""
    lines = [header(world), " ".join(TITLES.split())]
    for row in newest_first(world):
        first, *more = textwrap.wrap(row.details, 30)
        value = f"{row.status} {money(row.cents)} {money(row.balance)}"
        if row.at.second % 2:
            lines += [f"{row.receipt} {row.at:%Y-%m-%d %H:%M:%S} {first}", *more, value]
        else:
            lines += [f"{row.receipt} {row.at:%Y-%m-%d %H:%M:%S} {first} {value}", *more]
    return "\n".join([*lines, DISCLAIMER, "Page 1 of 1"])


def _pages(rows: Sequence[PrintedRow], count: int) -> list[Sequence[PrintedRow]]:
    return [rows[start : start + count] for start in range(0, len(rows), count)] or [[]]


def _text_row(row: PrintedRow, *, has_sign: bool) -> list[str]:
    first, *more = textwrap.wrap(row.details, 34)
    cents = row.cents if has_sign else abs(row.cents)
    paid_in = money(cents) if row.cents > 0 else ""
    withdrawn = money(cents) if row.cents < 0 else ""
    start = f"{row.receipt:<12}{row.at:%Y-%m-%d %H:%M:%S}  {first:<35}{row.status:<20}"
    line = f"{start}{paid_in:>10}{withdrawn:>14}{money(row.balance):>14}"
    return [line, *(f"{'':33}{text}" for text in more)]


def as_pdf(
    world: World,
    path: Path,
    *,
    password: str | None = None,
    valign: str = "TOP",
    has_grid: bool = False,
    repeats: bool = True,
) -> Path:
    """The PDF: a table over pages, its cells hanging from the top or centred."""
    style = getSampleStyleSheet()["BodyText"].clone("cell", fontSize=7, leading=8.5)
    cells: list[list[object]] = [list(CUSTOMER)]
    for line in customer_rows(world)[1:]:
        cells.append([*line[:2], Paragraph(line[2], style), *line[3:]])
    table = Table(
        cells,
        colWidths=[62, 86, 150, 80, 55, 55, 60],
        repeatRows=1 if repeats else 0,
        rowHeights=None,
    )
    grid = [("GRID", (0, 0), (-1, -1), 0.3, "black")] if has_grid else []
    table.setStyle(
        TableStyle(
            [
                ("FONTSIZE", (0, 0), (-1, -1), 7),
                ("ALIGN", (4, 0), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), valign),
                *grid,
            ]
        )
    )
    lock = pdfencrypt.StandardEncryption(password, canPrint=1) if password else None
    document = SimpleDocTemplate(
        str(path), pagesize=pagesizes.A4, leftMargin=20, rightMargin=20, encrypt=lock
    )
    above = [Paragraph(line, style) for line in header(world).splitlines() if line.strip()]
    document.build([*above, table], onFirstPage=_foot, onLaterPages=_foot)
    return path


def _foot(canvas: Canvas, _document: object) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(20, 30, DISCLAIMER)
