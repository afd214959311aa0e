"""Phone numbers as one spelling: E.164 for whole numbers, a comparable form for masked ones."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

import phonenumbers

HOME_REGION = "KE"
HOME_COUNTRY_CODE = 254
HOME_NATIONAL_DIGITS = 9  # a Kenyan number short of a digit is "possible" elsewhere, not here

_NUMBER_SHAPE = re.compile(r"\+?[0-9 ()./-]{7,24}")


_WALLETS = {
    "mpesa": re.compile(r"\+254(?:7[0129]|74[0-35-689]|75[7-9]|76[89]|11[0-9])"),
    "airtel": re.compile(r"\+254(?:73|75[0-6]|762|78|10[0-9])"),
    "tkash": re.compile(r"\+25477"),
}


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


def wallet_of(phone: str) -> str | None:
    """The wallet of a Kenyan E.164 number by the range that it was given out in, None for no range
    of these.

    Source: Communications Authority of Kenya, numbering plan; numbers may be taken along.
    """
    wallets = (name for name, ranges in _WALLETS.items() if ranges.match(phone))
    return next(wallets, None)


def hash_of(phone: str) -> str:
    """SHA-256 of an E.164 number without its plus, in hex: how M-Pesa's C2B v1 names a payer."""
    return hashlib.sha256(phone.removeprefix("+").encode()).hexdigest()


def mask(address: str) -> str:
    """An address that a log may hold: +254712345678 -> +25471***678. Short texts hide wholly."""
    if len(address) < 9:
        return "***"
    return f"{address[:6]}***{address[-3:]}"
