"""What the open reader sees of a text: its words, their letters, what they mean, what is said.

Names, amounts, codes and days are marks here, so that words are learned and not people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding.contents import Contents

NAME, AMOUNT, NUMBER, CODE = "NAME", "AMOUNT", "NUMBER", "CODE"
MARKS = frozenset({NAME, AMOUNT, NUMBER, CODE, "?"})
LETTERS = (3, 4)  # how many beside each other, the blanks around a word among them
CODE_LENGTH = 10

WORD, MENDED = "w:", "m:"
"""How the features begin that are a word, as typed and with its typing mistakes mended."""


def features_of(found: Contents, ideas: int, rule: str) -> set[str]:
    """The features of a text, each once. ideas: its own, and the findings about it. rule: the
    intent that the rules read in it."""
    marks = _marks(found)
    words = _as_typed(found.text.surfaces, marks)
    features = {f"r:{rule}"}
    features.update(f"i:{idea}" for idea in found.lexicon.ideas_in(ideas))
    features.update(
        f"{MENDED}{word}" for at, word in enumerate(found.text.words) if at not in marks
    )
    features.update(_letters(words))
    features.update(f"b:{one} {behind}" for one, behind in pairwise(["^", *words, "$"]))
    return features


def _marks(found: Contents) -> dict[int, str]:
    """What stands in the place of a name, a number or a code, by its place."""
    surfaces = enumerate(found.text.surfaces)
    marks = {at: _of_digits(one) for at, one in surfaces if not one.isalpha()}
    marks.update((at, NAME) for one in found.names for at in range(one.start, one.end))
    money = {number.start for number in (*found.amounts, *found.unclear)}
    for number in found.numbers:
        places = range(number.start, number.end)
        marks.update(dict.fromkeys(places, AMOUNT if number.start in money else NUMBER))
    return {at: mark for at, mark in marks.items() if mark}


def _of_digits(surface: str) -> str:
    if surface == "?":
        return surface
    if not any(map(str.isdigit, surface)):
        return ""
    return CODE if len(surface) == CODE_LENGTH else NUMBER


def _as_typed(surfaces: Sequence[str], marks: dict[int, str]) -> list[str]:
    """The words in small letters, and one mark for what is of several words."""
    words: list[str] = []
    for at, surface in enumerate(surfaces):
        word = marks.get(at) or surface.lower()
        if word not in MARKS or words[-1:] != [word]:
            words.append(word)
    return words


def _letters(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"{WORD}{word}"
        if word in MARKS:
            continue
        edged = f" {word} "
        for length in LETTERS:
            for start in range(len(edged) - length + 1):
                yield edged[start : start + length]
