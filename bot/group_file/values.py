"""Values of rows as JSON has them, and back; what a column could not hold is refused."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from bot.store.tables import UtcDateTime

Type = sa.types.TypeEngine[Any]


class NotAValue(ValueError):
    """What stands in the file is nothing that the column holds."""


def written(value: Any) -> Any:
    """A value of a row as JSON: moments in UTC and days in ISO 8601, all else as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def read(of: Type, value: Any) -> Any:
    """The value of a column of that type. Raises NotAValue."""
    if isinstance(of, UtcDateTime):
        return _moment(value)
    if isinstance(of, sa.Date):
        return _day(value)
    if isinstance(of, sa.JSON):
        return value
    if isinstance(of, sa.Boolean):
        return _exactly(bool, value)
    if isinstance(of, sa.Integer):
        return _whole(of, value)
    return _exactly(str, value)


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise NotAValue(f"{shown(value)} is no {kind.__name__}")
    return value


def _whole(of: sa.Integer, value: Any) -> Any:
    bits = 63 if isinstance(of, sa.BigInteger) else 31
    if not -(2**bits) <= _exactly(int, value) < 2**bits:
        raise NotAValue(f"{shown(value)} is too large")
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_exactly(str, value))
    if moment.tzinfo is None or moment.astimezone(UTC).isoformat() != value:
        raise NotAValue(f"{shown(value)} is no moment in UTC")
    return moment.astimezone(UTC)


def _day(value: Any) -> date:
    day = date.fromisoformat(_exactly(str, value))
    if day.isoformat() != value:
        raise NotAValue(f"{shown(value)} is no day")
    return day


def refuse_unstorable(value: Any) -> None:
    """Refuse what one of the databases could not keep, wherever in a value it is: NotAValue."""
    waiting = [value]
    while waiting:  # no recursion: how deep it goes is the file's choice
        one = waiting.pop()
        if isinstance(one, str):
            _refuse_text(one)
        elif isinstance(one, float) and not math.isfinite(one):
            raise NotAValue("a number without end")
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def _refuse_text(text: str) -> None:
    if "\x00" in text or not _is_unicode(text):
        raise NotAValue(f"{shown(text)} has letters that no database keeps")


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def unpaired(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, of which no name stands twice. Raises NotAValue."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise NotAValue(f"{shown(name)} stands there twice")
        found[name] = value
    return found


def shown(value: Any) -> str:
    """A hint at what stands there; names and numbers of people are not said in errors."""
    text = ascii(value)
    return text if len(text) <= 12 else f"{text[:12]}..."
