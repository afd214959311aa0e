"""What the open reader sees of a text: its words, their letters, what they mean, what is said.

Names, amounts, codes and days are marks here, so that words are learned and not people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding.contents import Contents

NAME, AMOUNT, NUMBER, CODE = "NAME", "AMOUNT", "NUMBER", "CODE"
LETTERS = (3, 4)  # how many beside each other, the blanks around a word among them
CODE_LENGTH = 10


def features_of(found: Contents, ideas: int, rule: str) -> set[str]:
    """The features of a text, each once. ideas: its own, and the findings about it. rule: the
    intent that the rules read in it."""
    words = marked(found)
    features = {f"r:{rule}"}
    features.update(f"i:{idea}" for idea, bit in found.lexicon.bits() if ideas & bit)
    features.update(f"m:{word}" for word in found.text.words)  # typing mistakes mended
    features.update(_letters(words))
    edged = ["^", *words, "$"]
    features.update(f"b:{one} {behind}" for one, behind in pairwise(edged))
    return features


def marked(found: Contents) -> list[str]:
    """The words as typed, in small letters, with marks in the place of what is not words."""
    text = found.text
    marks = dict.fromkeys((at for one in found.names for at in range(one.start, one.end)), NAME)
    for number in found.numbers:
        is_money = number in found.amounts or number in found.unclear
        mark = AMOUNT if is_money else NUMBER
        marks.update(dict.fromkeys(range(number.start, number.end), mark))
    words: list[str] = []
    for at, surface in enumerate(text.surfaces):
        word = marks.get(at) or _unmarked(surface)
        if word not in {NAME, AMOUNT, NUMBER} or words[-1:] != [word]:
            words.append(word)
    return words


def _unmarked(surface: str) -> str:
    if not surface.isalpha() and any(map(str.isdigit, surface)):
        return CODE if len(surface) == CODE_LENGTH else NUMBER
    return surface.lower()


def _letters(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"w:{word}"
        if word.isupper():
            continue
        edged = f" {word} "
        for length in LETTERS:
            for start in range(len(edged) - length + 1):
                yield edged[start : start + length]
