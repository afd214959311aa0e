"""`make model`: what the open reader knows is learned anew from the examples, and written down.

    python -m learning            learn, and write templates/learned.json.gz
    python -m learning measure    leave out a tenth at a time and say how much of it is read rightly

A linear support vector machine of scikit-learn; what it finds is cut to the weights that count and
rounded to a byte each, so that the product reads it with the standard library.
"""

from __future__ import annotations

import base64
import gzip
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot import words
from bot.understanding import features_in
from bot.understanding.features import MARKS, WORD
from bot.understanding.intents import ACTS
from bot.understanding.open_reader import FINENESS, NO_ACT, UNKNOWN, OpenReader
from bot.words import Example

RAREST = 2  # texts that a feature must be in
COMMON = 10  # texts that a word of everybody's is in
KEPT = 0.15  # of all weights, the heaviest
OF_NO_INTENT = (
    0.5  # what a text that wants nothing weighs: there are many, and each is unlike the rest
)
LARGEST = 127  # of a byte
CLIPPED = 0.9995  # of all weights lie below what becomes the largest
PARTS = 10


def learn(examples: Sequence[Example], seen: Sequence[frozenset[str]]) -> dict[str, Any]:
    """The table of what these examples teach. seen: the features of each."""
    counts = Counter(feature for features in seen for feature in features)
    features = sorted(one for one, count in counts.items() if count >= RAREST)
    places = {one: place for place, one in enumerate(features)}
    rarity = np.array([np.log(len(seen) / counts[one]) + 1 for one in features])
    machine = LinearSVC(C=1.0, random_state=0, class_weight={UNKNOWN: OF_NO_INTENT})
    machine.fit(_matrix(seen, places, rarity), [one.intent for one in examples])
    heavy = np.abs(machine.coef_) > np.quantile(np.abs(machine.coef_), 1 - KEPT)
    effect = machine.coef_ * heavy * rarity
    scale = LARGEST / np.quantile(np.abs(effect[heavy]), CLIPPED)
    rounded = np.clip(np.round(effect * scale), -LARGEST, LARGEST).astype(np.int8).T
    which = [np.flatnonzero(row) for row in rounded]
    weights = [row[place] for row, place in zip(rounded, which, strict=True)]
    return {
        "usual": _usual(examples, seen),
        "intents": [str(one) for one in machine.classes_],
        "bias": [int(one) for one in np.round(machine.intercept_ * scale)],
        "features": "\n".join(features),
        "ends": [int(one) for one in np.cumsum([len(one) for one in which])],
        "weighs": [int(one) for one in np.round((rarity * FINENESS) ** 2)],
        "which": _packed(np.concatenate(which).astype(np.uint8)),
        "weights": _packed(np.concatenate(weights)),
    }


def _matrix(
    seen: Sequence[frozenset[str]], places: dict[str, int], rarity: np.ndarray
) -> csr_matrix:
    """A row a text, of length one: how rare each of its features is."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for features in seen:
        own = sorted(places[one] for one in features if one in places)
        weight = rarity[own]
        columns += own
        values += list(weight / (np.sqrt((weight**2).sum()) or 1.0))
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(seen), len(places)))


def _usual(examples: Sequence[Example], seen: Sequence[frozenset[str]]) -> dict[str, str]:
    """The words, as typed, that several examples of an act have, and under "" those of many
    examples of any intent."""
    counts: dict[str, Counter[str]] = {act: Counter() for act in sorted(ACTS)}
    of_any: Counter[str] = Counter()
    for one, features in zip(examples, seen, strict=True):
        typed = (each[len(WORD) :] for each in features if each.startswith(WORD))
        said = [word for word in typed if word not in MARKS and one.intent != NO_ACT]
        of_any.update(said)
        counts.get(one.intent, Counter()).update(said)
    return {"": _in_at_least(COMMON, of_any)} | {
        act: _in_at_least(RAREST, words) for act, words in counts.items()
    }


def _in_at_least(texts: int, words: Counter[str]) -> str:
    return " ".join(sorted(word for word, count in words.items() if count >= texts))


def _packed(values: np.ndarray) -> str:
    return base64.b64encode(values.tobytes()).decode()


def measure(examples: Sequence[Example], seen: Sequence[frozenset[str]]) -> None:
    """Say how much is read rightly of what was not learned from, by the intent that it has."""
    right: Counter[str] = Counter()
    whole = Counter(one.intent for one in examples if one.intent != NO_ACT)
    for part in range(PARTS):
        others = [place for place in range(len(examples)) if place % PARTS != part]
        reader = OpenReader(learn([examples[at] for at in others], [seen[at] for at in others]))
        for at in range(part, len(examples), PARTS):
            if examples[at].intent == NO_ACT:
                continue
            right[examples[at].intent] += reader.rank(seen[at])[0].intent == examples[at].intent
    for intent, count in sorted(whole.items(), key=lambda one: right[one[0]] / one[1]):
        print(f"{right[intent] / count:6.1%} of {count:4} {intent}")
    print(f"{right.total() / whole.total():6.1%} of {whole.total():4} all")


def main(arguments: Sequence[str]) -> None:
    """As the top of this file says."""
    examples = words.examples()
    seen = [frozenset(features_in(one.text)) for one in examples]
    if arguments == ["measure"]:
        measure(examples, seen)
        return
    table = {"examples": words.fingerprint(examples), **learn(examples, seen)}
    packed = gzip.compress(json.dumps(table, ensure_ascii=False).encode(), mtime=0)
    words.LEARNED.write_bytes(packed)
    print(f"{len(examples)} examples, {len(packed):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
