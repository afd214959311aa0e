"""Finds the numbers in a text, in digits, English, Swahili and Sheng, and which one is money.

"2k", "1,000/=", "elfu mbili mia tano", "soo tano", "thao kumi", "two thousand five hundred".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.lexicon import Lexicon
from chama.money import Units

_DIGITS = re.compile(
    r"(?P<before>[a-z]{2,4})?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d+)?)(?P<after>[a-z]*)"
)
_THOUSANDS = {"k", "thousand", "elfu"}
_LINKS = {"na", "and", "n"}
_HALF = {"nusu", "half"}
_SMALLEST_LONE_WORD = 20  # "one", "mbili" alone count things; "hamsini" alone is money


@dataclass(frozen=True, slots=True)
class Number:
    """A number at words[start:end]; is_money when written with a unit of money or a scale."""

    value: Units
    start: int
    end: int
    is_money: bool


def numbers_in(words: Sequence[str], lexicon: Lexicon) -> list[Number]:
    """Every number, from left to right."""
    found: list[Number] = []
    position = 0
    while position < len(words):
        number = _number_at(words, position, lexicon)
        if number:
            found.append(number)
        position = number.end if number else position + 1
    return found


def _number_at(words: Sequence[str], start: int, lexicon: Lexicon) -> Number | None:
    if words[start][0].isdigit() or words[start][-1].isdigit():
        return _digits_at(words, start, lexicon)
    if words[start] in lexicon.scales:
        return _scaled_at(words, start, lexicon)
    if words[start] in lexicon.numbers:
        return _counted_at(words, start, lexicon)
    return None


def _digits_at(words: Sequence[str], start: int, lexicon: Lexicon) -> Number | None:
    """Digits with what belongs to them: "500", "ksh500", "1.5k", "2 thousand", "3 soo"."""
    match = _DIGITS.fullmatch(words[start])
    if match is None:
        return None
    before, after = match["before"] or "", match["after"]
    if not all(
        unit == "" or unit in lexicon.currencies or unit in _THOUSANDS for unit in (before, after)
    ):
        return None
    value = Decimal(match["digits"].replace(",", ""))
    if after in _THOUSANDS:
        return Number(_units(value * 1000), start, start + 1, True)
    following = words[start + 1] if start + 1 < len(words) else ""
    scale = lexicon.scales_after.get(following) or _trailing_scale(words, start + 1, lexicon)
    if scale:
        return Number(_units(value * scale), start, start + 2, True)
    return Number(_units(value), start, start + 1, bool(before or after) or "," in match["digits"])


def _trailing_scale(words: Sequence[str], at: int, lexicon: Lexicon) -> int | None:
    """The scale of "3 soo"; none in "2 elfu mbili", where the scale begins a number of its own."""
    if at >= len(words) or words[at] not in lexicon.scales:
        return None
    is_next_counted = at + 1 < len(words) and words[at + 1] in lexicon.numbers
    return None if is_next_counted else lexicon.scales[words[at]]


def _scaled_at(words: Sequence[str], start: int, lexicon: Lexicon) -> Number:
    """Swahili order, the scale first, falling: "elfu mbili mia tano", "mia tano hamsini"."""
    total: Units = 0
    position, ceiling = start, None
    while position < len(words):
        at = position + 1 if total and words[position] in _LINKS else position
        if at >= len(words):
            break
        scale = lexicon.scales.get(words[at])
        if scale and (ceiling is None or scale < ceiling):
            value, position = _multiplied(words, at, scale, lexicon)
            total, ceiling = total + value, scale
            continue
        rest, end = _small(words, at, lexicon)
        if ceiling and rest and 10 <= rest < ceiling:
            total, position = total + rest, end
        break
    return Number(_units(Decimal(total)), start, position, True)


def _multiplied(words: Sequence[str], at: int, scale: int, lexicon: Lexicon) -> tuple[Units, int]:
    count, end = _small(words, at + 1, lexicon)
    if not count and end < len(words) and re.fullmatch(r"\d{1,3}", words[end]):
        count, end = int(words[end]), end + 1
    value: Units = scale * (count or 1)
    if end + 1 < len(words) and words[end] in _LINKS and words[end + 1] in _HALF:
        return value + scale // 2, end + 2
    return value, end


def _small(words: Sequence[str], start: int, lexicon: Lexicon) -> tuple[int, int]:
    """A number below 100 in words: "tano", "kumi na mbili", "twenty five"; (0, start) if none."""
    if start >= len(words) or words[start] not in lexicon.numbers:
        return 0, start
    value = lexicon.numbers[words[start]]
    unit = start + 1
    if unit < len(words) and words[unit] in _LINKS:
        unit += 1
    follows = lexicon.numbers.get(words[unit], 0) if unit < len(words) else 0
    if value >= 10 and value % 10 == 0 and 0 < follows < 10:
        return value + follows, unit + 1
    return value, start + 1


def _counted_at(words: Sequence[str], start: int, lexicon: Lexicon) -> Number:
    """English order, the scale behind: "two thousand five hundred and fifty", "twenty"."""
    value, position = _small(words, start, lexicon)
    if not _scale_after(words, position, lexicon):
        return Number(value, start, position, value >= _SMALLEST_LONE_WORD)
    total, part = 0, value
    while part:
        while scale := _scale_after(words, position, lexicon):
            part, position = part * scale, position + 1
        total += part
        skip = position < len(words) and words[position] in _LINKS
        part, end = _small(words, position + skip, lexicon)
        position = end if part else position
    return Number(total, start, position, True)


def _scale_after(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    return lexicon.scales_after.get(words[at], 0) if at < len(words) else 0


def _units(value: Decimal) -> Units:
    return int(value) if value == value.to_integral_value() else value
