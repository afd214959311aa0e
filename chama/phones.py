"""Phone numbers as one spelling: E.164 for whole numbers, a comparable form for masked ones."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

HOME_REGION = "KE"
HOME_COUNTRY_CODE = 254
HOME_NATIONAL_DIGITS = 9  # a Kenyan number short of a digit is "possible" elsewhere, not here

_NUMBER_SHAPE = re.compile(r"\+?[0-9 ()./-]{7,24}")


class PhoneError(ValueError):
    """A text that is not a whole phone number."""


@lru_cache(maxsize=4096)  # a message is full of numbers that the ones before it had too
def to_e164(text: str) -> str:
    """The number as +2547...: from 0712345678, 712345678, 254712..., +254 712 ..., 00254....

    Numbers without a country code are Kenyan. Raises PhoneError for anything else: short codes,
    names, numbers with letters in or behind them.
    """
    compact = text.strip()
    if not _NUMBER_SHAPE.fullmatch(compact) or not compact.isascii():
        raise PhoneError(f"{text!r} is not a phone number.")
    # phonenumbers misreads 00254...: Kenya's own international prefix is 000.
    compact = re.sub(r"^0{2,3}(?=[1-9])", "+", compact)
    try:
        number = phonenumbers.parse(compact, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise PhoneError(f"{text!r} is not a phone number.") from error
    if not phonenumbers.is_possible_number(number) or not _is_whole(number):
        raise PhoneError(f"{text!r} is not a phone number.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_whole(number: phonenumbers.PhoneNumber) -> bool:
    at_home = number.country_code == HOME_COUNTRY_CODE
    return not at_home or len(str(number.national_number)) == HOME_NATIONAL_DIGITS


def mask(address: str) -> str:
    """An address that a log may hold: +254712345678 -> +25471***678. Short texts hide wholly."""
    if len(address) < 9:
        return "***"
    return f"{address[:6]}***{address[-3:]}"
