"""The open reader: ranks every intent for any text, by what was learned from examples.

It never acts. Its best reading of a question is answered, its reading of an act is offered. A
linear model over the features of a text: `make model` learns it, in whole numbers, and what is
read here needs no library. How it was chosen: docs/decisions/0038-two-readers.md.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from math import sqrt
from typing import Any, NamedTuple

from bot.understanding.features import MARKS, MENDED, WORD
from bot.words import learned

UNKNOWN = "unknown"

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
        `which` intents and what `weights` they get, a byte each."""
        self._intents: Sequence[str] = table["intents"]
        self._bias: Sequence[int] = table["bias"]
        self._which = base64.b64decode(table["which"])
        self._weights = memoryview(base64.b64decode(table["weights"])).cast("b")
        self._weighs: Sequence[int] = table["weighs"]
        ends: Sequence[int] = table["ends"]
        self._ends = (0, *ends)
        self._places = {one: place for place, one in enumerate(table["features"].split("\n"))}
        self._lanes: dict[str, tuple[int, int]] = {}
        self._zero = sum(_MIDDLE << self._shift(place) for place in range(len(self._intents)))

    def rank(self, features: Collection[str]) -> list[Ranked]:
        """All intents, the best first; `unknown` where no word of a text is in any example."""
        if not any(map(self._is_known_word, features)):
            return [Ranked(UNKNOWN, 0.0)]
        total, length = self._zero, 0
        for feature in features:
            if feature in self._places:
                lanes, weighs = self._lanes.get(feature) or self._of(feature)
                total += lanes
                length += weighs
        norm = sqrt(length) / FINENESS or 1.0
        scores = memoryview(total.to_bytes(_LANE * len(self._intents), "little")).cast("I")
        ranked = [
            Ranked(intent, (score - _MIDDLE) / norm + bias)
            for intent, score, bias in zip(self._intents, scores, self._bias, strict=True)
        ]
        ranked.sort(key=_score_of, reverse=True)
        return ranked

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

    def _is_known_word(self, feature: str) -> bool:
        is_word = feature.startswith((WORD, MENDED)) and feature[len(WORD) :] not in MARKS
        return is_word and feature in self._places


def _score_of(one: Ranked) -> float:
    return one.score


@cache
def open_reader() -> OpenReader:
    """The one of this process."""
    return OpenReader(learned())
