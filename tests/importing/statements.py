"""Statements of invented payments, as M-PESA's organisation portal writes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from bot.export import export
from chama.constitution import Constitution
from chama.group import Person
from chama.money import Money
from chama.rota import NAIROBI
from tests.builders import ACHIENG, PEOPLE, WANJIRU, rules
from tests.transcripts import Stage

DATA = Path(__file__).parent / "data"
SHORTCODE = "4011223"
COLLECTORS = f"""
[[collectors]]
kind = "paybill"
name = "Umoja Women"
phone = "{WANJIRU.phone}"
number = "{SHORTCODE}"
"""
HEADING = [
    *("Receipt No.", "Completion Time", "Initiation Time", "Details", "Transaction Status"),
    *("Paid In", "Withdrawn", "Balance", "Balance Confirmed", "Reason Type", "Other Party Info"),
    *("Linked Transaction ID", "A/C No.", "Currency"),
]


def on_paybill(
    name: str = "Umoja", people: Sequence[Person] = PEOPLE, more: str = ""
) -> Constitution:
    """A group, Umoja unless named, that collects on a paybill whose texts come to Wanjiru."""
    return rules(name, people, more=COLLECTORS + more)


@dataclass(frozen=True)
class Row:
    """One completed row. cents: negative for money out. at: in Nairobi."""

    code: str
    party: str
    cents: int
    at: datetime = datetime(2026, 11, 23, 8, 15, tzinfo=NAIROBI)
    account: str = ""
    takes_back: str = ""


def payer(person: Person) -> str:
    """A payer as the portal prints them: the number masked, the name whole."""
    return f"2547****{person.phone[-3:]} - {person.name.upper()}"


def paid(code: str, by: Person | str = ACHIENG, cents: int = 100_000, **changes: Any) -> Row:
    """A payment in."""
    party = payer(by) if isinstance(by, Person) else by
    return Row(code, party, cents, **changes)


def statement(
    *rows: Row,
    opening_cents: int = 0,
    shortcode: str = SHORTCODE,
    first: date = date(2026, 11, 20),
    last: date = date(2026, 12, 22),
) -> str:
    """The portal's CSV, the newest row first; the balances follow from the rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Account Holder:", "UMOJA WOMEN GROUP"])
    writer.writerow(["Short Code:", shortcode])
    writer.writerow(
        ["Time Period:", "From", f"{first:%d-%m-%Y} 00:00:00", "To", f"{last:%d-%m-%Y} 23:59:59"]
    )
    closing_cents = opening_cents + sum(row.cents for row in rows)
    writer.writerow(
        ["Opening Balance:", _amount(opening_cents), "Closing Balance:", _amount(closing_cents)]
    )
    writer.writerow(HEADING)
    writer.writerows(reversed(list(_cells(rows, opening_cents))))
    return out.getvalue()


def _cells(rows: Iterable[Row], balance_cents: int) -> Iterable[list[str]]:
    for row in rows:
        balance_cents += row.cents
        at = f"{row.at:%d-%m-%Y %H:%M:%S}"
        details, reason = _details(row)
        paid_in = _amount(row.cents) if row.cents > 0 else ""
        withdrawn = _amount(row.cents) if row.cents < 0 else ""
        yield [
            *(row.code, at, at, details, "Completed", paid_in, withdrawn, _amount(balance_cents)),
            *("true", reason, row.party, row.takes_back, row.account, "KES"),
        ]


def _details(row: Row) -> tuple[str, str]:
    if row.takes_back:
        return "Transaction Reversal via API", "Transaction Reversal"
    if row.cents < 0:
        reason = "Business Payment to Customer via API"
        return f"Business Payment to Customer to {row.party}", reason
    return f"Pay Bill from {row.party} Acc. {row.account}", "Pay Utility"


def _amount(cents: int) -> str:
    return f"{Money(cents).units:,.2f}"


def locked_pdf(code: str) -> bytes:
    """A file that this code opens, and that is no statement."""
    out = io.BytesIO()
    page = Canvas(out, encrypt=StandardEncryption(code))
    page.drawString(72, 720, "Dear customer, nothing to see here.")
    page.save()
    return out.getvalue()


def exported(stage: Stage, what: str) -> list[dict[str, str]]:
    """The rows of an export."""
    out = io.StringIO()
    export(stage.engine, what, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def booked(stage: Stage) -> list[tuple[str, str, str, str]]:
    """The entries about money, as (kind, member, amount, receipt)."""
    return [
        (row["kind"], row["member"], row["amount"], row["receipt"])
        for row in exported(stage, "entries")
        if row["kind"] != "round_opened"
    ]
