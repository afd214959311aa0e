"""The rules as numbered clauses: "6.1" is the first rule of the sixth section, and stays it.

A chapter is a section, by its place in `SECTIONS`; a clause is a rule, by its place in the section.
New sections and rules are put behind the others, so that a number that was once told keeps its
meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from chama.constitution.rules import SECTIONS, Rules
from chama.constitution.section import rules_of
from chama.constitution.values import NONE

CHAPTERS: Final = tuple(SECTIONS)
"""The sections in the order of their numbers, the first being 1."""

NUMBERS: Final[Mapping[str, str]] = {
    f"{section}.{one.key}": f"{chapter}.{place}"
    for chapter, (section, kind) in enumerate(SECTIONS.items(), start=1)
    for place, one in enumerate(rules_of(kind), start=1)
}
"""The number of each rule, by its path: "fines.late" is "6.1"."""

_HANGS_ON: Final = {
    "fines.late_every": "fines.late",
    "fines.late_cap": "fines.late",
    "fines.grace_days": "fines.late",
    "abroad.tolerance": "abroad.currencies",
    "welfare.dues": "welfare.every",
    "welfare.starts": "welfare.every",
}
"""Rules that mean nothing where another is none: how often a fine comes that there is not."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule as members read it. told: its value as the sentence about it needs it, in JSON.

    from_on: the first day on which it will be so, until_on: the first on which it was so no more;
    None for a rule that counts now.
    """

    number: str
    path: str
    told: object
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_silent(self) -> bool:
        """Whether the group says nothing here, as of its purpose or its values."""
        return self.told in ("", [])

    def facts(self) -> dict[str, object]:
        """What templates write its sentence from."""
        section, _, key = self.path.partition(".")
        return {
            "number": self.number,
            "section": section,
            "key": key,
            "told": self.told,
            "from_on": self.from_on.isoformat() if self.from_on else "",
            "until_on": self.until_on.isoformat() if self.until_on else "",
        }


def number_of(path: str) -> str:
    """The number by which a reply names a rule: "6.1". Raises KeyError for no such rule."""
    return NUMBERS[path]


def path_of(number: str) -> str | None:
    """The rule of a number, None where there is none."""
    return next((path for path, own in NUMBERS.items() if own == number), None)


def clause(rules: Rules, path: str) -> Clause:
    """A rule with its number. Raises KeyError for no such rule."""
    number = number_of(path)
    section, _, key = path.partition(".")
    value = getattr(getattr(rules, section), key)
    told = next(one.told for one in rules_of(SECTIONS[section]) if one.key == key)
    return Clause(number, path, told(value))


def in_force(rules: Rules, paths: Iterable[str]) -> list[Clause]:
    """Those of some clauses that say something to the group as it is."""
    clauses = [clause(rules, path) for path in paths]
    return [one for one in clauses if not (one.is_silent or _is_idle(rules, one.path))]


def _is_idle(rules: Rules, path: str) -> bool:
    other = _HANGS_ON.get(path)
    return other is not None and clause(rules, other).told == NONE


def chapter(rules: Rules, section: str) -> list[Clause]:
    """All clauses of a section."""
    return [clause(rules, f"{section}.{one.key}") for one in rules_of(SECTIONS[section])]
