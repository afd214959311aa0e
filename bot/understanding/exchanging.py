"""Amounts in currencies, as a rate or an exchange names them: "RATE 165", "GBP 600 to KES 98,400".

In which currency a bare "shillings" or "$" is, only the group tells; so units stay as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from bot.understanding.amounts import Number
from bot.understanding.contents import Contents
from chama.rates import FINEST_PLACES

LONGEST_SOURCE = 40  # characters
_DECIMAL = re.compile(rf"\d+\.\d{{1,{FINEST_PLACES}}}", re.ASCII)
_LEADS_TO_A_ROUND = ("for", "is_for", "to", "article", "filler")
_REACH_OF_FEE = 3  # words between "fee" and its amount: "a fee of GBP 4"


@dataclass(frozen=True, slots=True)
class Quote:
    """An amount as it was written. unit: of [currencies] in words.toml, "" for none.

    readings: what it can mean, in units, the likelier first; more than one is asked about. start,
    end: its words in the text.
    """

    readings: tuple[Decimal, ...]
    unit: str
    is_fee: bool
    start: int
    end: int


def quotes_in(found: Contents) -> tuple[Quote, ...] | None:
    """The amounts from left to right, without the number of a round; None where there is none."""
    numbers = [number for number in _numbers(found) if not _is_rounds(found, number)]
    fees = set(_fees(found, numbers))
    is_before = any(_unit(found, number.start - 1) for number in numbers[:1])
    quotes = [
        Quote(
            tuple(map(Decimal, number.readings)),
            _unit_of(found, number, is_before=is_before),
            number.start in fees,
            number.start,
            number.end,
        )
        for number in numbers
    ]
    return tuple(quotes) or None


def rates_in(found: Contents) -> tuple[Quote, ...] | None:
    """What a rate is said to be: at most an equation of two, before any day is named.

    "129.355" is a rate with three places and never a hundred thousand.
    """
    quotes = quotes_in(found) or ()
    points = [
        Quote((Decimal(found.text.words[one.start]),), one.unit, one.is_fee, one.start, one.end)
        if _DECIMAL.fullmatch(found.text.words[one.start])
        else one
        for one in quotes
    ]
    if not points:
        return None
    is_equation = len(points) > 1 and points[0].unit != "" and points[1].unit != ""
    return tuple(points[: 2 if is_equation else 1])


def source_in(found: Contents) -> str | None:
    """Where a rate is from, in the words that stand behind it: "CBK 1 Nov"."""
    rates = rates_in(found)
    if rates is None:
        return None
    skipped = _places_of_round(found) | _places_of_units(found)
    kept = [
        surface
        for at, surface in enumerate(found.text.surfaces)
        if at >= rates[-1].end and at not in skipped
    ]
    return " ".join(kept)[:LONGEST_SOURCE].strip() or None


def _numbers(found: Contents) -> list[Number]:
    """Every number, those with more places than money has too."""
    read = {at for number in found.numbers for at in range(number.start, number.end)}
    finer = [
        Number(Decimal(word), at, at + 1, False)
        for at, word in enumerate(found.text.words)
        if at not in read and _DECIMAL.fullmatch(word)
    ]
    return sorted([*found.numbers, *finer], key=lambda number: number.start)


def _is_rounds(found: Contents, number: Number) -> bool:
    return found.has(number.start - 1, "round") or found.has(number.start - 2, "round")


def _places_of_round(found: Contents) -> set[int]:
    """The words that say for which round: "for round 7", "kwa raundi ya 7"."""
    places: set[int] = set()
    for number in found.numbers:
        if _is_rounds(found, number):
            first = number.start - (1 if found.has(number.start - 1, "round") else 2)
            is_led = any(map(partial(found.has, first - 1), _LEADS_TO_A_ROUND))
            places |= set(range(first - is_led, number.end))
    return places


def _places_of_units(found: Contents) -> set[int]:
    words = found.text.words
    return {at for at, word in enumerate(words) if word in found.lexicon.currencies}


def _fees(found: Contents, numbers: Sequence[Number]) -> Iterator[int]:
    """Where the amounts stand that a word for a fee is about: behind it, else before it."""
    for at in range(len(found.text.words)):
        if not found.has(at, "service_fee"):
            continue
        behind = [one for one in numbers if at < one.start <= at + _REACH_OF_FEE]
        before = [one for one in numbers if one.end <= at <= one.end + 1]
        if meant := behind[:1] or before[-1:]:
            yield meant[0].start


def _unit_of(found: Contents, number: Number, *, is_before: bool) -> str:
    """The unit on that side of the numbers on which the first one has it, else glued, else on the
    other side."""
    glued = found.lexicon.currencies.get(found.text.words[number.start].strip("0123456789.,"), "")
    before, behind = _unit(found, number.start - 1), _unit(found, number.end)
    return glued or (before if is_before else behind or "")


def _unit(found: Contents, at: int) -> str:
    words = found.text.words
    return found.lexicon.currencies.get(words[at], "") if 0 <= at < len(words) else ""
