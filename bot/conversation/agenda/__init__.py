"""What the clock causes in a group, one matter a file: rounds open, dues fall late, pots come due.

A matter's module has `take(draft)`, which does what is due at this moment and never twice, and
`next_day(draft)`: the day in Nairobi on which it has something to do next, None for never. `NEEDS`
names facts that are loaded for it, as for commands. They are taken in the order of their names.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Protocol

from bot.conversation.one_a_file import modules_of

if TYPE_CHECKING:
    from bot.conversation.draft import Draft


class Matter(Protocol):
    """What each module of this package offers."""

    def take(self, draft: Draft) -> None:
        """Do what is due now; nothing where nothing is."""

    def next_day(self, draft: Draft) -> date | None:
        """When the clock must look at it again, once what is due now is done."""


@cache
def matters() -> Iterable[Matter]:
    """Every matter, in their order."""
    return tuple(modules_of(__name__, __path__).values())


def needs() -> frozenset[str]:
    """What the matters want loaded besides the usual."""
    return frozenset().union(*(getattr(matter, "NEEDS", ()) for matter in matters()))


def take(draft: Draft) -> None:
    """Do all that is due in the group at this moment."""
    for matter in matters():
        matter.take(draft)


def next_day(draft: Draft) -> date:
    """The first day on which the clock has something to do in the group again."""
    days = (matter.next_day(draft) for matter in matters())
    return min((day for day in days if day is not None), default=date.max)
