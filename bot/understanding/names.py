"""Finds the people a text names: "for Brian Kiptoo", "ya dada yangu Halima", "kwa Mama Njeri"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.days import is_month
from bot.understanding.lexicon import Lexicon, Reading
from bot.understanding.people import People
from bot.understanding.placing import (
    is_acted_for,
    is_first_of_two,
    is_giver_or_taker,
    is_person,
    is_titled,
    role_of_figure,
)
from chama.names import name_words

if TYPE_CHECKING:
    from bot.understanding.reading import Text

SHORTEST_NAME = 3
_PARENTS = frozenset({"mama", "baba"})
"""Words that make a child's name one of its parent: "Mama Njeri"."""

# A Swahili verb form the lexicon does not know, such as "umetoka", "mwachilie", is nobody's name.
_VERB_FORM = re.compile(
    "(?:ni|u|a|tu|m|wa|i|zi|ya|ki)(?:mesha|me|li|ta|na)[a-z]{2,}[aeiu]"
    "|ku[a-z]{4,}[aeiu]|(?=[a-z]{7})(?:ni|u|a|tu|mw?|wa|i|zi|ya|ki)[a-z]+e(?:ni)?"
    "|(?:i|u|zi|ya)[a-z]{3,}e"
)
_VOWEL = re.compile("[aeiou]")
_SENTENCE = re.compile(r"[.!?\n:]")
_BREAK = re.compile(r"[^\s'-]")
_BEFORE_A_PLACE = frozenset({
    "hospital", "hospitali", "church", "school", "at", "in", "near", "pale", "huko", "huku", "hapa",
    "kule", "mtaa", "stage", "sokoni",
})  # fmt: skip
_BEHIND_A_PLACE = frozenset({
    "hospital", "hospitali", "referral", "road", "estate", "market", "junction", "stage", "street",
})  # fmt: skip
_NONE, _LIKELY, _PLAIN = range(3)
"""How surely a word is part of a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at words[start:end]; role: "for", "to" or "from" by the word before it, else ""."""

    text: str
    start: int
    end: int
    role: str


def names_parent_of(said: str, known: str = "") -> bool:
    """Whether "mama Njeri" was said, and not of one who is known as Mama Njeri."""
    first, _, rest = said.lower().partition(" ")
    return bool(rest) and first in _PARENTS and first.upper() not in name_words(known)


def names_in(text: Text, lexicon: Lexicon) -> list[Name]:
    """Every run of words that can only be a name, from left to right.

    A member's name, a capital, a list of names or the place of a person makes one plain. Where none
    is, it may be an unknown word that opens a sentence; not where an office is named.
    """
    members = text.members or {}
    is_cased = _uses_capitals(text)
    found: list[tuple[int, Name]] = []
    position = 0
    while position < len(text.words):
        if position in members:  # "Njeri Waweru Otieno" are two, if the group knows them so
            found.append((_PLAIN, _named(text, position, members[position], lexicon)))
            position = members[position]
            continue
        grades = _run(text, position, is_cased, lexicon)
        if grades:
            best, end = max(grades), position + len(grades)
            start = position + (grades.index(best) if best == _PLAIN else 0)
            found.append((best, _named(text, start, end, lexicon)))
        position += len(grades) or 1
    best = max((grade for grade, _ in found), default=_NONE)
    offices = lexicon.bit("treasurer") | lexicon.bit("chair") | lexicon.bit("secretary")
    if best < _PLAIN and text.ideas & offices:
        return []
    return [name for grade, name in found if grade == best]


def _is_parted(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a name cannot go on: behind a comma or the like, or behind whose something is."""
    if _BREAK.search(text.original, text.ends[at - 1], text.starts[at]):
        return True
    before = text.surfaces[at - 1].lower()
    return before.endswith("'s") or bool(lexicon.owner(before))


def distinct(names: Iterable[Name]) -> list[Name]:
    """Each person once: "is Awino. She gave me 1000, write Awino"."""
    return list({name.text.lower(): name for name in reversed(list(names))}.values())[::-1]


def _run(text: Text, start: int, is_cased: bool, lexicon: Lexicon) -> list[int]:
    """The grades of the words of one name from a place on; a comma or a full stop ends it."""
    grades: list[int] = []
    members = text.members or {}
    at = start
    while at < len(text.words) and at not in members:
        if grades and _is_parted(text, at, lexicon):
            break
        grade = _grade(text, at, is_cased, lexicon)
        if grade == _NONE and not (grades and _is_second(text, at, is_cased, lexicon)):
            break
        grades.append(grade)
        at += 1
    return grades


def first_name(names: Sequence[Name], roles: Sequence[str]) -> Name | None:
    """The first name in the first of the roles that has one."""
    for role in roles:
        for name in names:
            if name.role == role:
                return name
    return names[0] if names else None


def denied_name(text: Text, names: Sequence[Name], lexicon: Lexicon) -> Name | None:
    """The name of which a text says that its writer, or the number, is not that person's."""
    return next((name for name in names if _is_denied(text, name, lexicon)), None)


def _is_denied(text: Text, name: Name, lexicon: Lexicon) -> bool:
    """Whether a name, and no other word, stands right behind "I am not", "si namba ya"."""
    denying = lexicon.bit("i_am_not") | lexicon.bit("not_of")
    surface = text.surfaces[name.start]
    is_capital = surface[0].isupper() and not surface.isupper()
    is_known = name.start in (text.members or {}) or bool(
        text.readings[name.start].ideas & lexicon.bit("a_name")
    )
    phrases = ((at, lexicon.phrase_at(text.words, at)) for at in range(name.start))
    return (is_capital or is_known) and any(
        phrase[1].ideas & denying and at + phrase[0] == name.start
        for at, phrase in phrases
        if phrase is not None
    )


def _uses_capitals(text: Text) -> bool:
    """Whether a word within a sentence is written "Like" this; phones capitalise the first."""
    return any(
        _is_capital(surface) and surface.replace("'", "").isalpha() and not opens_sentence(text, at)
        for at, surface in enumerate(text.surfaces)
    )


def _is_capital(surface: str) -> bool:
    return surface[0].isupper() and surface[1:].islower()


def opens_sentence(text: Text, at: int) -> bool:
    """Whether a word begins a sentence."""
    return at == 0 or bool(_SENTENCE.search(text.original, text.ends[at - 1], text.starts[at]))


def _grade(text: Text, at: int, is_cased: bool, lexicon: Lexicon) -> int:
    """How surely a word by itself is a name."""
    surface, reading = text.surfaces[at], text.readings[at]
    if len(surface) < SHORTEST_NAME or not surface.replace("'", "").isalpha():
        return _NONE
    if reading.ideas & lexicon.bit("a_name"):
        return _PLAIN
    if is_month(surface.lower()):
        is_name = is_giver_or_taker(text.readings, at, lexicon) or is_first_of_two(
            text.readings, at, lexicon
        )
        return _PLAIN if is_name else _NONE
    if reading.ideas & lexicon.bit("also_name"):
        return _grade_of_word(text, at, is_cased, lexicon)
    if _is_known_owner(surface.lower(), lexicon):
        return _NONE  # "Saturday's meeting"
    # A capital in the middle, or the place of a giver, is a name's, even when a typing mistake
    # would make it a word: "Hadija gave me 500".
    if reading.is_known:
        is_mended = reading.word != surface.lower()
        is_plain = _is_capital(surface) and not _is_opening_or_place(text, at)
        is_plain = is_plain or is_giver_or_taker(text.readings, at, lexicon)
        return (
            _PLAIN if is_mended and is_plain and (surface[0].isupper() or not is_cased) else _NONE
        )
    return _grade_of_unknown(text, at, is_cased, lexicon)


def _is_known_owner(word: str, lexicon: Lexicon) -> bool:
    base = word.removesuffix("'s")
    known = lexicon.read(base) if base != word else None
    return known is not None and known.is_known and known.word == base


def _grade_of_word(text: Text, at: int, is_cased: bool, lexicon: Lexicon) -> int:
    """Of a word that is a name as well."""
    has_capital = text.surfaces[at][0].isupper()
    is_first_name = bool(text.readings[at].ideas & lexicon.bit("first_name"))
    is_no_name = opens_sentence(text, at) if is_first_name else _is_opening_or_place(text, at)
    if has_capital and is_cased and not is_no_name:
        return _PLAIN
    if is_giver_or_taker(text.readings, at, lexicon):
        return _PLAIN
    if is_first_name and is_person(text.readings, at, lexicon):
        return _PLAIN
    return _LIKELY if has_capital and is_first_name and _is_told_of(text, at, lexicon) else _NONE


def _is_opening_or_place(text: Text, at: int) -> bool:
    """Whether a capital says nothing: it opens a sentence, or is a place's."""
    if opens_sentence(text, at) or text.words[at - 1] in _BEFORE_A_PLACE:
        return True
    return at + 1 < len(text.words) and text.words[at + 1] in _BEHIND_A_PLACE


def _grade_of_unknown(text: Text, at: int, is_cased: bool, lexicon: Lexicon) -> int:
    surface, small = text.surfaces[at], text.surfaces[at].lower()
    if _is_capital(surface) and not _is_opening_or_place(text, at):
        return _PLAIN
    if at > 0 and text.words[at - 1] in _BEFORE_A_PLACE:
        return _NONE
    is_small = not surface[0].isupper()
    if (is_small and is_cased) or _VERB_FORM.fullmatch(small) or not _VOWEL.search(small):
        return _NONE
    placed = (is_giver_or_taker, is_titled, is_acted_for)
    if any(is_one(text.readings, at, lexicon) for is_one in placed):
        return _PLAIN
    return _LIKELY if not is_small and _is_told_of(text, at, lexicon) else _NONE


def _is_told_of(text: Text, at: int, lexicon: Lexicon) -> bool:
    """Whether a word that opens a sentence is who it is about: "Happy has six children", "Shko
    kanipa 500", "Kinyi 500"; not "Ring the bell", "Maybe one day"."""
    if not opens_sentence(text, at) or at + 1 >= len(text.words):
        return False
    is_verb = _has(text, at + 1, lexicon.bit("auxiliary") | lexicon.bit("they"))
    return is_verb or text.words[at + 1][0].isdigit() or lexicon.counts(text.words[at + 1])


def _is_second(text: Text, at: int, is_cased: bool, lexicon: Lexicon) -> bool:
    """Whether a word behind a name is part of it: one with a capital, whatever it means ("Amina
    Said"), and in small letters an unknown one before a phone ("add mary kirwa 0712...")."""
    surface, reading = text.surfaces[at], text.readings[at]
    if not surface.isalpha() or len(surface) < SHORTEST_NAME:
        return False
    if not reading.is_known:
        return bool(text.phone) and not is_cased and not _VERB_FORM.fullmatch(surface)
    little = sum(map(lexicon.bit, ("common", "also_name", "first_name")))
    is_little = not reading.ideas & ~little and not lexicon.counts(reading.word)
    return is_cased and _is_capital(surface) and is_little


def _has(text: Text, at: int, bits: int) -> bool:
    return 0 <= at < len(text.readings) and bool(text.readings[at].ideas & bits)


def members_in(
    surfaces: Sequence[str], readings: Sequence[Reading], lexicon: Lexicon, people: People
) -> dict[int, int]:
    """Where members of the group are named: the first word of each name, and where it ends.

    A word that means something else as well ("will", "may", "grace" for more time) is a name only
    where it stands as one; so is one that nobody knows, and that may be a member's name misspelt.
    """
    small = [surface.lower() for surface in surfaces]
    found: dict[int, int] = {}
    at = 0
    while at < len(small):
        length, _ = people.at(small, at)
        if (
            not length
            and not readings[at].is_known
            and _stands_out(surfaces, readings, at, lexicon)
        ):
            length, _ = people.at(small, at, is_rough=True)
        if length == 1 and not _is_meant_as_name(surfaces, readings, at, lexicon):
            length = 0
        if length > 1 and len(small[at + length - 1]) == 1 and surfaces[at + length - 1].islower():
            length -= at + length < len(small)  # "give grace a week": no initial of hers
        if length:
            found[at] = at + length
        at += max(1, length)
    return found


def _is_meant_as_name(
    surfaces: Sequence[str], readings: Sequence[Reading], at: int, lexicon: Lexicon
) -> bool:
    words = sum(map(lexicon.bit, ("common", "also_name", "first_name")))
    ideas, is_small = readings[at].ideas, surfaces[at].islower()
    if len(surfaces) == 1 or not ideas & ~(lexicon.bit("a_name") | (0 if is_small else words)):
        return True
    return _stands_out(surfaces, readings, at, lexicon)


def _stands_out(
    surfaces: Sequence[str], readings: Sequence[Reading], at: int, lexicon: Lexicon
) -> bool:
    """Whether a word has a capital among small letters, or the place of a person."""
    is_cased = any(other[:1].islower() for other in surfaces)
    if at > 0 and is_cased and surfaces[at][0].isupper():
        return True
    before = readings[at - 1].ideas if at else 0
    is_pointed_at = before & (lexicon.bit("for") | lexicon.bit("to"))
    return bool(is_pointed_at) or is_person(readings, at, lexicon)


def _named(text: Text, start: int, end: int, lexicon: Lexicon) -> Name:
    title = lexicon.bit("title")
    while start > 0 and text.readings[start - 1].ideas & title:
        start -= 1
    is_possessive = bool(lexicon.owner(text.surfaces[end - 1].lower()))
    is_possessive |= text.surfaces[end - 1].lower().endswith("'s")
    parts = [_bare(surface, lexicon) for surface in text.surfaces[start:end]]
    role = _role(text, start, lexicon)
    return Name(" ".join(parts), start, end, "for" if is_possessive and role == "" else role)


def _bare(surface: str, lexicon: Lexicon) -> str:
    """A name without the "'s" or "s" that says whose something is."""
    bare = surface.removesuffix("'s").removesuffix("'S")
    if bare != surface:
        return bare
    return surface[:-1] if lexicon.owner(surface.lower()) else surface


def _role(text: Text, start: int, lexicon: Lexicon) -> str:
    relation = lexicon.bit("relation") | lexicon.bit("treasurer")
    before = start - 1
    while before > 0 and text.readings[before].ideas & relation:
        before -= 1
    polite = lexicon.bit("courtesy") | lexicon.bit("greeting") | lexicon.bit("thanks")
    if all(reading.ideas & polite for reading in text.readings[: before + 1]):
        return "first"
    if before < start and (role := role_of_figure(text.words[before])):
        return role
    ideas = text.readings[before].ideas
    is_from = lexicon.bit("from")
    if ideas & is_from or (before > 0 and text.readings[before - 1].ideas & is_from):
        return "from"
    if ideas & lexicon.bit("to"):
        return "to"
    return "for" if ideas & lexicon.bit("for") else ""
