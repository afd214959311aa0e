"""Fields of a confirmation from the characters that print them: amounts, dates, phones, names."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from chama.money import Money
from chama.phones import PhoneError, to_e164
from chama.receipts.model import NAIROBI

_WELL_FORMED = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]{1,2})?")
_KENYAN_PHONE = re.compile(r"(?:\+?254|0)([17][0-9]{8})")
_LETTERS_FOR_DIGITS = str.maketrans("OIL", "011")
_CENTS_TAIL = re.compile(r"[.,]([0-9]{1,2})$")
_PARTS_OF_A_CENT = re.compile(r"(?<=,[0-9]{3}\.[0-9]{2})[0-9]+$")
_DATE_PARTS = re.compile("[0-9]+|[A-Z]+")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-9]{2})? ?([AP]?)")


def is_well_formed(printed: str) -> bool:
    """Whether an amount is printed as providers print one: 1,234.00, 1234.0 or 250."""
    return _WELL_FORMED.fullmatch(_trimmed(printed)) is not None


def _trimmed(printed: str) -> str:
    return printed.rstrip(".,")


def money(printed: str) -> Money:
    """KES as printed; of a malformed amount ("10,000,00", "1O0") the likeliest reading.

    A last group of one or two digits counts as cents, whatever mark stands before it; behind a
    comma and a point what is less than a cent counts for nothing ("1,000.005").
    """
    plain = _PARTS_OF_A_CENT.sub("", _trimmed(printed).translate(_LETTERS_FOR_DIGITS))
    sign = -1 if plain[0] in "-(" else 1
    cents = _CENTS_TAIL.search(plain)
    units = plain[: cents.start()] if cents else plain
    whole = "".join(filter(str.isdigit, units)) or "0"
    fraction = f"{cents.group(1):<02}" if cents else "00"
    return Money(sign * int(whole + fraction))


def phone(printed: str) -> str | None:
    """The whole number in E.164, or None when it is masked or no number."""
    compact = printed.replace(" ", "").replace("-", "")
    kenyan = _KENYAN_PHONE.fullmatch(compact)
    if kenyan:  # nearly all; phonenumbers takes far longer for the same answer
        return f"+254{kenyan.group(1)}"
    try:
        return to_e164(compact)
    except PhoneError:
        return None


def name(printed: str, *, in_small_letters: bool) -> str | None:
    """A name as printed, blanks collapsed, without marks around it; capitals if all is small."""
    plain = _tidy(printed, ' .,:;*_-"', in_small_letters=in_small_letters)
    return plain.lstrip("'") or None if plain else None


def reference(printed: str, *, in_small_letters: bool) -> str | None:
    """An account or reference likewise; the stars of a masked one stay."""
    return _tidy(printed, " .,:;", in_small_letters=in_small_letters)


def _tidy(printed: str, marks: str, *, in_small_letters: bool) -> str | None:
    plain = " ".join(printed.split()).strip(marks)
    return (plain.upper() if in_small_letters else plain) or None


def name_at_end(printed: str) -> str:
    """The name that ends a line of talk: the capitals at its end; all of it if it ends in none."""
    words = printed.rsplit("\n", 1)[-1].split()
    talk = [index for index, word in enumerate(words) if not word.isupper()]
    name_words = words[talk[-1] + 1 :] if talk else words
    return " ".join(name_words or words)


def day(
    printed: str,
    *,
    is_month_first: bool = False,
    code_date: date | None = None,
    near: date | None = None,
) -> date | None:
    """The day printed as 29/7/26, 21-09-2026, 2026-07-29, 5 JUL 2026, 23NOV26 or 22/11; else None.

    printed: in capitals. code_date: settles doubt between day/month and month/day, for providers
    that mix the two. near: the day on which the text came; of a day without a year it tells the
    latest that was not later (by more than a day, as clocks differ).
    """
    parts = _DATE_PARTS.findall(printed)
    if parts[1].isalpha():
        parts[1] = str(_MONTHS.index(parts[1][:3]) + 1)
    numbers = [int(part) for part in parts]
    if len(numbers) == 2:
        return _latest(numbers[0], numbers[1], near) if near is not None else None
    if numbers[0] > 31:
        return _date_or_none(*numbers)
    first, second, year = numbers[0], numbers[1], _year(parts[2])
    readings = [_date_or_none(year, second, first), _date_or_none(year, first, second)]
    if is_month_first:
        readings.reverse()
    if code_date is not None and code_date in readings:
        return code_date
    return readings[0]


def has_year(printed: str) -> bool:
    """Whether a printed day names its year."""
    return len(_DATE_PARTS.findall(printed)) > 2


def _latest(day_of_month: int, month: int, near: date) -> date | None:
    for year in (near.year + 1, near.year, near.year - 1):
        found = _date_or_none(year, month, day_of_month)
        if found is not None and (found - near).days <= 1:
            return found
    return None


def _year(printed: str) -> int:
    return int(printed) + (2000 if len(printed) == 2 else 0)


def _date_or_none(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def clock(printed: str) -> time | None:
    """The time printed as 3:45 PM, 8.02AM or 14:16:42, without its seconds; None if impossible."""
    match = _TIME.match(printed.upper())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2]), match[3]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "P" else 0)
    return time(hour, minute)


def moment(on: date, at: time) -> datetime:
    """A day and time in Nairobi."""
    return datetime.combine(on, at, NAIROBI)
