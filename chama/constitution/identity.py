"""Above the first table: what a group is called, and in what it counts and speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chama.constitution.section import rule
from chama.money import CURRENCIES, DEFAULT_CURRENCY, IN_THOUSANDTHS, Money
from chama.toml_table import Value, one_of, string

LANGUAGES = ("en", "sw")
LONGEST_NAME = 60  # characters


def _read_name(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError
    name = " ".join(value.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ValueError
    return name


def _read_language(value: object) -> str:
    language = string(value)
    if language not in LANGUAGES:
        raise ValueError
    return language


NAME: Final = Value(
    f"a name of 1 to {LONGEST_NAME} characters on one line, nothing hidden in it", _read_name
)
LANGUAGE: Final = Value(one_of(LANGUAGES), _read_language)


def _read_currency(value: object) -> str:
    currency = Money(0, string(value)).currency
    if currency not in CURRENCIES:
        raise ValueError
    return currency


CURRENCY: Final = Value(
    'the code of a currency (ISO 4217), e.g. "KES" for shillings of Kenya, "GBP", "UGX"; '
    f"{', '.join(sorted(IN_THOUSANDTHS))} count in thousandths, which this book cannot hold",
    _read_currency,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """A group's name, currency and language."""

    name: str = rule(NAME)
    currency: str = rule(CURRENCY, default=DEFAULT_CURRENCY)
    language: str = rule(LANGUAGE, default=LANGUAGES[0])
