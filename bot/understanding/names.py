"""Finds the people a text names: "for Brian Kiptoo", "ya dada yangu Halima", "kwa Mama Njeri"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.lexicon import Lexicon, Reading
from bot.understanding.people import People
from chama.names import name_words

if TYPE_CHECKING:
    from bot.understanding.reading import Text

SHORTEST_NAME = 3
_PARENTS = frozenset({"mama", "baba"})
"""Words that make a child's name one of its parent: "Mama Njeri"."""

# A Swahili verb form the lexicon does not know, such as "umetoka", is nobody's name.
_VERB_FORM = re.compile("(?:ni|u|a|tu|m|wa|i|zi|ya|ki)(?:mesha|me|li|ta|na)[a-z]{2,}[aeiu]")


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

    Where the sender uses capitals, a name has one; where not, any unknown word may be a name.
    """
    is_cased = _uses_capitals(text)
    members = text.members or {}
    found: list[Name] = []
    position = 0
    while position < len(text.words):
        if position in members:  # "Njeri Waweru Otieno" are two, if the group knows them so
            found.append(_named(text, position, members[position], lexicon))
            position = members[position]
            continue
        end = position
        while (
            end < len(text.words) and end not in members and _is_name(text, end, is_cased, lexicon)
        ):
            end += 1
        if end > position:
            found.append(_named(text, position, end, lexicon))
        position = max(end, position + 1)
    return found


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
    """Whether a word behind the first is written "Like" this; phones capitalise the first."""
    return any(
        surface[0].isupper() and surface[1:].islower()
        for surface in text.surfaces[1:]
        if surface.isalpha()
    )


def _is_name(text: Text, at: int, is_cased: bool, lexicon: Lexicon) -> bool:
    surface = text.surfaces[at]
    if len(surface) < SHORTEST_NAME or not surface.replace("'", "").isalpha():
        return False
    reading = text.readings[at]
    has_capital = surface[0].isupper()
    if reading.ideas & lexicon.bit("a_name"):
        return True
    if reading.ideas & lexicon.bit("also_name"):
        return (has_capital and at > 0 and is_cased) or is_placed_as_name(
            text.readings, at, lexicon
        )
    # A capital in the middle, or the place of a giver, is a name's, even when a typing mistake
    # would make it a word: "Hadija gave me 500".
    is_mended = reading.is_known and reading.word != surface.lower()
    is_unknown = not reading.is_known or (
        is_mended and ((at > 0 and has_capital) or is_placed_as_name(text.readings, at, lexicon))
    )
    return is_unknown and (has_capital or not (is_cased or _VERB_FORM.fullmatch(surface)))


def is_placed_as_name(readings: Sequence[Reading], at: int, lexicon: Lexicon) -> bool:
    """Whether a word stands where a giver or receiver does: "from mercy", "baraka gave me"."""
    before = readings[at - 1].ideas if at else 0
    is_from = lexicon.bit("from")
    if before & (is_from | lexicon.bit("give.past")):
        return True
    if at > 1 and before & lexicon.bit("to") and readings[at - 2].ideas & is_from:
        return True  # "kutoka kwa baraka"
    behind = [reading.ideas for reading in readings[at + 1 : at + 3]]
    is_helped = len(behind) > 1 and behind[0] & lexicon.bit("auxiliary")
    verb = behind[1] if is_helped else behind[0] if behind else 0
    acts = lexicon.bit("pay.past") | lexicon.bit("give.past") | lexicon.bit("give_to_me.past")
    return bool(verb & acts) and not verb & lexicon.bit("i")


def members_in(
    surfaces: Sequence[str], readings: Sequence[Reading], lexicon: Lexicon, people: People
) -> dict[int, int]:
    """Where members of the group are named: the first word of each name, and where it ends.

    A word that means something else as well ("will", "may", "grace" for more time) is a name only
    where it stands as one.
    """
    small = [surface.lower() for surface in surfaces]
    found: dict[int, int] = {}
    at = 0
    while at < len(small):
        length, _ = people.at(small, at)
        if length == 1 and not _is_meant_as_name(surfaces, readings, at, lexicon):
            length = 0
        if length:
            found[at] = at + length
        at += max(1, length)
    return found


def _is_meant_as_name(
    surfaces: Sequence[str], readings: Sequence[Reading], at: int, lexicon: Lexicon
) -> bool:
    no_more_than_a_name = sum(lexicon.bit(idea) for idea in ("common", "also_name", "a_name"))
    if not readings[at].ideas & ~no_more_than_a_name or len(surfaces) == 1:
        return True
    surface = surfaces[at]
    is_cased = any(other[:1].islower() for other in surfaces)
    if at > 0 and is_cased and surface[0].isupper():
        return True
    before = readings[at - 1].ideas if at else 0
    is_pointed_at = before & (lexicon.bit("for") | lexicon.bit("to"))
    return bool(is_pointed_at) or is_placed_as_name(readings, at, lexicon)


def _named(text: Text, start: int, end: int, lexicon: Lexicon) -> Name:
    title = lexicon.bit("title")
    while start > 0 and text.readings[start - 1].ideas & title:
        start -= 1
    is_possessive = text.surfaces[end - 1].lower().endswith("'s")
    parts = [surface.removesuffix("'s").removesuffix("'S") for surface in text.surfaces[start:end]]
    role = _role(text, start, lexicon)
    return Name(" ".join(parts), start, end, "for" if is_possessive and role == "" else role)


def _role(text: Text, start: int, lexicon: Lexicon) -> str:
    relation = lexicon.bit("relation") | lexicon.bit("treasurer")
    before = start - 1
    while before > 0 and text.readings[before].ideas & relation:
        before -= 1
    polite = lexicon.bit("courtesy") | lexicon.bit("greeting") | lexicon.bit("thanks")
    if all(reading.ideas & polite for reading in text.readings[: before + 1]):
        return "first"
    ideas = text.readings[before].ideas
    is_from = lexicon.bit("from")
    if ideas & is_from or (before > 0 and text.readings[before - 1].ideas & is_from):
        return "from"
    if ideas & lexicon.bit("to"):
        return "to"
    return "for" if ideas & lexicon.bit("for") else ""
