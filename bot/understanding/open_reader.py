"""The open reader: ranks every intent for any text, by what was learned from examples.

It never acts. Its best reading of a question is answered, its reading of an act is offered. A
linear model over the features of a text: `make model` learns it, in whole numbers, and what is
read here needs no library. How it was chosen: docs/decisions/0037.
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


class Ranked(NamedTuple):
    """An intent with its score: above zero where it was learned to be that one and no other."""

    intent: str
    score: float


class OpenReader:
    """Weights, looked up feature by feature."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """table: `intents`; `bias`, one an intent; `features`, by lines; for each feature `ends`,
        up to where its weights go, and `weighs`, the square of what it adds to a text's length;
        `which` intents and what `weights` they get, a byte each."""
        self._intents: Sequence[str] = table["intents"]
        self._bias: Sequence[int] = table["bias"]
        which = base64.b64decode(table["which"])
        weights = memoryview(base64.b64decode(table["weights"])).cast("b")
        ends: Sequence[int] = table["ends"]
        self._rows: dict[str, tuple[int, bytes, memoryview]] = {}
        begin = 0
        for feature, end, weighs in zip(
            table["features"].split("\n"), ends, table["weighs"], strict=True
        ):
            self._rows[feature] = (weighs, which[begin:end], weights[begin:end])
            begin = end

    def rank(self, features: Collection[str]) -> list[Ranked]:
        """All intents, the best first; `unknown` where no word of a text is in any example."""
        if not any(map(self._is_known_word, features)):
            return [Ranked(UNKNOWN, 0.0)]
        scores = [0] * len(self._intents)
        length = 0
        for feature in features:
            row = self._rows.get(feature)
            if row is not None:
                weighs, which, weights = row
                length += weighs
                for place, weight in zip(which, weights, strict=True):
                    scores[place] += weight
        norm = sqrt(length) / FINENESS or 1.0
        ranked = [
            Ranked(intent, score / norm + bias)
            for intent, score, bias in zip(self._intents, scores, self._bias, strict=True)
        ]
        return sorted(ranked, key=lambda one: -one.score)

    def _is_known_word(self, feature: str) -> bool:
        is_word = feature.startswith((WORD, MENDED)) and feature[len(WORD) :] not in MARKS
        return is_word and feature in self._rows


@cache
def open_reader() -> OpenReader:
    """The one of this process."""
    return OpenReader(learned())
