"""Looks into a text for what stands in it beside words: amounts, receipts, names, hours, codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.understanding.amounts import Number, numbers_in, stands_for_a_word
from bot.understanding.days import SaidDay, day_at, places_of_days
from bot.understanding.lexicon import SAFELY_FUZZY_WORD, Lexicon
from bot.understanding.names import Name, names_in
from bot.understanding.reading import Text

LAST_DAY_OF_A_MONTH = 31
SMALL_COUNT = 20  # "two", "tatu" alone count things; digits and "hamsini" may be money

_RECEIPT = re.compile(r"[A-Z](?=[A-Z]*\d)[A-Z0-9]{9}")
_LETTERS_RECEIPT = re.compile(
    r"(?=(?:[^AEIOU]*[AEIOU]){0,3}[^AEIOU]*$)[A-Z][A-L][A-V][A-Z]{7}"  # names have more vowels
)
"""A code that happens to have no digit: year, month, day, then seven more."""
_REF = re.compile(r"[A-Z]{0,3}-?\d{1,6}")
_CODE = re.compile(r"(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z0-9]{4,10}")
_WORD_CODE = re.compile(r"[A-Z]{4,10}")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_LEADS_TO_A_DATE = frozenset(
    {"on", "by", "until", "till", "til", "upto", "hadi", "mpaka", "before"}
)
"""What stands before a day of the month that is only a number: "hadi 28", "by the tenth"."""

_BESIDE_MONEY = ("cash", "money", "hand", "bank", "for", "to", "from", "day", "courtesy")
"""What may stand right behind an amount."""

_EACH_DAY = frozenset({"per", "a", "each", "every", "one"})
_STOP = re.compile(r"[,.;:!\n]|\s[-–—]\s")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:am|pm|hrs)|\d{1,2}:\d\d")


@dataclass(frozen=True, slots=True)
class Contents:
    """A text with what was found in it.

    numbers: every number; amounts: those that are money, the ones with a unit first.
    unclear: money that can mean two amounts; it is asked about and never one of `amounts`.
    receipt: ten capital letters and digits; has_clock: an hour is named.
    """

    text: Text
    lexicon: Lexicon
    numbers: list[Number]
    amounts: list[Number]
    unclear: list[Number]
    names: list[Name]
    receipt: str | None
    has_clock: bool

    def kind(self, root: str) -> str | None:
        """Which kind of an idea the text speaks of: "friday" of "day"; None if of none."""
        return self.lexicon.kind(self.text.ideas, root)

    def has(self, at: int, idea: str) -> bool:
        """Whether the word at a place carries an idea; False outside the text."""
        return _has(self.text, at, self.lexicon.bit(idea))

    def have(self, places: Iterable[int], ideas: tuple[str, ...]) -> bool:
        """Whether any of the words at these places carries any of these ideas."""
        bits = _bits(self.lexicon, ideas)
        return any(_has(self.text, at, bits) for at in places)

    def speaks_of(self, idea: str) -> bool:
        """Whether the text as a whole carries an idea."""
        return bool(self.text.ideas & self.lexicon.bit(idea))

    def is_given_to(self, name: Name) -> bool:
        """Whether a name stands behind a giving of somebody: "nimempa Wanjiru", "gave Wanjiru"."""
        return self.has(name.start - 1, "give.past")


def look_into(text: Text, lexicon: Lexicon) -> Contents:
    """Everything that rules and slots ask of a text."""
    numbers, days = numbers_in(_counting_words(text, lexicon), lexicon), days_in(text)
    money = _without_lone_figures(
        text,
        [
            number
            for number in numbers
            if number.start not in days and _is_money(text, number, lexicon)
        ],
        lexicon,
    )
    amounts = [number for number in money if not number.others]
    return Contents(
        text,
        lexicon,
        numbers,
        sorted(amounts, key=lambda number: not _has_unit(text, number, lexicon)),
        [number for number in money if number.others],
        [one for one in names_in(text, lexicon) if one.start not in days],
        _receipt(text),
        _has_clock(text, numbers),
    )


def _counting_words(text: Text, lexicon: Lexicon) -> list[str]:
    """The words, but a short one that was mended into a number as it was typed, unless a number
    stands beside it: "matha" is no "mathao", but "elf mbili" is 2,000."""
    return [
        text.surfaces[at].lower() if _is_lone_slip(text, at, lexicon) else word
        for at, word in enumerate(text.words)
    ]


def _is_lone_slip(text: Text, at: int, lexicon: Lexicon) -> bool:
    word, typed = text.words[at], text.surfaces[at].lower()
    if word == typed or len(typed) >= SAFELY_FUZZY_WORD or not lexicon.counts(word):
        return False
    beside = text.words[max(0, at - 1) : at] + text.words[at + 1 : at + 2]
    return not any(one[0].isdigit() or lexicon.counts(one) for one in beside)


def unit_at(text: Text, number: Number, lexicon: Lexicon) -> str | None:
    """The unit of money written before, behind or onto a number, None where there is none."""
    words = text.words
    is_of_country = number.end < len(words) and lexicon.is_country(words[number.end])
    for at in (number.start - 1, number.end + is_of_country):  # "fifty US dollars"
        if unit := lexicon.unit_at(words, at):
            return unit
    return lexicon.currencies.get(words[number.start].strip("0123456789.,"))


def units_of(found: Contents) -> frozenset[str]:
    """Every unit of money in a text with an amount, wherever it stands; a member's name is none."""
    named = found.text.members or {}
    words = ["" if at in named else word for at, word in enumerate(found.text.words)]
    return found.lexicon.units_in(words) if found.amounts or found.unclear else frozenset()


def days_in(text: Text) -> frozenset[int]:
    """The places of the words that name a day, but for a member's name."""
    named = text.members or {}
    days = places_of_days([surface.lower() for surface in text.surfaces])
    return frozenset(at for at in days if at not in named)


def day_of_month(found: Contents) -> int | None:
    """5 in "tarehe 5", "the 5th", "by the fifth"; None when no day is named so."""
    for at, word in enumerate(found.text.words):
        ordinal = _ORDINAL.fullmatch(word) if word[0].isdigit() else None
        if ordinal and not found.has(at + 1, "round"):
            return int(ordinal[1])
    dates = (one for one in found.numbers if _is_date(found.text, one, found.lexicon))
    return next((int(date.value) for date in dates), None)


def _is_date(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """Whether a number is a day of the month: "tarehe 5", "day 12", "hadi 28", "on the tenth"."""
    if not 1 <= number.value <= LAST_DAY_OF_A_MONTH or number.others or number.start == 0:
        return False
    if _has(text, number.start - 1, lexicon.bit("date")):
        return True
    before, words = text.words[max(0, number.start - 2) : number.start], text.words
    is_ordinal = words[number.end - 1] in lexicon.ordinals
    if is_ordinal and before[-1] == "the":
        return before[0] in _LEADS_TO_A_DATE and not _is_of_round(text, number, lexicon)
    if _has_unit(text, number, lexicon) or _has(text, number.end, lexicon.bit("counted")):
        return False
    if before[-1] == "day":
        return before[0] not in _EACH_DAY
    return before[-1] in _LEADS_TO_A_DATE and (is_ordinal or words[number.start].isdigit())


def _is_of_round(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """ "the tenth round"."""
    return _has(text, number.end, lexicon.bit("round"))


_INSTEAD = {("badala", "ya"), ("instead", "of")}
TODAY, SOME_DAY = "today", "some_day"


def day_meant(found: Contents) -> str | None:
    """The day of the week, "tomorrow", "next_week" or "month_end" that is meant: the one behind
    "until" or "to", else the last: "not on Saturday, let's sit on Sunday".

    "today" where nothing else is named, "some_day" for one that nobody can tell; None for none.
    """
    text, lexicon = found.text, found.lexicon
    named: list[str] = []
    at = 0
    while at < len(text.words):
        phrase = lexicon.phrase_at(text.words, at)
        kind = lexicon.kind(phrase[1].ideas, "day") if phrase else None
        length = phrase[0] if phrase and kind else 1
        kind = kind or lexicon.kind(text.readings[at].ideas, "day")
        if kind and kind not in (TODAY, SOME_DAY):
            if _has(text, at - 1, lexicon.bit("until") | lexicon.bit("set_on")):
                return kind
            kind = None if tuple(text.words[at - 2 : at]) in _INSTEAD else kind
        named += [kind] if kind else []
        at += length
    plain = [kind for kind in named if kind not in (TODAY, SOME_DAY)]
    return plain[-1] if plain else SOME_DAY if SOME_DAY in named else TODAY if named else None


def day_in(found: Contents) -> tuple[range, SaidDay] | None:
    """The day that a text names, with the places of its words; a month's name alone is none."""
    words = [surface.lower() for surface in found.text.surfaces]
    for at in range(len(words)):
        day = day_at(words, at)
        if day is not None and not day[1].is_bare_month:
            return range(at, at + day[0]), day[1]
    return None


def opens_at(found: Contents) -> int:
    """The place of the first word that is more than a greeting, thanks or courtesy."""
    polite = sum(map(found.lexicon.bit, ("courtesy", "greeting", "thanks")))
    words, at = found.text.words, 0
    while at < len(words):
        phrase = found.lexicon.phrase_at(words, at)
        if phrase and phrase[1].ideas & polite:
            at += phrase[0]
        elif found.text.readings[at].ideas & polite and not found.has(at, "pay"):
            at += 1
        else:
            break
    return at


def parts_of(found: Contents) -> list[range]:
    """The places of the words between one stop, comma or "because" and the next."""
    text, because = found.text, found.lexicon.bit("because")
    starts = [0]
    for at in range(1, len(text.words)):
        gap = text.original[text.ends[at - 1] : text.starts[at]]
        gives_reason = _has(text, at, because) and at + 1 < len(text.words)  # not "500 reasons"
        if _STOP.search(gap) or gives_reason:
            starts.append(at)
    return [range(*ends) for ends in pairwise([*starts, len(text.words)])]


def request_ref(found: Contents) -> str | None:
    """The reference of a request: "L05", "27", or a number in words; the last one in the text."""
    ended = [surface.upper() for surface in found.text.surfaces if surface[-1].isdigit()]
    codes = [surface for surface in ended if _REF.fullmatch(surface)]
    code = max(reversed(codes), key=lambda one: one[0].isalpha(), default=None)  # L05, not 2019
    counted = [number for number in found.numbers if found.has(number.start - 1, "request")]
    return code or (str(counted[-1].value) if counted else None)


def invite_code(found: Contents) -> str | None:
    """An invite code: letters with digits, else a word in capitals that means nothing."""
    candidates = [
        (surface, reading)
        for surface, reading in zip(found.text.surfaces, found.text.readings, strict=True)
        if surface.upper() != found.receipt
    ]
    mixed = (surface.upper() for surface, _ in candidates if _CODE.fullmatch(surface.upper()))
    in_capitals = (
        surface
        for surface, reading in candidates[1:]
        if not reading.ideas and _WORD_CODE.fullmatch(surface)
    )
    return next(mixed, None) or next(in_capitals, None)


@cache
def _bits(lexicon: Lexicon, ideas: tuple[str, ...]) -> int:
    return sum(map(lexicon.bit, frozenset(ideas)))


def _has(text: Text, at: int, bits: int) -> bool:
    return 0 <= at < len(text.readings) and bool(text.readings[at].ideas & bits)


def _has_unit(text: Text, number: Number, lexicon: Lexicon) -> bool:
    return number.is_money or unit_at(text, number, lexicon) is not None


def _is_money(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """Not a date, an hour, a round, or a count of something."""
    if number.value <= 0 or _is_date(text, number, lexicon):
        return False
    if _is_for_a_word(text, number, lexicon) or _is_told_time(text, number, lexicon):
        return False
    if _has_unit(text, number, lexicon):
        return True
    is_small_word = number.value < SMALL_COUNT and not text.words[number.start][-1].isdigit()
    is_counting = _counts(text, number, lexicon)
    return not (is_small_word or is_counting or _is_numbered(text, number, lexicon))


def _counts(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """Whether what is counted stands right behind: "3 members", but not "1000, am treasurer"."""
    if not _has(text, number.end, lexicon.bit("counted")):
        return False
    between = text.original[text.ends[number.end - 1] : text.starts[number.end]]
    return not set(between) & set(",.;!")


def _is_for_a_word(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """Whether a figure is "to" or "for": "am payin 4 joy", but not "gave 2 cash"."""
    if number.end != number.start + 1 or not stands_for_a_word(text.words, number.start, lexicon):
        return False
    is_article = _has(text, number.end, lexicon.bit("article"))
    return is_article or not _has(text, number.end, sum(map(lexicon.bit, _BESIDE_MONEY)))


def _is_told_time(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """Whether a number in words with no scale counts something: "forty minutes", "thirty years"."""
    is_plain = all(word in lexicon.numbers for word in text.words[number.start : number.end])
    is_counting = _counts(text, number, lexicon) and not number.others
    return is_plain and is_counting and not _has(text, number.end, lexicon.bit("courtesy"))


def _without_lone_figures(text: Text, money: Sequence[Number], lexicon: Lexicon) -> list[Number]:
    """Without a figure of one digit beside other money: "i wnt 2 pay my 1000", "4 lon 5000"."""
    more = [one for one in money if not _is_lone_figure(text, one, lexicon)]
    return more or list(money)


def _is_lone_figure(text: Text, number: Number, lexicon: Lexicon) -> bool:
    is_figure = len(text.words[number.start]) == 1 and number.end == number.start + 1
    return is_figure and not _has_unit(text, number, lexicon)


def _is_numbered(text: Text, number: Number, lexicon: Lexicon) -> bool:
    """Whether the number only tells one thing from another: "round 3", "raundi ya 4", "ombi 27"."""
    before = number.start - 1
    if _has(text, before, lexicon.bit("request")) and _has(text, number.end, lexicon.bit("from")):
        return False  # "request 500 from Achieng"
    if _has(text, before, lexicon.bit("for")):
        return _has(text, before - 1, lexicon.bit("round") | lexicon.bit("request"))
    return _has(text, before, lexicon.bit("numbered"))


def _receipt(text: Text) -> str | None:
    codes = [surface.upper() for surface in text.surfaces if _RECEIPT.fullmatch(surface.upper())]
    return next(iter(codes), None) or next(_receipts_of_letters(text), None)


def _receipts_of_letters(text: Text) -> Iterator[str]:
    """What may be a code that happens to have no digit, one in ten: no word that we know, in
    capitals among words that are not, or alone behind one word."""
    is_shouted = not any(surface.islower() for surface in text.surfaces)
    if is_shouted and len(text.surfaces) > 2:
        return
    for surface, reading in zip(text.surfaces, text.readings, strict=True):
        if _LETTERS_RECEIPT.fullmatch(surface) and not reading.ideas:
            yield surface


def _has_clock(text: Text, numbers: list[Number]) -> bool:
    """Whether an hour is named: "2pm", "14:30", "saa nane"."""
    if any(_CLOCK.fullmatch(word) for word in text.words if word[0].isdigit()):
        return True
    return any(number.start and text.words[number.start - 1] == "saa" for number in numbers)
