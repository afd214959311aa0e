"""Finds the people a text names: "for Brian Kiptoo", "ya dada yangu Halima", "kwa Mama Njeri"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import Text

SHORTEST_NAME = 3

# A Swahili verb form the lexicon does not know, such as "umetoka", is nobody's name.
_VERB_FORM = re.compile("(?:ni|u|a|tu|m|wa|i|zi|ya|ki)(?:mesha|me|li|ta|na)[a-z]{2,}[aeiu]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at words[start:end]; role: "for", "to" or "from" by the word before it, else ""."""

    text: str
    start: int
    end: int
    role: str


def names_in(text: Text, lexicon: Lexicon) -> list[Name]:
    """Every run of words that can only be a name, from left to right.

    Where the sender uses capitals, a name has one; where not, any unknown word may be a name.
    """
    is_cased = _uses_capitals(text)
    found: list[Name] = []
    position = 0
    while position < len(text.words):
        end = position
        while end < len(text.words) and _is_name(text, end, is_cased, lexicon):
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
        return has_capital and at > 0 and is_cased
    # A capital in the middle is a name's, even when a typing mistake would make it a word.
    is_unknown = not reading.is_known or (
        at > 0 and has_capital and reading.word != surface.lower()
    )
    return is_unknown and (has_capital or not (is_cased or _VERB_FORM.fullmatch(surface)))


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
    if before < 0:
        return "first"
    ideas = text.readings[before].ideas
    is_from = lexicon.bit("from")
    if ideas & is_from or (before > 0 and text.readings[before - 1].ideas & is_from):
        return "from"
    if ideas & lexicon.bit("to"):
        return "to"
    return "for" if ideas & lexicon.bit("for") else ""
