"""Reads the numbers in a text, in digits, English, Swahili and Sheng: the one grammar of amounts.

    sum    = term { ["na" | "and"] term }      each term below the scale of the one before it
    term   = digits [k | m] | digits scale | number words scale | scale [number] ["na nusu"]
    digits = 500 | 1,000 | 1 000 | 12.50

"2k na 500", "5oo", "the thousand", "elfu mbili mia tano", "hamsini elfu", "thao kumi", "two
thousand five hundred". What can be meant in two ways ("1.000", "mia tano elfu moja") keeps all its
readings, to be asked about.
So does a part with no scale ("2 na nusu"); "one and a half thousand" is plain. "500 or 600" and
"kati ya 500 na 600" are one number that can mean either, "1000 na 500" may be their sum, "200 x 5"
their product and "half of 2000" a half; "mbao mbili" is two coins of 20, or 22.
What is no amount at all (10^20, "1½", "5²", a fraction of a cent, "-5", "1e9") is not read, nor is
a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.lexicon import Lexicon
from chama.money import Units

LARGEST = 999_999_999  # units; what is larger is no savings group's money

_DIGITS = re.compile(
    r"(?P<before>[a-z]{2,4})?"
    r"(?P<digits>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d+)?)(?P<after>[a-z]*)"
)
_DOT_OR_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GLUED_SCALES = {
    "k": 1000, "m": 1_000_000, "thousand": 1000, "elfu": 1000, "thao": 1000, "hundred": 100,
    "soo": 100,
}  # fmt: skip
_LETTERS_FOR_ZEROS = re.compile(r"(?=(?:[\d,]*o){2})\d[\do,]*(?:k|bob)?")  # "5oo", "1,5oo"
_POINTERS = {"the", "that", "this", "my", "your", "his", "her", "our"}
_ONE_BY_ITSELF = {"hundred", "thousand"}
"""What is one of its kind behind "the", or with a unit of money behind it: "hundred bob"."""
_OR = {"or", "au", "ama"}
_TIMES = {"x", "mara", "times"}
_HALF_OF = {("half", "of"), ("nusu", "ya")}
_BETWEEN = (("between",), ("kati", "ya"))
_LINKS = {"na", "and", "n"}
_PARTS = {
    "nusu": Decimal("0.5"), "unusu": Decimal("0.5"), "half": Decimal("0.5"),
    "robo": Decimal("0.25"), "quarter": Decimal("0.25"),
}  # fmt: skip
_BELOW_NOTHING = {"minus", "negative", "hasi"}
_SMALLEST_LONE_WORD = 20  # "one", "mbili" alone count things; "hamsini" alone is money
_SMALLEST_REST = 10  # "elfu mbili na tano": 2,005 or 2,500?


@dataclass(frozen=True, slots=True)
class Number:
    """A number at words[start:end]; is_money when written with a unit of money or a scale.

    others: what else it can mean, units; a number with others is asked about, never acted on.
    """

    value: Units
    start: int
    end: int
    is_money: bool
    others: tuple[Units, ...] = ()

    @property
    def readings(self) -> tuple[Units, ...]:
        """All that the number can mean, the likelier first."""
        return (self.value, *self.others)


@dataclass(frozen=True, slots=True)
class _Term:
    """A part of a sum. scale: what the rest must stay below, 1 where nothing may follow."""

    value: Units
    scale: int
    end: int
    is_bare: bool = False
    others: tuple[Units, ...] = ()


def numbers_in(words: Sequence[str], lexicon: Lexicon) -> list[Number]:
    """Every number, from left to right."""
    found: list[Number] = []
    position = 0
    while position < len(words):
        number = number_at(words, position, lexicon)
        if number:
            if found and (more := _together(words, found[-1], number, lexicon)):
                number = _with(more, found.pop(), number)
            found.append(number)
        position = number.end if number else position + 1
    return found


def _together(
    words: Sequence[str], one: Number, other: Number, lexicon: Lexicon
) -> tuple[Units, ...]:
    """What two numbers can mean that are said for one: "500 or 600", "1000 na 500", "200 x 5"; ()
    where each stands for itself."""
    between = [word for word in words[one.end : other.start] if word not in lexicon.currencies]
    if len(between) != 1:
        return ()
    if between[0] in _OR or _is_range(words, one.start, between[0], lexicon):
        return other.readings
    if between[0] in _TIMES:  # "mara moja" is at once
        return (one.value * other.value,) if other.value != 1 else ()
    are_amounts = min(one.value, other.value) >= _SMALLEST_REST and _is_digits(words, other.start)
    return (one.value + other.value,) if between[0] in _LINKS and are_amounts else ()


def _is_range(words: Sequence[str], start: int, link: str, lexicon: Lexicon) -> bool:
    """ "kati ya 500 na 600 bob", "between ksh 500 and 600"."""
    start -= start > 0 and words[start - 1] in lexicon.currencies
    opens = (tuple(words[max(0, start - len(opening)) : start]) for opening in _BETWEEN)
    return link in _LINKS and any(map(_BETWEEN.__contains__, opens))


def _with(more: tuple[Units, ...], one: Number, other: Number) -> Number:
    is_money = one.is_money or other.is_money
    return Number(one.value, one.start, other.end, is_money, (*one.others, *more))


def number_at(words: Sequence[str], start: int, lexicon: Lexicon) -> Number | None:
    """The longest number that begins at words[start]; None where none does, or an absurd one."""
    term = _term(words, start, lexicon) or _one_by_itself(words, start, lexicon)
    if term is None or (start > 0 and words[start - 1] in _BELOW_NOTHING):
        return None
    total, scale, end, others = term.value, term.scale, term.end, term.others
    while scale > 1 and not others:
        is_linked = end < len(words) and words[end] in _LINKS
        rest = _term(words, end + is_linked, lexicon)
        if rest is None or words[end + is_linked] in lexicon.ordinals:
            break  # "elfu moja kwanza"
        if not is_linked and stands_for_a_word(words, end, lexicon):
            break
        if rest.value >= scale:
            if is_linked or not _rises(rest, scale):
                break
            others = (total * rest.scale + rest.value % rest.scale,)
        elif rest.is_bare and not is_linked and _is_digits(words, end):
            others = (total,)
        elif rest.is_bare and rest.value < _SMALLEST_REST:
            others = (total + rest.value * scale // 10,)
        total, scale, end, others = total + rest.value, rest.scale, rest.end, others or rest.others
    if not _is_sane(total):
        return None
    if tuple(words[max(0, start - 2) : start]) in _HALF_OF:
        others = (*others, _units(Decimal(total) / 2))
    is_money = not term.is_bare or _has_unit(words, start, lexicon)
    is_money = is_money or (_is_word(words, start) and total >= _SMALLEST_LONE_WORD)
    return Number(total, start, end, is_money, others)


def _rises(rest: _Term, scale: int) -> bool:
    """ "mia tano elfu moja": is it 1,500, or 500,001?"""
    return rest.scale > scale


def _is_sane(value: Units) -> bool:
    return value <= LARGEST and (Decimal(value) * 100) % 1 == 0


def _one_by_itself(words: Sequence[str], start: int, lexicon: Lexicon) -> _Term | None:
    """ "the thousand", "hundred bob"."""
    if words[start] not in _ONE_BY_ITSELF:
        return None
    is_pointed_at = start > 0 and words[start - 1] in _POINTERS
    has_unit = start + 1 < len(words) and words[start + 1] in lexicon.currencies
    scale = lexicon.scales_after[words[start]]
    return _Term(scale, scale, start + 1, True) if is_pointed_at or has_unit else None


def stands_for_a_word(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether "4" or "2" is "for" or "to": "15k 4 new tyres", "am payin 4 joy"."""
    if words[at] not in ("2", "4") or at + 1 >= len(words):
        return False
    behind = words[at + 1]
    return behind.isalpha() and behind not in lexicon.currencies and not _is_number(behind, lexicon)


def _is_number(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.numbers or word in lexicon.scales or word in lexicon.scales_after


def _is_digits(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at][0].isdigit()


def _is_word(words: Sequence[str], at: int) -> bool:
    return not any(letter.isdigit() for letter in words[at])


def _has_unit(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether digits are written as money: "ksh500", "1,000", "1 000"."""
    match = _DIGITS.fullmatch(_figures(words[at]))
    return match is not None and bool(
        match["before"]
        or match["after"] in lexicon.currencies
        or "," in match["digits"]
        or " " in match["digits"]
    )


def _term(words: Sequence[str], start: int, lexicon: Lexicon) -> _Term | None:
    if start >= len(words):
        return None
    word = words[start]
    if word[0].isdigit() or word[-1].isdigit():
        return _digits(words, start, lexicon)
    if word in lexicon.scales:
        return _scale_first(words, start, lexicon)
    if word in lexicon.coins and start + 1 < len(words) and words[start + 1] in lexicon.numbers:
        return _coins(words, start, lexicon)
    if word in lexicon.numbers:
        return _scale_behind(words, start, lexicon)
    if word not in _PARTS:
        return None
    end = _behind_article(words, start + 1)  # "half a thousand"
    scale = _scale_at(words, end, lexicon)
    return _Term(_units(_PARTS[word] * scale), 1, end + 1) if scale else None


def _digits(words: Sequence[str], start: int, lexicon: Lexicon) -> _Term | None:
    """ "500", "ksh500", "1.5k", "2 thousand", "3 soo", "2 elfu"."""
    match = _DIGITS.fullmatch(_figures(words[start]))
    if match is None:
        return None
    before, after, digits = match["before"] or "", match["after"], match["digits"]
    if not all(
        unit == "" or unit in lexicon.currencies or unit in _GLUED_SCALES
        for unit in (before, after)
    ):
        return None
    value = Decimal(digits.replace(",", "").replace(" ", ""))
    glued = _GLUED_SCALES.get(after)
    if glued:
        return _Term(_units(value * glued), glued, start + 1)
    scale = 0 if after else _scale_of_digits(words, start + 1, lexicon)
    if scale:
        whole, end = _with_part(value * scale, words, start + 2, scale)
        return _Term(_units(whole), scale, end)
    if not after and (with_part := _with_part_behind(value, words, start + 1, lexicon)):
        return with_part
    if _DOT_OR_POINT.fullmatch(digits):  # a dot between thousands, or a point?
        return _Term(_units(value * 1000), 1, start + 1, True, (_units(value),))
    return _Term(_units(value), 1, start + 1, True, _otherwise(digits))


def _figures(word: str) -> str:
    """With zeros where letters stand for them: "5oo" is 500; "500bob" stays what it is."""
    if not _LETTERS_FOR_ZEROS.fullmatch(word):
        return word
    unit = "bob" if word.endswith("bob") else ""
    return word.removesuffix(unit).replace("o", "0") + unit


def _otherwise(digits: str) -> tuple[Units, ...]:
    """The other reading of "500 600": only the first is meant."""
    first, _, rest = digits.partition(" ")
    return (int(first),) if len(first) == 3 and rest.strip("0 ") else ()


def _scale_of_digits(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """The scale of "3 soo"; none in "2 elfu mbili", where the scale begins a number of its own."""
    scale = _scale_at(words, at, lexicon)
    if at < len(words) and words[at] in lexicon.scales and at + 1 < len(words):
        return 0 if words[at + 1] in lexicon.numbers else scale
    return scale


def _scale_first(words: Sequence[str], start: int, lexicon: Lexicon) -> _Term:
    """Swahili order: "elfu mbili", "elfu 2", "laki moja na nusu", "soo"."""
    scale = lexicon.scales[words[start]]
    count, end = _small(words, start + 1, lexicon)
    if not count and end < len(words) and re.fullmatch(r"\d{1,3}", words[end]):
        count, end = int(words[end]), end + 1
    if not count and end < len(words) and (slips := lexicon.nearly_numbers(words[end])):
        others = (*(scale * slip for slip in slips[1:]), scale)
        return _Term(scale * slips[0], scale, end + 1, False, others)  # "soo mbil"
    value, end = _with_part(Decimal(scale * (count or 1)), words, end, scale)
    return _Term(_units(value), scale, end)


def _coins(words: Sequence[str], start: int, lexicon: Lexicon) -> _Term:
    """ "mbao mbili": two coins of 20, or 22."""
    coin, count = lexicon.coins[words[start]], lexicon.numbers[words[start + 1]]
    return _Term(coin * count, 1, start + 2, False, (coin + count,))


def _scale_behind(words: Sequence[str], start: int, lexicon: Lexicon) -> _Term | None:
    """English order, and Swahili turned round: "two hundred thousand", "hamsini elfu", "twenty"."""
    value, end = _small(words, start, lexicon)
    if with_part := _with_part_behind(Decimal(value), words, end, lexicon):
        return with_part
    if not _scale_at(words, end, lexicon):
        return _Term(value, 1, end, True)
    if words[end] in lexicon.scales and end + 1 < len(words) and words[end + 1] in lexicon.numbers:
        return _either_side(value, words, end, lexicon)
    scale = 1
    step = _scale_at(words, end, lexicon)
    while step:  # "two hundred thousand", but "hamsini elfu, mia tano"
        value, scale, end = value * step, max(scale, step), end + 1
        step = lexicon.scales_after.get(words[end], 0) if end < len(words) else 0
    whole, end = _with_part(Decimal(value), words, end, scale)
    return _Term(_units(whole), scale, end)


def _either_side(value: int, words: Sequence[str], at: int, lexicon: Lexicon) -> _Term:
    """ "kumi elfu mbili": a count before the scale and one behind it."""
    scale = lexicon.scales[words[at]]
    behind, end = _small(words, at + 1, lexicon)
    return _Term(value * scale + behind, scale, end, False, (scale * behind,))


def _with_part(value: Decimal, words: Sequence[str], at: int, scale: int) -> tuple[Decimal, int]:
    """With "na nusu" behind it: half of the scale more."""
    part, end = _part_at(words, at)
    if part:
        return value + part * scale, end
    if at < len(words) and words[at] == "unusu":
        return value + _PARTS["unusu"] * scale, at + 1
    return value, at


def _with_part_behind(
    value: Decimal, words: Sequence[str], at: int, lexicon: Lexicon
) -> _Term | None:
    """ "one and a half thousand"; with no scale behind it ("2 na nusu") it may be either."""
    part, end = _part_at(words, at)
    if not part:
        return None
    scale = _scale_at(words, end, lexicon)
    if scale:
        return _Term(_units((value + part) * scale), scale, end + 1)
    return _Term(_units(value), 1, end, True, (_units(value + part),))


def _part_at(words: Sequence[str], at: int) -> tuple[Decimal, int]:
    """ "and a half", "na nusu": the part and the place behind it; 0 and the same place if none.

    "2,000 and half of it" is no sum.
    """
    if at < len(words) and words[at] in _LINKS:
        end = _behind_article(words, at + 1)
        is_of_it = words[end + 1 : end + 2] == ["of"]
        if end < len(words) and words[end] in _PARTS and not is_of_it:
            return _PARTS[words[end]], end + 1
    return Decimal(0), at


def _behind_article(words: Sequence[str], at: int) -> int:
    return at + (at < len(words) and words[at] == "a")


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


def _scale_at(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    if at >= len(words):
        return 0
    return lexicon.scales_after.get(words[at]) or lexicon.scales.get(words[at], 0)


def _units(value: Decimal) -> Units:
    return int(value) if value == value.to_integral_value() else value
