"""Takes a Swahili (or Sheng) verb form apart: who does it, when, and to whom.

"nimelipa" is ni-me-lip-a, I have paid; "hawajatuma" is hawa-ja-tum-a, they have not sent yet.
Sheng puts English stems into the same frame: "nishasend", "hajadrop", "kuclaim".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PERSONS = {"ni": "me", "n": "me", "si": "me", "u": "you", "m": "you", "mu": "you", "hu": "you",
            "ham": "you", "tu": "we", "hatu": "we", "a": "they", "wa": "they", "ha": "they",
            "hawa": "they"}  # fmt: skip
_TENSES = {
    "me": "past", "mesha": "past", "sha": "past", "li": "past", "lisha": "past",
    "ta": "will", "taka": "will", "na": "now", "ki": "if", "ka": "past",
    "nge": "if", "ngeli": "if", "ngali": "if",
}  # fmt: skip
TENSES = {*_TENSES.values(), "notyet", "never", "not", "dont", "to", "do"}

_OBJECT = "(?P<object>ni|mw|m|wa|ku|tu|i|zi|li|ya|ji)?"
_NOTHING = "(?!)"
_FRAME = (
    "(?:"
    "(?P<negative>hawa|hatu|ham|hai|hazi|haya|hali|haki|hau|haku|ha|hu|si)(?P<negated_tense>ja|ta|ku)?"
    "|(?P<never>u|m|wa|ni|tu|a|i|zi|li|ya|ki|vi)si"
    "|(?P<infinitive>ku)"
    "|(?P<subject>ni|wa|tu|mu|zi|li|ya|ki|vi|n|u|m|a|i)?"
    "(?P<tense>mesha|lisha|taka|sha|me|li|ta|nge|ngeli|ngali|na|ki|ka)?"
    "(?P<relative>ye|o|lo|yo|cho|po)?"
    ")"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A verb form: whose deed it is, when, and to whom.

    person: me, you, we, they, "" where it does not say. ideas: what its stem stands for.
    is_relative: it tells of somebody, "aliyelipa", and says nothing of its own.
    """

    word: str
    ideas: tuple[str, ...]
    person: str
    tense: str
    object: str
    is_relative: bool

    @property
    def is_wish(self) -> bool:
        """Whether it ends as what is wished for: "nilipe", "nisend"."""
        return not self.word.endswith("a")


SHORT_STEM = 2  # letters; so short a stem counts only with its final vowel: "to" is no "toa"


class Verbs:
    """Recognises the forms of a set of stems; each stem stands for one idea."""

    def __init__(self, ideas: Mapping[str, Iterable[str]]) -> None:
        """ideas: the stems (without the final vowel) of each idea, as in [stems] of words.toml."""
        self._ideas: dict[str, list[str]] = {}
        for idea, stems in ideas.items():
            for stem in stems:
                self._ideas.setdefault(stem, []).append(idea)
        longest_first = sorted(self._ideas, key=len, reverse=True)
        long = "|".join(stem for stem in longest_first if len(stem) > SHORT_STEM) or _NOTHING
        short = "|".join(stem for stem in longest_first if len(stem) <= SHORT_STEM) or _NOTHING
        self._form = re.compile(
            f"{_FRAME}{_OBJECT}(?:(?P<long>{long})w?(?:eni|ni|a|e|i)?|(?P<short>{short})[ae])"
        )

    def roots(self) -> set[str]:
        """The ideas that stems stand for, and the persons that forms can name."""
        stems = {idea for ideas in self._ideas.values() for idea in ideas}
        return {*stems, *_PERSONS.values(), "to_me", "i", "forbids"}

    def form(self, word: str) -> Form | None:
        """A word as a form of one of the stems; None where it is none."""
        match = self._form.fullmatch(word)
        if match is None:
            return None
        return Form(
            word,
            tuple(self._ideas[match["long"] or match["short"]]),
            _person(match) or "",
            _tense(match),
            match["object"] or "",
            match["relative"] is not None,
        )

    def ideas(self, word: str) -> list[str]:
        """The ideas in a verb form, such as ["pay", "pay.past", "me"]; none if it is no form."""
        match = self._form.fullmatch(word)
        if match is None:
            return []
        tense = _tense(match)
        found: list[str] = []
        for idea in self._ideas[match["long"] or match["short"]]:
            found.extend((idea, f"{idea}.{tense}"))
        person = _person(match)
        if person:
            found.extend(("i", "me") if person == "me" else (person,))
        if match["object"] == "ni":
            found.append("to_me")
        if tense == "will":
            found.append("will")
        elif tense == "dont":
            found.append("forbids")
        return found


def _person(match: re.Match[str]) -> str | None:
    # "nalipa" is na-lip-a, I am paying: the "ni" melted into the tense.
    if match["tense"] == "na" and not match["subject"]:
        return "me"
    return _PERSONS.get(match["subject"] or match["negative"] or match["never"] or "")


def _tense(match: re.Match[str]) -> str:
    if match["negated_tense"] == "ja":
        return "notyet"
    if match["negated_tense"] == "ku":
        return "never"
    if match["negative"]:
        return "not"
    if match["never"]:
        return "dont"
    if match["infinitive"]:
        return "to"
    if match["tense"]:
        return _TENSES[match["tense"]]
    return "do"
