"""A group's rules over time: the changes that wait for their day, and what the rules once were."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store import register, tables
from bot.store.book import Book
from bot.store.prepared import Prepared
from chama.constitution import Rules
from chama.constitution.changes import RuleChange
from chama.constitution.over_time import PastRules

_change, _past, _chama = tables.rule_change, tables.past_rules, tables.chama

_WAITING = Prepared(
    sa.select(_change)
    .where(
        _change.c.chama_id == sa.bindparam("id"),
        ~sa.exists().where(
            _past.c.chama_id == _change.c.chama_id, _past.c.change == _change.c.number
        ),
    )
    .order_by(_change.c.from_on, _change.c.number)
)


def waiting(connection: sa.Connection, chama_id: int) -> tuple[RuleChange, ...]:
    """The changes of a chama that were agreed to and do not count yet, in their order."""
    rows = _WAITING.rows(connection, {"id": chama_id})
    return tuple(RuleChange(row.number, row.path, row.written, row.from_on) for row in rows)


def past(connection: sa.Connection, chama_id: int) -> tuple[PastRules, ...]:
    """What the rules of a chama were, the oldest first; none where none ever changed."""
    chosen = (
        sa.select(_past.c.until_on, _past.c.rules, _change.c.path)
        .join(
            _change,
            sa.and_(_change.c.chama_id == _past.c.chama_id, _change.c.number == _past.c.change),
        )
        .where(_past.c.chama_id == chama_id)
        .order_by(_past.c.number)
    )
    return tuple(
        PastRules(row.until_on, row.path, Rules.stored(row.rules))
        for row in connection.execute(chosen)
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
