"""Texts of four authors who saw neither the rules nor the examples: how many are understood.

Nobody adds them to the examples: what they measure would be gone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from bot import words
from bot.understanding import ACTS, Intent, understand

TEXTS = Path(__file__).parent / "other_hands.jsonl"
TRAPS = Path(__file__).parent / "traps.jsonl"
OF_ALL, OF_A_REGISTER = 0.94, 0.92
OF_VALUES = 0.94  # where the text as a whole is understood
SURE = 0.66  # of the acts that are read rightly
MOST_WRONG_ACTS = 0  # sure, and not what was meant
NOTICES = frozenset({"announce", "meeting"})
"""Shown to their author before they go out; a meeting may be announced in either way."""


@cache
def read() -> list[tuple[dict[str, Any], Intent]]:
    rows = map(json.loads, TEXTS.read_text("utf-8").splitlines())
    return [(row, understand(row["text"])) for row in rows]


def is_right(row: dict[str, Any], intent: Intent) -> bool:
    wanted = {row["intent"], *row.get("also", ())}
    return intent.name in (wanted | NOTICES if wanted & NOTICES else wanted)


def test_most_of_them_are_understood_in_every_register() -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for row, intent in read():
        right[row["register"]].append(is_right(row, intent))
    shares = {register: sum(found) / len(found) for register, found in right.items()}
    assert min(shares.values()) >= OF_A_REGISTER, shares
    assert sum(map(sum, right.values())) >= OF_ALL * len(read()), shares


def test_most_of_the_values_in_them_are_read_and_no_amount_that_acts_is_wrong() -> None:
    values = [
        (row["text"], slot, value, said_of(slot, intent), intent.name in ACTS and intent.sure)
        for row, intent in read()
        if intent.name == row["intent"]
        for slot, value in row.get("slots", {}).items()
        if (slot, value) != ("currency", "KES")  # only another one is said
    ]
    wrong = [one for one in values if str(one[2]).lower() != str(one[3]).lower()]
    assert len(values) - len(wrong) >= OF_VALUES * len(values), wrong
    assert not [one for one in wrong if one[1] == "amount" and one[3] is not None and one[4]]


def said_of(slot: str, intent: Intent) -> object:
    """The value of a slot; of several names that may be told of, the only one."""
    names = intent.slots.get("names", ())
    if slot == "name" and isinstance(names, tuple) and len(names) == 1:
        return names[0]
    return intent.slots.get(slot)


def test_next_to_none_acts_that_means_something_else() -> None:
    wrong = [
        (row["text"], intent.name)
        for row, intent in read()
        if intent.name in ACTS and intent.sure and not is_right(row, intent)
    ]
    assert len(wrong) <= MOST_WRONG_ACTS, wrong


def test_two_of_three_acts_are_sure_enough_to_be_done_at_once() -> None:
    acts = [one.sure for row, one in read() if row["intent"] == one.name and one.name in ACTS]
    assert sum(acts) >= SURE * len(acts), (sum(acts), len(acts))


def test_what_only_sounds_like_an_act_does_not_act() -> None:
    """Of an author who was asked for nothing but that, in four registers."""
    texts = [json.loads(line)["text"] for line in TRAPS.read_text("utf-8").splitlines()]
    understood = [(text, understand(text)) for text in texts]
    said = [(text, one) for text, whole in understood for one in (whole, *whole.also)]
    assert [pair for pair in said if pair[1].name in ACTS - NOTICES and pair[1].sure] == []


def test_none_of_them_was_learned_from() -> None:
    learned = {one.text for one in words.examples()}
    assert len([row for row, _ in read() if row["text"] in learned]) <= 0.02 * len(read())
