"""The rounds of a chama that are in the book, all of them, by the keys of their accounts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa

from bot.store.tables import round_, turn
from chama.journal import round_key


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round. number: counted through the whole book. recipients: codes, by position."""

    key: str
    number: int
    opens_on: date
    due_on: date
    recipients: tuple[str, ...]


_ROUNDS = (
    sa.select(round_, turn.c.member)
    .outerjoin(turn, sa.and_(turn.c.chama_id == round_.c.chama_id, turn.c.round == round_.c.number))
    .order_by(round_.c.number, turn.c.position)
)


def rounds(
    connection: sa.Connection, chama_id: int, keys: Collection[str] | None = None
) -> Mapping[str, RoundRow]:
    """The rounds by key, the oldest first. keys: only those, as a book had them at a moment."""
    rows = connection.execute(_ROUNDS.where(round_.c.chama_id == chama_id))
    found: dict[str, RoundRow] = {}
    for number, same in groupby(rows, attrgetter("number")):
        lines = list(same)
        key = round_key(lines[0].cycle, number)
        if keys is None or key in keys:
            recipients = tuple(line.member for line in lines if line.member is not None)
            found[key] = RoundRow(key, number, lines[0].opens_on, lines[0].due_on, recipients)
    return found
