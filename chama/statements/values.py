"""The values in a statement's cells: amounts, times, dates and receipts."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from chama.money import Money, MoneyError
from chama.receipts.model import NAIROBI

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_RECEIPT = re.compile(r"[A-Z0-9]{8,12}")
_CURRENCY = re.compile(r"^(?:kes|kshs?)\.?(?=[\s\d(+-])", re.IGNORECASE)
_MORE_ZEROS = re.compile(r"(\.\d\d)0+$")
_LONGEST_AMOUNT = 24  # characters; M-PESA holds at most 500,000.00, a paybill some billions

_DATE = (
    r"(?:(?P<y1>[0-9]{4})[-/](?P<m1>[0-9]{1,2})[-/](?P<d1>[0-9]{1,2})"
    r"|(?P<d2>[0-9]{1,2})[-/](?P<m2>[0-9]{1,2})[-/](?P<y2>[0-9]{4})"
    r"|(?P<d3>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?P<m3>[a-z]{3})[a-z]*[ ,-]+(?P<y3>[0-9]{4}))"
)
_CLOCK = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
)
_DAY_AND_CLOCK = re.compile(rf"{_DATE}(?:t| +){_CLOCK}", re.IGNORECASE)
_ANY_DATE = re.compile(_DATE, re.IGNORECASE)


def cents_of(text: str) -> int | None:
    """Signed cents of an amount such as "-2,325.00", "KES 500" or "(9.00)"; None for an empty cell.

    Raises MoneyError for what is no amount or has more than two decimal places.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ")
    if plain in {"", "-"}:
        return None
    if len(plain) > _LONGEST_AMOUNT:
        raise MoneyError(f"{plain[:_LONGEST_AMOUNT]}... is not an amount.")
    plain = _CURRENCY.sub("", plain).strip()
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    plain = re.sub(r"^([+-]) *", r"\1", plain).removeprefix("+")
    return Money.parse(_MORE_ZEROS.sub(r"\1", plain)).cents


def time_of(text: str) -> datetime | None:
    """The time in Nairobi of "14-08-2026 18:20:41" or "2026-08-14 18:20"; None for anything else.

    A day with a slash or in the middle is read as in Kenya: day, month, year.
    """
    found = _DAY_AND_CLOCK.fullmatch(text.strip())
    day = _day_in(found) if found else None
    if found is None or day is None:
        return None
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=NAIROBI)
    except ValueError:
        return None


def dates_in(text: str) -> list[date]:
    """The dates in a text such as "01 Aug 2026 - 15 Aug 2026", in their order."""
    return [day for found in _ANY_DATE.finditer(text) if (day := _day_in(found))]


def receipt_of(text: str) -> str | None:
    """A receipt in capitals; None for what cannot be one."""
    code = text.strip().upper()
    return code if _RECEIPT.fullmatch(code) and not code.isdigit() else None


def in_one_line(text: str) -> str:
    """A text without line breaks and double blanks."""
    return " ".join(text.split())


def _day_in(found: re.Match[str]) -> date | None:
    for way in "123":
        if found[f"y{way}"]:
            month_text = found[f"m{way}"].lower()
            month = (
                int(month_text)
                if month_text.isdigit()
                else _MONTHS.index(month_text) + 1
                if month_text in _MONTHS
                else 0
            )
            try:
                return date(int(found[f"y{way}"]), month, int(found[f"d{way}"]))
            except ValueError:
                return None
    return None
