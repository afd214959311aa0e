"""A group's rules over time: the changes that wait for their day, and what the rules once were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import register, tables
from bot.store.book import Book
from bot.store.prepared import Prepared
from chama.constitution import Rules
from chama.constitution.changes import RuleChange
from chama.constitution.over_time import PastRules

_change, _past, _chama = tables.rule_change, tables.past_rules, tables.chama

_CHANGES = Prepared(
    sa.select(
        *(_change.c[name] for name in ("number", "path", "written", "from_on")),
        *(_past.c.until_on, _past.c.rules, _past.c.number.label("place")),
    )
    .outerjoin(
        _past,
        sa.and_(_past.c.chama_id == _change.c.chama_id, _past.c.change == _change.c.number),
    )
    .where(_change.c.chama_id == sa.bindparam("id"))
    .order_by(_past.c.number, _change.c.from_on, _change.c.number)
)
"""All changes of a chama: with what the rules were until each, where its day has come."""


def load(
    connection: sa.Connection, chama_id: int, now: Any
) -> tuple[tuple[RuleChange, ...], tuple[PastRules, ...]]:
    """The changes of a chama that were agreed to and do not count yet, in their order; and what its
    rules were, the oldest first. now: its rules as they are stored.

    What changed nothing, as it no longer fitted or said what was the rule already, ended no rules.
    """
    rows = _CHANGES.rows(connection, {"id": chama_id})
    waiting = [row for row in rows if row.place is None]
    counted = [row for row in rows if row.place is not None]
    after = [*(row.rules for row in counted[1:]), now]
    return (
        tuple(RuleChange(row.number, row.path, row.written, row.from_on) for row in waiting),
        tuple(
            PastRules(row.until_on, row.path, Rules.stored(row.rules))
            for row, then in zip(counted, after, strict=False)
            if row.rules != then
        ),
    )


def agree_on(
    connection: sa.Connection, book: Book, change: RuleChange, actor: str, now: datetime
) -> Book:
    """Keep a change that was agreed to. Gives the book's new head."""
    connection.execute(
        sa.insert(_change).values(
            chama_id=book.chama_id,
            number=change.number,
            path=change.path,
            written=change.written,
            from_on=change.from_on,
            agreed_at=now,
        )
    )
    return register.note_change(connection, book, change.number, actor, now)


def replace(
    connection: sa.Connection,
    book: Book,
    change: RuleChange,
    rules: Rules,
    actor: str,
    now: datetime,
) -> Book:
    """These are the rules of a chama from now on; what they were is kept. Gives the new head."""
    of_chama = _chama.c.id == book.chama_id
    before = connection.execute(sa.select(_chama.c.rules).where(of_chama)).scalar_one()
    number = (
        1
        + connection.execute(
            sa.select(sa.func.coalesce(sa.func.max(_past.c.number), 0)).where(
                _past.c.chama_id == book.chama_id
            )
        ).scalar_one()
    )
    connection.execute(
        sa.insert(_past).values(
            chama_id=book.chama_id,
            number=number,
            change=change.number,
            until_on=change.from_on,
            rules=before,
        )
    )
    connection.execute(sa.update(_chama).where(of_chama).values(rules=rules.to_store()))
    book = register.note_past_rules(connection, book, number, actor, now)
    return register.note_rules(connection, book, actor, now)
