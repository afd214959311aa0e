"""Which chamas there are, and what the codes in their books stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.tables import chama, fund, member
from chama.errors import ChamaError


class WhichChama(ChamaError):
    """A name that is no group's, or several groups'; the sentence says which there are."""


@dataclass(frozen=True, slots=True)
class ChamaRow:
    """A chama by its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What a chama's book needs to be read by people. currencies: by fund. members: by code."""

    chama: str
    currencies: Mapping[str, str]
    members: Mapping[str, str]

    def names(self, codes: str) -> tuple[str, ...]:
        """The names of codes that are joined with "+"; of who is no member, what stands there."""
        return tuple(self.members.get(code, code) for code in codes.split("+") if code)


def all_chamas(connection: sa.Connection, chama_id: int | None = None) -> Sequence[ChamaRow]:
    """The chamas in the order in which they were founded, or the one with that id."""
    chosen = sa.select(chama.c.id, chama.c.name).order_by(chama.c.id)
    if chama_id is not None:
        chosen = chosen.where(chama.c.id == chama_id)
    return [ChamaRow(row.id, row.name) for row in connection.execute(chosen)]


def called(connection: sa.Connection, name_or_id: str) -> Sequence[ChamaRow]:
    """The chama with that id, else all of that name in whatever letters, oldest first."""
    rows = all_chamas(connection)
    wanted = name_or_id.strip()
    by_id = [row for row in rows if str(row.id) == wanted]
    return by_id or [row for row in rows if row.name.casefold() == wanted.casefold()]


def the_one_called(connection: sa.Connection, name_or_id: str) -> ChamaRow:
    """The chama that an operator means. Raises WhichChama."""
    found = called(connection, name_or_id)
    if len(found) != 1:
        rows = found or all_chamas(connection)
        listed = ", ".join(f"{row.id} {row.name}" for row in rows) or "none yet"
        problem = "Several chamas are" if found else "No chama is"
        raise WhichChama(
            f"{problem} called {name_or_id}: say which by its number. There are: {listed}."
        )
    return found[0]


def legend(connection: sa.Connection, of: ChamaRow) -> Legend:
    """What a chama's book needs to be read by people."""
    funds = sa.select(fund.c.name, fund.c.currency).where(fund.c.chama_id == of.id)
    people = sa.select(member.c.code, member.c.name).where(member.c.chama_id == of.id)
    return Legend(
        of.name,
        {row.name: row.currency for row in connection.execute(funds)},
        {row.code: row.name for row in connection.execute(people)},
    )
