"""Which group's constitution an operator asks for, and the document of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from bot.constitutions.document import document
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.chamas import the_one_called
from bot.wiring import TEMPLATES
from chama.errors import ChamaError
from chama.group import Group


class BeforeTheBook(ChamaError):
    """A day before the group was founded here: what counted then is not known."""


def show(
    engine: sa.Engine, name_or_id: str, language: str | None, today: date, on: date | None = None
) -> str:
    """The document of the group with that name or id. Raises WhichChama (of the views) and
    BeforeTheBook.

    language: None for the group's own. on: the day of which the rules are shown, also one to come;
    people are shown as they are today.
    """
    with reading(engine) as connection:
        group = load_group(connection, the_one_called(connection, name_or_id).id)
        if on is not None:
            group = _on(group, on)
    return document(group, on or today, language or group.language, TEMPLATES)


def _on(group: Group, day: date) -> Group:
    """The group with the rules of a day."""
    if day < group.founded_on:
        raise BeforeTheBook(
            f"The book of {group.name} begins on {group.founded_on}: what counted before is not in "
            "it."
        )
    waiting = tuple(one for one in group.changes if one.from_on > day)
    return replace(group, rules=group.rules_on(day), changes=waiting)
