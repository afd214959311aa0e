"""Reads the tables of member texts: each a text with the intent and values it must be read as."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bot.conversation import Intent

FOLDER = Path(__file__).parent
_WHOLE_NUMBERS = {"months", "round"}
_WORDS_OF_THE_TEXT = {"name", "to", "group"}


@dataclass(frozen=True)
class Case:
    """A text, its intent and slots, and other intents that are also a fair reading."""

    text: str
    intent: str
    slots: Mapping[str, object]
    accept: frozenset[str]

    def is_met_by(self, found: Intent) -> bool:
        """Whether the intent is right, and with it every slot; letter case of names aside."""
        if found.name != self.intent:
            return found.name in self.accept
        return _comparable(found.slots) == _comparable(self.slots)


def sample() -> list[Case]:
    """The labelled sample that the project was given."""
    lines = (FOLDER / "member_texts.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Case(row["text"], row["intent"], row["slots"], frozenset(row.get("accept", ())))
        for row in map(json.loads, lines)
    ]


def table(name: str) -> list[Case]:
    """Our own texts, one a line: "intent | text | slot=value; slot=value"."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if line and not line.startswith("#")]


def _case(line: str) -> Case:
    intent, text, *rest = (part.strip() for part in line.split("|"))
    slots = dict(_pairs(rest[0] if rest else ""))
    accept = frozenset(str(slots.pop("accept", "")).split(","))
    return Case(text, intent, slots, accept)


def _pairs(text: str) -> Iterator[tuple[str, object]]:
    for pair in filter(None, (part.strip() for part in text.split(";"))):
        slot, _, value = pair.partition("=")
        yield slot, _value(slot, value)


def _value(slot: str, value: str) -> object:
    if slot in _WHOLE_NUMBERS or (slot == "amount" and "." not in value):
        return int(value)
    if value == "True":
        return True
    return Decimal(value) if slot == "amount" else value


def _comparable(slots: Mapping[str, object]) -> dict[str, object]:
    return {
        slot: str(value).lower() if slot in _WORDS_OF_THE_TEXT else value
        for slot, value in slots.items()
    }
