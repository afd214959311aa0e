"""Whether a text asks for no more messages: acted on at once, so every word is accounted for.

"I didn't get the M-Pesa message" and "stop this defaulting" ask for no such thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from bot.understanding.lexicon import Lexicon, all_languages
from bot.understanding.reading import Text
from bot.understanding.turned import turning
from bot.words import lexicon as word_tables

SHORTEST_MENDED = 6  # letters; "shop" is not "stop"

_LETTING = frozenset({"acha", "wacha"})
_SHRUGGING = frozenset({
    "tu", "basi", "wewe", "bana", "hizo", "ai", "ah", "aah", "eish", "aki", "walai", "ebu", "hebu",
    "manze", "hivyo", "yenyewe",
})  # fmt: skip
_LONGEST_SHRUG = 3  # words
_ROLES = frozenset({"act", "thing"})
ORDERS = frozenset({"act"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_QUOTES = frozenset('"“”«»<>')
_YOU_TO = ["you", "to"]
_POLITE = ("courtesy", "thanks", "greeting")


class OptingOut:
    """The words of such a request, in all languages."""

    def __init__(self, tables: Iterable[Mapping[str, Sequence[str]]], lexicon: Lexicon) -> None:
        """tables: the [opt_out] sections, with the lists act, weak, thing and rest."""
        self._roles: dict[str, list[tuple[list[str], set[str]]]] = {}
        self._in_haste = lexicon.in_haste
        self._polite = sum(lexicon.bit(idea) for idea in _POLITE)
        for table in tables:
            for role, phrases in table.items():
                for phrase in phrases:
                    self._add(phrase.split(), role)
        for entries in self._roles.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def is_asked(self, text: Text) -> bool:
        """Whether the text is nothing but a request for silence."""
        words = [self._spelled(*pair) for pair in zip(text.surfaces, text.words, strict=True)]
        roles: set[str] = set()
        denies = False  # a weak word, and nothing yet that it is about: "please don't ever"
        is_named = False  # what is to end: "no more" messages
        at = 0
        while at < len(words):
            length, found = self._roles_at(words, at)
            if not length:
                if not text.readings[at].ideas & self._polite:
                    return False
                length = 1
            is_denied = denies or ("weak" in roles and words[at - 2 : at] == _YOU_TO)
            if "act" in found and is_denied:  # "don't stop", "don't want you to stop"
                return False
            denies = ("weak" in found or denies) and "thing" not in found
            is_named |= "weak" in roles and "thing" in found
            roles |= found
            at += length
        asks = ("act" in roles and not is_shrug(text.surfaces)) or is_named
        is_plain = not _QUOTES.intersection(text.original)
        return asks and is_plain and not turning().takes_back(text.original)

    def speaks_of_it(self, text: str, roles: frozenset[str] = _ROLES) -> bool:
        """Whether any word of a text may ask for silence. roles: as what."""
        words = _WORD.findall(text.lower())
        return any(self._roles_at(words, at)[1] & roles for at in range(len(words)))

    def opens_with_it(self, text: str) -> bool:
        """Whether a text opens with such a word as a sentence of its own: "STOP. Hiyo si yangu"."""
        first, stop, rest = text.strip().partition(".")
        words = _WORD.findall(first.lower())
        is_alone = len(words) == 1 and "act" in self._roles_at(words, 0)[1]
        return bool(stop) and is_alone and len(_WORD.findall(rest)) > 1

    def _add(self, words: list[str], role: str) -> None:
        entries = self._roles.setdefault(words[0], [])
        same = next((roles for known, roles in entries if known == words), None)
        if same is None:
            entries.append((words, {role}))
        else:
            same.add(role)

    def _spelled(self, surface: str, mended: str) -> str:
        """As typed; "unsubcribe" is mended, but "deleted" stays what it is."""
        typed = self._in_haste.get(surface.lower(), surface.lower())
        is_safe = len(mended) >= SHORTEST_MENDED and any(
            roles & {"act", "thing"} and words == [mended]
            for words, roles in self._roles.get(mended, ())
        )
        return mended if is_safe and typed not in self._roles else typed

    def _roles_at(self, words: Sequence[str], at: int) -> tuple[int, set[str]]:
        for phrase, roles in self._roles.get(words[at], ()):
            if words[at : at + len(phrase)] == phrase:
                return len(phrase), roles
        return 0, set()


def is_shrug(words: Sequence[str]) -> bool:
    """Whether "acha tu", "aki wacha" says no more than "never mind": nothing is named that is to
    end, and a word stands beside it that shrugs."""
    small = {word.lower() for word in words}
    is_short = 1 < len(words) <= _LONGEST_SHRUG
    return is_short and small <= _LETTING | _SHRUGGING and len(small & _LETTING) > 0


def shrugs(text: str) -> bool:
    """Whether a text is nothing but such a word."""
    return is_shrug(_WORD.findall(text))


@cache
def opting_out() -> OptingOut:
    """The one reader of such requests."""
    return OptingOut([table.get("opt_out", {}) for table in word_tables()], all_languages())
