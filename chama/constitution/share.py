"""Which part of the members a rule asks for: "50%" or "2/3" of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from chama.toml_table import Value, string

_PERCENT = re.compile(r"(\d{1,3}) ?%", re.ASCII)
_FRACTION = re.compile(r"(\d{1,2}) ?/ ?([1-9]\d?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the members, above none of them and up to all. written: as the file says it."""

    part: Fraction
    written: str

    @classmethod
    def parse(cls, text: str) -> Share:
        """The share that is written as "67%" or "2/3". Raises ValueError."""
        if percent := _PERCENT.fullmatch(text):
            part, written = Fraction(int(percent[1]), 100), f"{int(percent[1])}%"
        elif fraction := _FRACTION.fullmatch(text):
            part = Fraction(int(fraction[1]), int(fraction[2]))
            written = f"{int(fraction[1])}/{int(fraction[2])}"
        else:
            raise ValueError(f"{text!r} is not a share.")
        if not 0 < part <= 1:
            raise ValueError(f"{text!r} is not a share.")
        return cls(part, written)

    def of(self, people: int) -> int:
        """How many of so many people that is, rounded up."""
        return ceil(self.part * people)


SHARE: Final = Value(
    'a share of the members, e.g. "50%" or "2/3"', lambda value: Share.parse(string(value))
)
