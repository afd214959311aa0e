"""A chama's rules, clause by clause with the numbers by which they are quoted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.store.chamas import load_group
from chama.constitution.clauses import CHAPTERS, Clause, chapter, in_force
from chama.constitution.over_time import with_changes
from chama.group import Group


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that says something. section: its name in the rules. clauses: in their order, what
    will be otherwise right behind what is."""

    number: int
    section: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class RulesView:
    """currency: of their amounts. to_come: the clauses as they will be, the first day first.

    changed_on: the day of the last change, None where nothing has changed since the beginning.
    """

    currency: str
    chapters: tuple[Chapter, ...]
    to_come: tuple[Clause, ...]
    founded_on: date
    changed_on: date | None


def rules_of(connection: sa.Connection, chama_id: int) -> RulesView:
    """A chama's rules as they are, with what is agreed to change."""
    group = load_group(connection, chama_id)
    chapters = tuple(
        one
        for number, section in enumerate(CHAPTERS, start=1)
        if (one := _chapter(group, number, section)).clauses
    )
    to_come = [one for own in chapters for one in own.clauses if one.from_on is not None]
    return RulesView(
        currency=group.currency,
        chapters=chapters,
        to_come=tuple(sorted(to_come, key=lambda one: one.from_on or date.max)),
        founded_on=group.founded_on,
        changed_on=max((one.until_on for one in group.past_rules), default=None),
    )


def _chapter(group: Group, number: int, section: str) -> Chapter:
    paths = [one.path for one in chapter(group.rules, section)]
    clauses = with_changes(group.rules, group.changes, in_force(group.rules, paths))
    return Chapter(number, section, tuple(clauses))
