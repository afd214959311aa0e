"""[purpose]: what the group is for and where it is found, as its register asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chama.constitution.section import rule
from chama.constitution.values import (
    LONGEST_LINE,
    LONGEST_PASSAGE,
    TEXTS,
    text,
    written_text,
)

_LINE: Final = text(LONGEST_LINE)
_PASSAGE: Final = text(LONGEST_PASSAGE)


@dataclass(frozen=True, slots=True)
class Purpose:
    """All in the group's own words; None or no items where it says nothing.

    address: where the group meets or keeps its records. registration: its number in the register.
    """

    purpose: str | None = rule(_PASSAGE, default=None, written=written_text)
    goal: str | None = rule(_PASSAGE, default=None, written=written_text)
    objectives: tuple[str, ...] = rule(TEXTS, default=(), written=list)
    values: tuple[str, ...] = rule(TEXTS, default=(), written=list)
    activities: tuple[str, ...] = rule(TEXTS, default=(), written=list)
    address: str | None = rule(_LINE, default=None, written=written_text)
    postal_address: str | None = rule(_LINE, default=None, written=written_text)
    county: str | None = rule(_LINE, default=None, written=written_text)
    registration: str | None = rule(_LINE, default=None, written=written_text)
