"""The open reader: ranks every intent for any text, by what was learned from examples.

It never acts. Its best reading of a question is answered, its reading of an act is offered. A
linear model over the features of a text: `make model` learns it, in whole numbers, and what is
read here needs no library. How it was chosen: docs/decisions/0038-two-readers.md.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from math import sqrt
from typing import Any, NamedTuple

from bot.understanding.features import MARKS, MENDED, WORD
from bot.words import learned

UNKNOWN = "unknown"

NO_ACT = "no_act"
"""What texts are learned as that stand near an act and are none; no intent."""

FINENESS = 4
"""How many steps there are to one in what a feature weighs in a text's length."""

_LANE = 4  # bytes
_MIDDLE = 1 << (8 * _LANE - 1)


class Ranked(NamedTuple):
    """An intent with its score: above zero where it was learned to be that one and no other."""

    intent: str
    score: float


class OpenReader:
    """Weights, looked up feature by feature.

    The weights that a feature gives to the intents are the lanes of one large whole number, so
    that a text's scores are the sum of a few hundred numbers.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        """table: `intents`; `bias`, one an intent; `features`, by lines; for each feature `ends`,
        up to where its weights go, and `weighs`, the square of what it adds to a text's length;
        `which` intents and what `weights` they get, a byte each; `usual`, the words that people
        use who mean an act, and under "" what all use."""
        self._intents: Sequence[str] = table["intents"]
        self._bias: Sequence[int] = table["bias"]
        self._which = base64.b64decode(table["which"])
        self._weights = memoryview(base64.b64decode(table["weights"])).cast("b")
        self._weighs: Sequence[int] = table["weighs"]
        ends: Sequence[int] = table["ends"]
        self._ends = (0, *ends)
        self._places = {one: place for place, one in enumerate(table["features"].split("\n"))}
        self._usual = {act: frozenset(said.split()) for act, said in table["usual"].items()}
        self._lanes: dict[str, tuple[int, int]] = {}
        self._zero = sum(_MIDDLE << self._shift(place) for place in range(len(self._intents)))

    def scores(self, features: AbstractSet[str]) -> dict[str, float]:
        """What each intent gets; `unknown` alone where no word of a text is in any example."""
        return self.judged(features)[0]

    def judged(self, features: AbstractSet[str]) -> tuple[dict[str, float], float]:
        """The scores, and what the text gets as one that stands near an act and is none."""
        known = features & self._places.keys()
        if not any(map(_is_word, known)):
            return {UNKNOWN: 0.0}, 0.0
        total, length = self._zero, 0
        for feature in known:
            lanes, weighs = self._lanes.get(feature) or self._of(feature)
            total += lanes
            length += weighs
        norm = FINENESS / (sqrt(length) or 1.0)
        sums = memoryview(total.to_bytes(_LANE * len(self._intents), "little")).cast("I")
        found = zip(self._intents, sums, self._bias, strict=True)
        scores = {intent: (one - _MIDDLE) * norm + bias for intent, one, bias in found}
        return scores, scores.pop(NO_ACT)

    def is_usual(self, act: str, word: str) -> bool:
        """Whether a word in small letters stands in several examples of an act, or in many of
        any intent."""
        return word in self._usual.get(act, ()) or word in self._usual[""]

    def rank(self, features: AbstractSet[str]) -> list[Ranked]:
        """All intents with what they get, the best first."""
        scores = self.scores(features).items()
        return sorted((Ranked(*one) for one in scores), key=_score_of, reverse=True)

    def _of(self, feature: str) -> tuple[int, int]:
        """A feature's lanes and what it adds to the length, worked out when first asked for."""
        place = self._places[feature]
        spread = slice(self._ends[place], self._ends[place + 1])
        pairs = zip(self._which[spread], self._weights[spread], strict=True)
        lanes = sum(weight << self._shift(intent) for intent, weight in pairs)
        self._lanes[feature] = found = (lanes, self._weighs[place])
        return found

    def _shift(self, intent: int) -> int:
        return 8 * _LANE * intent


def _is_word(feature: str) -> bool:
    return feature.startswith((WORD, MENDED)) and feature[len(WORD) :] not in MARKS


def _score_of(one: Ranked) -> float:
    return one.score


@cache
def open_reader() -> OpenReader:
    """The one of this process."""
    return OpenReader(learned())
