"""The kinds of value that several sections hold: numbers, words to choose from, texts, days.

A value that may be left open is None in Python; in a file it is "none" or, for a text, "".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from chama.money import DEFAULT_CURRENCY, Money
from chama.rota import Every
from chama.toml_table import Value, one_of, string, whole_number

NONE: Final = "none"
LARGEST_AMOUNT = 100_000_000  # whole units of any currency; of UGX about KES 3.5 million
LONGEST_LINE = 120  # characters, of an address or an objective
LONGEST_PASSAGE = 600  # characters, of what is said in sentences
MOST_ITEMS = 20
YEARS = range(2000, 2100)

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


def _read_bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _read_date(value: object) -> date:
    # A TOML date-time is a date to isinstance, and ISO has forms that nobody here would mean.
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        value = date.fromisoformat(value)
    if isinstance(value, datetime) or not isinstance(value, date) or value.year not in YEARS:
        raise ValueError
    return value


YES_OR_NO: Final = Value("true or false, without quotes", _read_bool)
DATE: Final = Value("a date, e.g. 2026-11-22", _read_date)
RHYTHM: Final = Value(
    'a rhythm, e.g. "week", "fortnight", "month" or "10 days"',
    lambda value: Every.parse(string(value)),
)


def number(smallest: int, largest: int, of: str) -> Value[int]:
    """A count, e.g. of "days"."""
    expected = f"a number of {of}, {smallest} to {largest}"
    return Value(expected, lambda value: whole_number(value, largest, smallest))


def amount(smallest: int) -> Value[int]:
    """Money in whole units of the group's currency."""
    return Value(
        f"whole {DEFAULT_CURRENCY} or other units, {smallest} to {LARGEST_AMOUNT}, e.g. 1000",
        lambda value: whole_number(value, LARGEST_AMOUNT, smallest),
    )


def in_cents(units: int | None) -> int | str:
    """How an amount is told: in cents, or that there is none."""
    return NONE if units is None else Money.of(units).cents


def is_none(value: object) -> bool:
    """Whether a file says that there is no such rule: "none" or 0."""
    if isinstance(value, str):
        return value.strip().casefold() == NONE
    return isinstance(value, int) and not isinstance(value, bool) and value == 0


def or_none(kind: Value[T]) -> Value[T | None]:
    """A value, or "none" (or 0) for no such rule."""
    return Value(
        f'{kind.expected}, or "{NONE}"',
        lambda value: None if is_none(value) else kind.read(value),
    )


def written_or_none(write: Callable[[T], str | int]) -> Callable[[T | None], str | int]:
    """How a value of `or_none` is written."""
    return lambda value: NONE if value is None else write(value)


def choice(words: type[W]) -> Value[W]:
    """One of some words."""
    return Value(one_of(words), lambda value: words(string(value).casefold()))


def choices(words: type[W]) -> Value[tuple[W, ...]]:
    """Any of some words, in the order of `words`; none at all where the list is empty."""

    def read(value: object) -> tuple[W, ...]:
        if not isinstance(value, list):
            raise ValueError
        chosen = [words(string(one).casefold()) for one in value]
        if len(set(chosen)) != len(chosen):
            raise ValueError
        return tuple(word for word in words if word in chosen)

    return Value(f"a list of {one_of(words)}, or []", read)


def text(longest: int) -> Value[str | None]:
    """Words on one line; None for the empty text. Line breaks in the file are blanks."""
    return Value(
        f"words in quotes, {longest} characters at most, nothing hidden in them",
        lambda value: _read_words(value, longest) or None,
    )


def written_text(words: str | None) -> str:
    """How a value of `text` is written."""
    return words or ""


def _read_list(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise ValueError
    items = tuple(_read_words(one, LONGEST_LINE) for one in value)
    if "" in items:
        raise ValueError
    return items


TEXTS: Final = Value(
    f"a list of at most {MOST_ITEMS} texts of {LONGEST_LINE} characters at most, in quotes",
    _read_list,
)


def _read_words(value: object, longest: int) -> str:
    words = " ".join(string(value).split())
    if len(words) > longest or not words.isprintable():
        raise ValueError
    return words
