"""What a transaction code says by itself: its spelling, its date, whether it can be one at all.

Source: facts on 101 dated codes of 2017 to 2026, of which 100 agree (the other by one day).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from chama.receipts.normalise import normalise

CODE_LENGTH = 10
LAST_YEAR_OF_OLD_CODES = 2014
FIRST_DATED_YEAR = 2015

_YEARS = {letter: 2006 + index for index, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_MONTHS = {letter: index for index, letter in enumerate("ABCDEFGHIJKL", start=1)}
_DAYS = {letter: index for index, letter in enumerate("123456789ABCDEFGHIJKLMNOPQRSTUV", start=1)}
_SIGNS = re.compile(r"[\W_]")
_SIGNS_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_PRICE = re.compile(r"(?:KSHS?|KES)[0-9]")
_OLD_CODE = re.compile(r"[A-I][A-Z][0-9]{2}[A-Z]{2}[0-9]{3}")


def spelt_as_code(written: str) -> str:
    """A code in the one spelling in which it counts, "" for what holds no letter and no digit.

    In capitals, without blanks, hidden characters and signs around it, look-alike letters of other
    scripts as the Latin ones. Signs inside go where an M-Pesa code is left; the references of
    others are told apart by them.
    """
    text = normalise(unicodedata.normalize("NFKD", written)).folded
    digits = (str(unicodedata.decimal(one, one)) for one in text if not one.isspace())
    code = _SIGNS_AROUND.sub("", "".join(digits))
    plain = _SIGNS.sub("", code)
    return plain if len(plain) == CODE_LENGTH and plain.isascii() else code


def look_of(code: str) -> str:
    """A code as a hurried eye sees it: O and 0 are one, I and 1 are one."""
    return code.upper().replace("O", "0").replace("I", "1")


def date_in_code(code: str) -> date | None:
    """The day that an M-Pesa code's first three characters name; None where they name none.

    Year J is 2015 (the first that carries dates), U 2026; month A to L; day 1-9, then A = 10.
    """
    if len(code) < 3:
        return None
    year, month, day = _YEARS.get(code[0]), _MONTHS.get(code[1]), _DAYS.get(code[2])
    if year is None or year < FIRST_DATED_YEAR or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_old_code(code: str) -> bool:
    """Whether a code has the shape of before 2015, such as DT85TH896, which holds no date.

    Their counter had not come to J, the first letter of a dated code.
    """
    return _OLD_CODE.fullmatch(code) is not None


def looks_like_code(token: str) -> bool:
    """Whether a word in capitals may be meant as a code: a digit or ten letters, no price."""
    if _PRICE.match(token):
        return False
    return len(token) == CODE_LENGTH or not token.isalpha()
