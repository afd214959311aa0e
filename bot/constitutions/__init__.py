"""The files that a group's constitution starts from, one a kind of group, and the look at a file.

A template is a constitution with comments whose names and numbers are placeholders ("<...>"): no
group can be founded before they are replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from chama.constitution import ConstitutionError, parse
from chama.constitution.advice import advice
from chama.constitution.cautions import cautions

_FOLDER: Final = Path(__file__).parent

KINDS: Final = ("merry-go-round", "welfare", "table-banking", "diaspora")


def template(kind: str) -> str:
    """The commented file for a kind of group."""
    return (_FOLDER / f"{kind}.toml").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a file; if nothing is, what is unwise in it and what it leaves open."""

    source: str
    faults: Sequence[str] = ()
    cautions: Sequence[str] = ()
    advice: Sequence[str] = ()

    def lines(self) -> list[str]:
        """What the operator reads."""
        if self.faults:
            return [f"{self.source} cannot be used:", *(f"- {one}" for one in self.faults)]
        return [
            f"{self.source} can be used.",
            *(f"- Take care: {one}" for one in self.cautions),
            *(f"- {one}" for one in self.advice),
        ]


def checked(text: str, source: str, today: date) -> Checked:
    """A constitution file as it is before anything is founded by it."""
    try:
        file = parse(text, source)
    except ConstitutionError as error:
        return Checked(source, faults=error.faults)
    return Checked(source, cautions=cautions(file, today), advice=list(advice(file)))
