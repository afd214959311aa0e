"""Whether who was said to have another's number says that it is theirs: word by word, no guess.

"This is my number", "ni mimi", "it is me, Achieng". A question, a "not" or any other word beside it
makes it none; so does another's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from bot import words as word_tables
from bot.understanding.phrases import Phrases
from bot.understanding.tokens import folded
from chama.names import name_words

LONGEST = 120  # characters; who says it says little else

_CLAIM, _NAMED, _NAME = "claim", "named", "name"
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")
_SILENT = frozenset(".,!;:")


class OwnNumber:
    """The words of such a text, in all languages."""

    def __init__(self, tables: Sequence[Mapping[str, Any]]) -> None:
        """tables: parsed words.toml files. [own_number] has claim, which is enough; named, which
        needs the member's name behind it; rest, which may stand along, as courtesy may."""
        own = [table.get("own_number", {}) for table in tables]
        polite = [table.get("answers", {}).get("courtesy", ()) for table in tables]
        known = {phrase for table in own for phrases in table.values() for phrase in phrases}
        rest = [phrase for phrases in polite for phrase in phrases if phrase not in known]
        self._phrases = Phrases([*own, {"rest": rest}])

    def is_claimed(self, text: str, name: str) -> bool:
        """Whether the text says that the number is this member's, and nothing more."""
        written = _TOKEN.findall(folded(text)[: LONGEST + 1].lower())
        words = [word for word in written if word not in _SILENT]
        own = _parts(name)
        said: list[str] = []
        at = 0
        while at < len(words):
            found = self._phrases.at(words, at) or _named(words[at], own)
            if found is None:
                return False
            said.append(found[1])
            at += found[0]
        is_named = any(pair == (_NAMED, _NAME) for pair in pairwise(said))
        return len(text) <= LONGEST and (_CLAIM in said or is_named)


def _parts(name: str) -> set[str]:
    return {part.lower() for part in name_words(name)}


def _named(word: str, own: set[str]) -> tuple[int, str] | None:
    parts = _parts(word)
    return (1, _NAME) if parts and parts <= own else None


def names_only(text: str, name: str) -> bool:
    """Whether a text is nothing but a member's name, or a part of it."""
    return _named(" ".join(_TOKEN.findall(folded(text).lower())), _parts(name)) is not None


@cache
def _reader() -> OwnNumber:
    return OwnNumber(word_tables.lexicon())


def says_own_number(text: str, name: str) -> bool:
    """Whether a text says that the number it comes from is this member's, and nothing more."""
    return _reader().is_claimed(text, name)
