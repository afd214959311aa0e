"""Which group's constitution an operator asks for, and the document of it."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from bot.constitutions.document import document
from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.chamas import all_chamas, called
from bot.wiring import TEMPLATES
from chama.errors import ChamaError


class WhichChama(ChamaError):
    """A name that is no group's, or several groups'; the sentence says which there are."""


def show(engine: sa.Engine, name_or_id: str, language: str | None, today: date) -> str:
    """The document of the group with that name or id. Raises WhichChama.

    language: None for the group's own.
    """
    with reading(engine) as connection:
        found = called(connection, name_or_id)
        if len(found) != 1:
            rows = found or all_chamas(connection)
            listed = ", ".join(f"{row.id} {row.name}" for row in rows) or "none yet"
            problem = "Several chamas are" if found else "No chama is"
            raise WhichChama(
                f"{problem} called {name_or_id}: say which by its number. There are: {listed}."
            )
        group = load_group(connection, found[0].id)
    return document(group, today, language or group.language, TEMPLATES)
