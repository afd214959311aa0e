"""In which language a text is written, where that is clear: its answer then comes in that.

What counts are the words that one language alone has. Who mixes languages, or writes a number, a
code or a word that several have, such as "balance", has chosen none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from bot import words
from bot.understanding.reading import LOOKED_AT
from bot.understanding.swahili import Verbs
from bot.understanding.tokens import folded

FUNCTION_WORD, OTHER_WORD = 3, 1
"""How much a word speaks for its language: what binds a sentence together is borrowed least."""

CLEARLY = 4
"""How many times as much must speak for a language as for all others."""

_BINDING: Mapping[str, frozenset[str]] = {
    "ideas": frozenset({
        "i", "me", "mine", "you", "we", "they", "who", "what", "when", "where", "which", "how",
        "why", "how_much", "how_many", "inverted", "not", "for", "from", "to", "is_for", "if",
        "that", "this", "but", "will", "want", "can", "have",
    }),
    "answers": frozenset({"yes", "no", "me", "pointer", "for", "from", "and", "not", "each"}),
}  # fmt: skip
"""The lists of a language's words.toml in which words stand that bind a sentence together."""

_LISTS = ("ideas", "answers", "opt_out", "rule_phrases")
_TABLES = ("numbers", "scales", "scales_after")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['-][^\W\d_]+)*(?![^\W_])")  # no part of a code


class Spoken:
    """The words of each language, and how much each speaks for it."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        """tables: parsed words.toml files by the code of their language."""
        self._weights = {code: _weights(table) for code, table in tables.items()}
        stems = {code: table["stems"] for code, table in tables.items() if "stems" in table}
        self._verbs = {code: Verbs(of_verbs) for code, of_verbs in stems.items()}

    def language_of(self, text: str, names: Iterable[str] = ()) -> str:
        """The code of the language in which a text is written, "" where that is not clear."""
        skipped = _words_in_names(tuple(names))
        found = dict.fromkeys(self._weights, 0)
        for match in _WORD.finditer(folded(text)[:LOOKED_AT].lower()):
            if match[0].removesuffix("'s") not in skipped:
                for code, weight in self._speaks_for(match[0].replace("-", "")):
                    found[code] += weight
        best = max(found, key=found.__getitem__)
        others = sum(found.values()) - found[best]
        return best if found[best] and found[best] >= CLEARLY * others else ""

    def _speaks_for(self, word: str) -> Iterator[tuple[str, int]]:
        """The one language that has a word, and how much that says; nothing where several have."""
        having = [code for code in self._weights if self._has(code, word)]
        if len(having) == 1:
            yield having[0], self._weights[having[0]].get(word, FUNCTION_WORD)

    def _has(self, code: str, word: str) -> bool:
        verbs = self._verbs.get(code)
        return word in self._weights[code] or (verbs is not None and bool(verbs.ideas(word)))


@lru_cache(maxsize=64)
def _words_in_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in _WORD.findall(folded(name).lower()))


def _weights(table: Mapping[str, Any]) -> dict[str, int]:
    weights = dict.fromkeys(_words_of(table), OTHER_WORD)
    for section, lists in _BINDING.items():
        for name in lists & table.get(section, {}).keys():
            weights |= dict.fromkeys(_words_in(table[section][name]), FUNCTION_WORD)
    return weights


def _words_of(table: Mapping[str, Any]) -> Iterator[str]:
    for entry in table.get("intents", {}).values():
        yield from _words_in(entry.get("words", ()))
    for section in _LISTS:
        for phrases in table.get(section, {}).values():
            yield from _words_in(phrases)
    for section in _TABLES:
        yield from table.get(section, {})


def _words_in(phrases: Sequence[str]) -> Iterator[str]:
    return (word for phrase in phrases for word in phrase.split())


@cache
def spoken() -> Spoken:
    """The one reader of languages."""
    return Spoken(words.by_language())


def language_of(text: str, names: Iterable[str] = ()) -> str:
    """The language in which a text is written, as its folder is called; "" where that is not clear.

    names: of people and groups, which belong to no language.
    """
    return spoken().language_of(text, names)
