"""The rounds and turns of a chama: read with what decides on them, the newest first.

Whoever decides looks at the newest cycle, the one before it, and what is still open of older ones.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from bot.store import tables
from bot.store.prepared import Prepared
from chama.entries import ROTATION
from chama.group import RoundFacts
from chama.journal import Balances
from chama.rates import Rate
from chama.rota import Turn
from chama.standing import round_number

_own_turns = tables.turn.alias("own_turns")
_TURNS_AND_ROUNDS = sa.select(
    tables.turn,
    tables.round_.c.contribution_cents,
    tables.round_.c.recipient_pays,
    tables.round_.c.opens_on,
    tables.round_.c.due_on,
).outerjoin(
    tables.round_,
    sa.and_(
        tables.round_.c.chama_id == tables.turn.c.chama_id,
        tables.round_.c.number == tables.turn.c.round,
    ),
)
_TURNS = Prepared(
    _TURNS_AND_ROUNDS.where(
        tables.turn.c.chama_id == sa.bindparam("id"),
        tables.turn.c.cycle
        >= sa.select(sa.func.max(_own_turns.c.cycle) - 1)
        .where(_own_turns.c.chama_id == sa.bindparam("id"))
        .scalar_subquery(),
    ).order_by(tables.turn.c.round, tables.turn.c.position)
)
"""The turns of the newest cycle and the one before it; with the round's facts once it is open."""


_RATES = Prepared(sa.select(tables.rate).where(tables.rate.c.chama_id == sa.bindparam("id")))


def load(
    connection: sa.Connection, chama_id: int, balances: Balances
) -> tuple[tuple[Turn, ...], list[RoundFacts]]:
    """The turns in order, and the rounds that are in the book, the newest first.

    balances: of the group, which say of which older rounds something is open.
    """
    rows = _turns(connection, chama_id, open_in(balances))
    rates = _RATES.rows(connection, {"id": chama_id})
    return tuple(_turn(row) for row in rows), _rounds(rows, rates)


def open_in(balances: Balances) -> set[int]:
    """The numbers of the rounds whose dues, pots or payouts are not all at nothing."""
    keys = {account.round for account in balances if account.fund == ROTATION}
    return {round_number(key) for key in keys if key}


def _turns(connection: sa.Connection, chama_id: int, open_rounds: Collection[int]) -> list[Any]:
    """The newest turns, and before them those of older rounds of which something is still open."""
    newest = list(_TURNS.rows(connection, {"id": chama_id}))
    first = newest[0].round if newest else 0
    older = sorted(number for number in open_rounds if number < first)
    if not older:
        return newest
    turn = tables.turn
    chosen = _TURNS_AND_ROUNDS.where(turn.c.chama_id == chama_id, turn.c.round.in_(older)).order_by(
        turn.c.round, turn.c.position
    )
    return [*connection.execute(chosen), *newest]


def _rounds(rows: Sequence[Any], rates: Sequence[Any]) -> list[RoundFacts]:
    """The rounds that are in the book, the newest first. rows: one a turn, in their order."""
    announced: dict[int, list[Rate]] = {}
    for rate in rates:
        announced.setdefault(rate.round, []).append(_rate(rate))
    turns: dict[int, list[Any]] = {}
    for row in rows:
        if row.opens_on is not None:
            turns.setdefault(row.round, []).append(row)
    return [
        RoundFacts(
            cycle=own[0].cycle,
            number=number,
            recipients=tuple(row.member for row in own),
            contribution_cents=own[0].contribution_cents,
            opens_on=own[0].opens_on,
            due_on=own[0].due_on,
            recipient_pays=own[0].recipient_pays,
            rates=tuple(announced.get(number, ())),
        )
        for number, own in reversed(turns.items())
    ]


def _rate(row: Any) -> Rate:
    return Rate(row.currency, Decimal(row.per_unit), row.source, row.announced_on)


def _turn(row: Any) -> Turn:
    return Turn(row.cycle, row.round, row.position, row.seat, row.member)
