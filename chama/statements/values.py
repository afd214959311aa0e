"""The values in a statement's cells: amounts, times, dates and receipts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from chama.money import Money, MoneyError
from chama.receipts.codes import date_in_code
from chama.receipts.model import NAIROBI
from chama.statements.errors import DamagedStatement

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
_DAY_AND_CLOCK = re.compile(rf"{_DATE}(?:t|\s+){_CLOCK}", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)
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


def time_of(text: str, *, is_month_first: bool = False) -> datetime | None:
    """The time in Nairobi of "14-08-2026 18:20:41" or "2026-08-14 18:20"; None for anything else.

    A day with a slash or in the middle is read as in Kenya: day, month, year; is_month_first: as
    the whole file is written, see `is_month_first`.
    """
    found = _DAY_AND_CLOCK.fullmatch(text.strip())
    day = _day_in(found, is_month_first=is_month_first) if found else None
    if found is None or day is None:
        return None
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=NAIROBI)
    except ValueError:
        return None


def is_month_first(rows: Iterable[tuple[str, str]]) -> bool:
    """Whether a file writes 11/5/2026 for the fifth of November, by what its receipts say.

    rows: receipt and time as printed. The first letters of a receipt name its day; where they, or
    an impossible month, speak for one order only, the whole file is read so. Raises
    DamagedStatement naming a row that contradicts another.
    """
    orders: dict[bool, str] = {}
    for receipt, text in rows:
        order = _order_of(receipt.strip().upper(), text)
        if order is None:
            continue
        orders.setdefault(order, receipt.strip())
        if len(orders) > 1:
            raise DamagedStatement(
                f"the days of the receipts {orders[False]} and {orders[True]} contradict each"
                " other: in one the day comes first, in the other the month. Download it again."
            )
    return next(iter(orders), False)


def _order_of(receipt: str, text: str) -> bool | None:
    """Whether the month must come first in this row's day (True), the day (False), or either."""
    found = _DAY_AND_CLOCK.fullmatch(text.strip())
    if found is None or not found["y2"]:
        return None
    day_first, month_first = _day_in(found), _day_in(found, is_month_first=True)
    if day_first is None or month_first is None:
        return None if day_first is month_first else day_first is None
    named = date_in_code(receipt)
    if named is None or day_first == month_first:
        return None
    fits = [abs(named - day) <= _ONE_DAY for day in (day_first, month_first)]
    return None if fits[0] is fits[1] else fits[1]


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


def _day_in(found: re.Match[str], *, is_month_first: bool = False) -> date | None:
    if is_month_first and found["y2"]:
        return _date_or_none(int(found["y2"]), int(found["d2"]), int(found["m2"]))
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
            return _date_or_none(int(found[f"y{way}"]), month, int(found[f"d{way}"]))
    return None


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
