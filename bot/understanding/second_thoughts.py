"""What somebody writes who does not want any more what they asked for, or agreed to.

"Ngoja, nimebadilisha nia, usitume", "don't record that, she took it back", "cancel my vote". Only
what is told to us is such a word: "we don't pay that much" and "he changed his mind" are none, nor
is a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot import words as word_tables
from bot.understanding.clauses import is_conditional
from bot.understanding.lexicon import Lexicon, all_languages
from bot.understanding.phrases import Phrases
from bot.understanding.tokens import folded

LONGEST = 160  # characters; who takes something back says it shortly

MIND, VOTE, FORBIDS, BESIDE = "mind", "vote", "forbids", "beside"
OWN_VOTE, ENDS = "own_vote", "ends"
_DEEDS: Mapping[str, str] = {
    "pay": "pay", "give": "pay", "disburse": "pay", "send_to": "pay", "refund": "pay",
    "release": "pay", "spend": "pay",
    "record": "record", "put": "record",
    "change": "change", "switch": "change",
    "forgive": "forgive", "excuse": "forgive",
    "undo": "undo", "return": "undo",
    "fine": "fine", "charge": "fine",
    "connect": "connect", "disconnect": "connect",
}  # fmt: skip
"""By the idea of a verb, the deed that is not to be done."""

_OF_STATE = frozenset({"ask", "dispute", "leave"})
DEEDS = frozenset(_DEEDS.values()) | _OF_STATE

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")
_BREAKS = frozenset(".,!;:-–—")


@dataclass(frozen=True, slots=True)
class SecondThoughts:
    """What is taken back by a text. deeds: what is not to be done, of `DEEDS`; empty: it names
    none. is_of_vote: it speaks of what its writer agreed to. has_turned: it says that they think
    otherwise now."""

    deeds: frozenset[str] = frozenset()
    is_of_vote: bool = False
    has_turned: bool = False

    @property
    def is_of_state(self) -> bool:
        """Whether it only tells how its writer stands to something, as "nabaki" does: by itself it
        takes nothing else back."""
        return self.deeds <= _OF_STATE and bool(self.deeds) and not self.is_of_vote


class Reader:
    """The words of such texts, in all languages."""

    def __init__(self, tables: Sequence[Mapping[str, Any]], lexicon: Lexicon) -> None:
        """tables: parsed words.toml files. [second_thoughts] has mind and vote, which are enough;
        own_vote, which needs one of ends besides; forbids, which needs a deed behind it; beside,
        behind which it may stand; and, by the name of a deed, what forbids that in a word."""
        own = [table.get("second_thoughts", {}) for table in tables]
        self._phrases = Phrases(own)
        self._lexicon = lexicon

    def of(self, text: str) -> SecondThoughts | None:
        """What a text takes back, None for one that takes nothing back."""
        if len(text) > LONGEST or "?" in text or is_conditional(text):
            return None
        words = _TOKEN.findall(folded(text).lower())
        found: set[str] = set()
        at, opens = 0, True
        while at < len(words):
            length, name = self._phrases.at(words, at) or (1, "")
            if name in (MIND, VOTE, OWN_VOTE, ENDS) or name in DEEDS:
                found.add(name)
            elif name == FORBIDS and opens:
                found |= self._deeds_of(words[at + length : at + length + 1])
            elif self._is_forbidden(words[at]):
                found |= self._deeds_of(words[at : at + 1])
            opens = name == BESIDE or words[at] in _BREAKS
            at += length
        is_of_vote = VOTE in found or {OWN_VOTE, ENDS} <= found
        if not (is_of_vote or MIND in found or found & DEEDS):
            return None
        return SecondThoughts(frozenset(found & DEEDS), is_of_vote, MIND in found)

    def _is_forbidden(self, word: str) -> bool:
        form = self._lexicon.verb_form(word)
        return form is not None and form.tense == "dont" and form.person in ("you", "we")

    def _deeds_of(self, words: Sequence[str]) -> set[str]:
        forms = (self._lexicon.verb_form(word) for word in words)
        ideas = {idea.partition(".")[0] for form in forms if form for idea in form.ideas}
        return {_DEEDS[idea] for idea in ideas if idea in _DEEDS}


@cache
def _reader() -> Reader:
    return Reader(word_tables.lexicon(), all_languages())


def second_thoughts(text: str) -> SecondThoughts | None:
    """What a text takes back of its writer's own, None for one that takes nothing back."""
    return _reader().of(text)
