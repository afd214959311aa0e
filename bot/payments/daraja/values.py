"""Values of Daraja's JSON, which come in many shapes: read exactly, or not at all.

No reader here raises but `loaded`. A text that no database takes (NUL, half a surrogate) loses what
makes it so; a number that is no whole count of cents is no amount.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from bot.payments.port import Unreadable
from chama.rota import NAIROBI

MAX_BYTES: Final = 65_536
"""Of a callback; documented ones have 2,000 at most."""
MAX_LENGTH: Final = 255
"""Characters of a text that is kept; an id that is longer is none."""
MAX_CENTS: Final = 10**14
"""No M-Pesa account holds more; a forged one with more would be no number to a database."""

_MOST_DIGITS: Final = 18
"""Before the point of any number that means something here: a time has 14."""

_AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_RECEIPT = re.compile(r"[A-Z0-9]{8,20}")
_TIMES = (
    (re.compile(r"[0-9]{14}"), "%Y%m%d%H%M%S"),
    (re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4} [0-9:]{5,8}"), "%d.%m.%Y %H:%M:%S"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}Z?"), "%Y-%m-%d %H:%M:%S"),
)


def loaded(body: bytes, max_bytes: int = MAX_BYTES) -> Mapping[str, Any]:
    """The object that a body holds; its fractions are Decimal. Raises Unreadable."""
    if len(body) > max_bytes:
        raise Unreadable("The body is too long.")
    try:
        content = json.loads(
            body.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number
        )
    except (ValueError, ArithmeticError, RecursionError):  # no JSON, no number, too deep
        raise Unreadable("The body is no JSON.") from None
    if not isinstance(content, Mapping):
        raise Unreadable("The body is no object.")
    return content


def _no_number(said: str) -> None:
    raise ValueError(f"{said} is no JSON")


def part(content: object, *names: str) -> Mapping[str, Any]:
    """The object below these names, an empty one where there is none."""
    for name in names:
        content = content.get(name) if isinstance(content, Mapping) else None
    return content if isinstance(content, Mapping) else {}


def text(value: object, max_length: int = MAX_LENGTH) -> str:
    """A text or number as a text that can be kept; "" for whatever else, and for nothing.

    max_length: in characters; what is behind them is cut off.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    said = str(_whole(value) if isinstance(value, Decimal) else value)
    return " ".join("".join(c if c.isprintable() else " " for c in said[:max_length]).split())


def _whole(number: Decimal) -> Decimal | int:
    """A phone number or a time that came as a fraction, 254712345678.0, as what it is."""
    is_whole = number.is_finite() and number.adjusted() < _MOST_DIGITS and number % 1 == 0
    return int(number) if is_whole else number


def identity(value: object) -> str:
    """An id, "" where there is none: a long one is not cut, as half of it would name another."""
    said = text(value, MAX_BYTES)
    return said if len(said) <= MAX_LENGTH else ""


def code(value: object) -> str:
    """A result code, which comes as a number, a text, or not: "0", "1032", "SFC_IC0003", "".

    What is none is left out, as it could quote a number or a name, and a log holds codes.
    """
    said = text(value)
    if not _CODE.fullmatch(said):
        return ""
    return str(int(said)) if said.isdigit() else said


def receipt(value: object) -> str:
    """A receipt in capital letters, "" for what has not the shape of one."""
    said = text(value).upper()
    return said if _RECEIPT.fullmatch(said) else ""


def cents(value: object) -> int | None:
    """Whole cents, from "5.00", 5, 5.0 or "1,000.00"; None where it is not exactly that."""
    said = text(value)
    if not isinstance(value, Decimal) and not _AMOUNT.fullmatch(said):
        return None
    number = Decimal(said.replace(",", ""))
    if number.adjusted() > _MOST_DIGITS or number != round(number, 2):
        return None
    whole = int(number * 100)
    return whole if abs(whole) <= MAX_CENTS else None


def paid_cents(value: object) -> int | None:
    """The same for money that moved, which is more than nothing."""
    found = cents(value)
    return found if found is not None and found > 0 else None


def moment(value: object) -> datetime | None:
    """A time in Nairobi as Daraja writes it (20261127093000, 27.11.2026 09:30:00), in UTC.

    The list of the Pull API writes a Z behind its times. They are read as Nairobi's like all others
    of Daraja: it takes the days to ask for in Nairobi's time too.
    """
    said = text(value)
    for shape, layout in _TIMES:
        if shape.fullmatch(said):
            plain = said.replace("T", " ").removesuffix("Z")
            try:
                return datetime.strptime(plain, layout).replace(tzinfo=NAIROBI).astimezone(UTC)
            except (ValueError, OverflowError):  # the 31st of February, the year 1
                return None
    return None


class Items:
    """A list of names with values, where one alone may come bare, and names may come twice."""

    def __init__(self, listed: object, name_key: str) -> None:
        self._values: dict[str, list[object]] = {}
        for item in _each(listed):
            name = text(item.get(name_key)).lower()
            if text(item.get("Value")):
                self._values.setdefault(name, []).append(item["Value"])

    def first(self, name: str) -> object:
        """The first value of that name, None where none has any."""
        return next(iter(self._values.get(name.lower(), ())), None)

    def only(self, name: str) -> object:
        """The value of that name; None as well where several say different things."""
        values = self._values.get(name.lower(), [])
        return values[0] if len({text(value) for value in values}) == 1 else None


def _each(listed: object) -> Iterator[Mapping[str, Any]]:
    found = listed if isinstance(listed, list) else [listed]
    yield from (one for one in found if isinstance(one, Mapping))
