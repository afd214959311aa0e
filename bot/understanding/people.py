"""Finds the people of a group in words: first, last or both names, in any case, spelt roughly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from chama.names import name_words, names_fit

GROUPS_REMEMBERED = 512
WORDS_REMEMBERED = 1024  # a group: what members write again and again
SHORTEST_ROUGH_WORD = 4  # letters; shorter words must be spelt as the group has them

Fitting = frozenset[int]
"""Places in the list of names; several where a word fits more people than one."""

_NOBODY: Fitting = frozenset()


class People:
    """The names of a group, looked up word by word."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """names: as the group knows them; `Fitting` holds places in this list."""
        self._whole = [name_words(name) for name in names]
        self._by_word: dict[str, Fitting] = {}
        self._rough: dict[str, Fitting] = {}
        for place, words in enumerate(self._whole):
            for word in words:
                self._by_word[word] = self._by_word.get(word, _NOBODY) | {place}

    def at(
        self, words: Sequence[str], start: int, *, is_rough: bool = False
    ) -> tuple[int, Fitting]:
        """How many words from words[start] name people, and which; (0, none) for nobody.

        Every word of the run belongs to the name, so "Njeri Waweru Otieno" names Njeri Waweru
        where Otieno is another. is_rough: its words may be misspelt, or cut off.
        """
        fitting = self._one(words[start], is_rough=is_rough)
        if not fitting:
            return 0, _NOBODY
        end = start + 1
        while end < len(words):
            narrower = fitting & self._next(words[end], fitting, is_rough=is_rough)
            if not narrower:
                break
            fitting, end = narrower, end + 1
        return end - start, self._exactly(words[start:end], fitting)

    def _one(self, word: str, *, is_rough: bool) -> Fitting:
        plain = _plain(word)
        found = self._by_word.get(plain, _NOBODY)
        if found or not is_rough or len(plain) < SHORTEST_ROUGH_WORD or not plain.isalpha():
            return found
        if plain not in self._rough:
            if len(self._rough) >= WORDS_REMEMBERED:
                self._rough.clear()
            alike = [self._by_word[known] for known in self._by_word if names_fit(plain, known)]
            self._rough[plain] = _NOBODY.union(*alike)
        return self._rough[plain]

    def _next(self, word: str, fitting: Fitting, *, is_rough: bool) -> Fitting:
        """Who of them has this word too, or a word that begins with this letter."""
        plain = _plain(word)
        if len(plain) == 1:
            return frozenset(
                place
                for place in fitting
                if any(part.startswith(plain) for part in self._whole[place][1:])
            )
        return self._one(word, is_rough=is_rough)

    def _exactly(self, words: Sequence[str], fitting: Fitting) -> Fitting:
        """ "Umoja" is Umoja, though "Umoja Sisters" has that word too."""
        if len(fitting) == 1:
            return fitting
        said = tuple(_plain(word) for word in words)
        exact = frozenset(place for place in fitting if self._whole[place] == said)
        return exact if len(exact) == 1 else fitting


@lru_cache(maxsize=GROUPS_REMEMBERED)
def people_of(names: tuple[str, ...]) -> People:
    """The people of a group by their names, kept between texts."""
    return People(names)


def _plain(word: str) -> str:
    """As `chama.names` spells a word: capitals, without apostrophes; "Njeri's" is Njeri."""
    capitals = word.upper()
    if capitals.endswith("'S"):
        capitals = capitals[:-2]
    return capitals.replace("'", "")
