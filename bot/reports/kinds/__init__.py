"""The reports, one a file.

A report's module has `TAKES`, what it may be asked for besides its group, and `build(asked)`, which
makes its value; `FORMATS` where it is not written as all others are; `MONTHS` where it is always of
a month, a quarter or a year unless it is said from when. Its name is the module's, with
"-" for "_"; its words are in templates/<language>/reports/<module>.toml, where `title` and
`summary` stand for every report.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, Protocol

from bot.conversation.one_a_file import modules_of
from bot.reports.asked import Asked, Takes
from bot.reports.value import Report


class ReportKind(Protocol):
    """What each module of this package offers."""

    TAKES: frozenset[Takes]

    def build(self, asked: Asked) -> Report:
        """The report. Raises WrongAsked where it cannot be made of what was asked."""


@cache
def kinds() -> Mapping[str, ReportKind]:
    """Every report by its name."""
    found = modules_of(__name__, __path__)
    return {name.replace("_", "-"): module for name, module in sorted(found.items())}


PAPER: Final = ("pdf", "xlsx", "csv")
"""As what a report is written; the first is meant where none is said."""


def formats_of(kind: ReportKind) -> tuple[str, ...]:
    """As what a report can be written."""
    found: tuple[str, ...] = getattr(kind, "FORMATS", PAPER)
    return found


def months_of(kind: ReportKind) -> int:
    """Of how many months of the calendar a report is by itself, 0 for one from the beginning on."""
    found: int = getattr(kind, "MONTHS", 0)
    return found


def file_of_words(name: str) -> str:
    """How the file of a report's words is called, without its ending."""
    return name.replace("-", "_")
