"""A statement beside a chama's book, with what was done about it, or would be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.importing.book import Book
from bot.importing.facts import day_of
from bot.importing.plan import Plan
from chama.group import Collector, Group
from chama.statements import Statement


@dataclass(frozen=True, slots=True)
class Imported:
    """One statement, compared with one book.

    is_sure: whether something printed says that the statement's account is the group's.
    starts_on: the day the rounds began; what came before is left out.
    """

    group: Group
    collector: Collector
    is_sure: bool
    statement: Statement
    book: Book
    starts_on: date
    plan: Plan

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that it is about; None for a statement without any."""
        shown = [day_of(one) for one in self.statement.transactions]
        first_on = self.statement.covers_from or min(shown, default=None)
        last_on = self.statement.covers_to or max(shown, default=None)
        return (first_on, last_on) if first_on and last_on else None
