"""A TOML file read key by key, so that every fault in it is named at once, in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

LONGEST_TEXT = 200_000  # characters; a group of 1,000 members needs half of it
LONGEST_LINE = 500  # characters; tomllib's memory grows with the square of a dotted key
LONGEST_SHOWN = 60  # characters of a value that a fault repeats
LARGEST_SHOWN = 10**15  # of the numbers that a fault repeats
CURLY_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
SIMILAR = 60  # percent, from which on an unknown key is taken for a slip of the pen

_PLACEHOLDER = re.compile(r"<[^<>]*>")

T = TypeVar("T")
D = TypeVar("D")

Keys = Mapping[str, Sequence[str]]
"""The keys that each table may have; the file's top is the table ""."""


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A kind of value: what the file should hold, in words, and how to read it.

    read: raises ValueError for anything else.
    """

    expected: str
    read: Callable[[object], T]


def load(text: str) -> dict[str, object]:
    """The tables of a TOML text. Raises ValueError with a sentence when it is none."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"It is longer than {LONGEST_TEXT:,} characters.")
    lines = text.removeprefix("\ufeff").split("\n")  # Windows editors put a mark in front
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE and not line.startswith("#"):
            raise ValueError(f"Line {number} is longer than {LONGEST_LINE} characters.")
    try:
        text.encode()
        return tomllib.loads("\n".join(lines))
    except UnicodeEncodeError as error:
        raise ValueError("It is not a text in UTF-8.") from error
    except RecursionError as error:
        raise ValueError("Its lists or tables are nested too deeply.") from error
    except ValueError as error:
        raise ValueError(f"It is not valid TOML: {error}; {_hint(error, lines)}.") from error


def _hint(error: ValueError, lines: Sequence[str]) -> str:
    """What is most often wrong with the line that TOML cannot read."""
    place = re.search(r"line (\d+)", str(error))
    faulty = lines[int(place[1]) - 1 : int(place[1])] if place else lines
    if any(mark in line for line in faulty for mark in CURLY_QUOTES):
        return (
            "it has curly quotes as word processors make them (\u201c \u201d): "
            'write straight ones (") in a plain text editor'
        )
    line = faulty[0] if faulty else ""
    if "'members'" in str(error) or line.strip() in ("[members]", "[collectors]"):
        return "each member and collector has a table with double brackets: [[members]]"
    if re.search(r"=\s*\d[\d,_]*(,\d|\s*[A-Za-z])", line):
        return "amounts are plain numbers without commas or units: contribution = 1000"
    if re.search(r"=\s*\d+[-/]\d", line):
        return "a day is written as year, month and day: starts = 2027-01-04"
    if "overwrite" in str(error):
        return "each key stands once in its table"
    return "names, phones, hours, percentages and words stand in quotes"


class Table:
    """One table being read; what is wrong with it is added to `faults`.

    name: its key in `keys`. where: how a fault names it, "" for the top of the file.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        keys: Keys,
        faults: list[str],
        name: str = "",
        where: str = "",
    ) -> None:
        self.values = values
        self.keys = keys
        self.faults = faults
        self.where = where
        unknown = [key for key in values if key not in keys[name]]
        faults.extend(f"{where}{_unknown_key(key, name, keys)}" for key in unknown)

    def take(self, key: str, kind: Value[T]) -> T | None:
        """The value of a key that must be there; None when it is missing or wrong."""
        if key not in self.values:
            self.faults.append(f"{self.where}{key} is missing: expected {kind.expected}.")
            return None
        return self.take_or(key, kind, None)

    def take_or(self, key: str, kind: Value[T], default: D) -> T | D:
        """The value of a key, the default when it is missing or wrong."""
        if key not in self.values:
            return default
        if is_placeholder(self.values[key]):
            self.faults.append(
                f"{self.where}{key} is still {_shown(self.values[key])}: fill it in."
            )
            return default
        try:
            return kind.read(self.values[key])
        except ValueError:
            self._refuse(key, kind.expected)
            return default

    def table(self, key: str) -> Table:
        """The table [key], an empty one when it is missing or no table."""
        values = self.values.get(key, {})
        if not isinstance(values, dict):
            self._refuse(key, f"a table [{key}]")
            values = {}
        return Table(values, self.keys, self.faults, key, f"[{key}] ")

    def rows(self, key: str) -> list[Table]:
        """The tables [[key]], none when they are missing or no tables."""
        rows = self.values.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._refuse(key, f"one table [[{key}]] for each")
            return []
        return [
            Table(row, self.keys, self.faults, key, f"[[{key}]] row {number}{_called(row)}: ")
            for number, row in enumerate(rows, start=1)
        ]

    def _refuse(self, key: str, expected: str) -> None:
        shown = _shown(self.values[key])
        self.faults.append(f"{self.where}{key} = {shown}: expected {expected}.")


def is_placeholder(value: object) -> bool:
    """Whether a value is one that a template leaves to be filled in: "<the group's name>"."""
    if isinstance(value, str):
        return bool(_PLACEHOLDER.fullmatch(value.strip()))
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(is_placeholder, parts))


def _unknown_key(key: str, name: str, keys: Keys) -> str:
    """The fault of a key that a table does not know, with the place or key it was meant for."""
    homes = [other for other, others in keys.items() if key in others]
    if homes:
        tables = " or ".join(other for other in homes if other)
        place = f"in a table {tables}" if "" not in homes else "above the first table"
        return f"{_shown(key)} is not known here: it belongs {place}."
    nearest = process.extractOne(
        key.casefold(), keys[name], scorer=fuzz.ratio, score_cutoff=SIMILAR
    )
    if nearest is not None:
        return f"{_shown(key)} is not known: did you mean {nearest[0]}?"
    return f"{_shown(key)} is not known: expected {', '.join(keys[name])}."


def _called(row: Mapping[str, object]) -> str:
    name = row.get("name")
    return f" ({_shown(name)})" if isinstance(name, str) else ""


def _shown(value: object) -> str:
    """A value from the file, short and on one line, whatever it holds."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > LARGEST_SHOWN:
        return "a huge number"  # Python itself refuses to write out the largest
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}..."


def string(value: object) -> str:
    """A string without blanks around it. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError
    return value.strip()


def whole_number(value: object, largest: int, smallest: int = 1) -> int:
    """A whole number from `smallest` to `largest`. Raises ValueError, also for true and false."""
    if isinstance(value, bool) or not isinstance(value, int) or not smallest <= value <= largest:
        raise ValueError
    return value


def one_of(words: Iterable[str]) -> str:
    """What a value may be, for a fault: "till" or "phone"."""
    return " or ".join(f'"{word}"' for word in words)


def refuse_repeats(
    key: str, values: Sequence[tuple[str, str | int | None]], faults: list[str]
) -> None:
    """A fault for each row whose value an earlier row has. values: (the row's place, its value)."""
    first: dict[str | int, str] = {}
    for where, value in values:
        if value is None:
            continue
        if value in first:
            faults.append(f"{where}{key} {value} is already taken by {first[value]}.")
        else:
            first[value] = where.removesuffix(": ")
