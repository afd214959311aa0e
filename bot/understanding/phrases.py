"""Phrases with the name of what each stands for, found in a row of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


class Phrases:
    """What phrases stand for. A phrase that would stand for two things is refused."""

    def __init__(self, tables: Iterable[Mapping[str, Sequence[str]]]) -> None:
        """tables: lists of phrases by the name of what they stand for."""
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for table in tables:
            for name, phrases in table.items():
                for phrase in phrases:
                    self._add(tuple(phrase.split()), name)
        for known in self._phrases.values():
            known.sort(key=lambda entry: len(entry[0]), reverse=True)

    def opening(self) -> frozenset[str]:
        """The words with which a phrase begins."""
        return frozenset(self._phrases)

    def at(self, words: Sequence[str], place: int) -> tuple[int, str] | None:
        """The longest phrase that begins at words[place]: its number of words and its name."""
        for phrase, name in self._phrases.get(words[place], ()) if place < len(words) else ():
            if tuple(words[place : place + len(phrase)]) == phrase:
                return len(phrase), name
        return None

    def _add(self, phrase: tuple[str, ...], name: str) -> None:
        known = self._phrases.setdefault(phrase[0], [])
        same = next((one for words, one in known if words == phrase), None)
        if same not in (None, name):
            raise ValueError(f'"{" ".join(phrase)}" cannot be {name} and {same}.')
        if same is None:
            known.append((phrase, name))
