"""What people say around what they mean: greetings, blessings, where they stand, how they speak.

templates/<language>/asides.toml has the lists. A phrase of small talk is cut off before a text is
read; other asides belong to any act, so that it may be sure beside them (sureness).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

KIN = "kin"
"""Who is meant by such a word may be somebody who gives or takes."""

_LEAST_LEFT = 3  # words; what is shorter is small talk itself, or a command


class Aside(NamedTuple):
    """Words in a row that change nothing. kind: the name of their list."""

    length: int
    kind: str


class Asides:
    """The words and phrases of a section of asides.toml, the longest first."""

    def __init__(self, tables: Iterable[Mapping[str, Any]], section: str) -> None:
        """tables: parsed tables of all languages; section: lists of phrases by kind."""
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for table in tables:
            for kind, phrases in table.get(section, {}).items():
                for phrase in phrases:
                    words = tuple(phrase.split())
                    self._phrases.setdefault(words[0], []).append((words, kind))
        for known in self._phrases.values():
            known.sort(key=lambda entry: len(entry[0]), reverse=True)

    def words(self) -> set[str]:
        """Every word in them."""
        return {word for known in self._phrases.values() for words, _ in known for word in words}

    def at(self, words: Sequence[str], place: int) -> Aside | None:
        """The longest of them that begins at words[place], in small letters."""
        for phrase, kind in self._phrases.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                return Aside(len(phrase), kind)
        return None

    def without(self, words: Sequence[str]) -> list[int]:
        """The places of the words that stand in none of them; all, where hardly any would."""
        kept: list[int] = []
        place = 0
        while place < len(words):
            found = self.at(words, place)
            if found is None:
                kept.append(place)
            place += found.length if found else 1
        return kept if len(kept) >= _LEAST_LEFT else list(range(len(words)))
