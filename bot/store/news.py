"""What the provider that moves money told us, as it came, and when it is to be looked at again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from bot.payments.port import NewsKind
from bot.store import database
from bot.store.tables import NEWS_IS_DUE, news

_ARRIVALS = (NewsKind.C2B_CONFIRMATION.value, NewsKind.STK.value)
_IS_NOBODYS = sa.and_(news.c.outcome == "nobodys", news.c.kind.in_(_ARRIVALS))


class Outcome(StrEnum):
    """What became of a piece of news."""

    NEW = ""
    ASKED = "asked"  # the provider is asked whether it is so
    BOOKED = "booked"
    KNOWN = "known"  # it says what the book has, or what was settled already
    NOT_SO = "not_so"  # the provider itself says otherwise
    NOBODYS = "nobodys"  # it is about nothing that we ordered, or about no group's account
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of news. tries: how often it was looked at."""

    id: int
    kind: NewsKind
    body: bytes
    received_at: datetime
    tries: int
    outcome: Outcome


def store(connection: sa.Connection, kind: NewsKind, body: bytes, now: datetime) -> None:
    """Keep it, to be looked at at once; the same body again is no news."""
    row = {
        "kind": kind.value,
        "digest": hashlib.sha256(body).hexdigest(),
        "body": body.decode("utf-8", "backslashreplace").replace("\x00", ""),
        "received_at": now,
        "due_at": now,
    }
    insert = database.insert(connection, news).values(row)
    connection.execute(insert.on_conflict_do_nothing(index_elements=["kind", "digest"]))


def due(connection: sa.Connection, now: datetime, limit: int) -> list[Piece]:
    """What is to be looked at now, the oldest first."""
    chosen = (
        sa.select(news)
        .where(NEWS_IS_DUE, news.c.due_at <= now)
        .order_by(news.c.due_at, news.c.id)
        .limit(limit)
    )
    return [_as_piece(row) for row in connection.execute(chosen)]


def with_id(connection: sa.Connection, news_id: int) -> Piece:
    """One piece."""
    return _as_piece(connection.execute(sa.select(news).where(news.c.id == news_id)).one())


def take(connection: sa.Connection, piece: Piece) -> bool:
    """Hold a piece for this transaction as it was seen; False where another was faster."""
    held = (
        sa.select(news.c.id)
        .where(
            news.c.id == piece.id,
            NEWS_IS_DUE,
            news.c.tries == piece.tries,
            news.c.outcome == piece.outcome.value,
        )
        .with_for_update()
    )
    return connection.execute(held).first() is not None


def look_again(
    connection: sa.Connection, news_id: int, due_at: datetime, outcome: Outcome = Outcome.NEW
) -> None:
    """It is not done with: it is looked at again then."""
    connection.execute(
        sa.update(news)
        .where(news.c.id == news_id)
        .values(due_at=due_at, tries=news.c.tries + 1, outcome=outcome.value)
    )


def hurry_all(connection: sa.Connection, now: datetime) -> None:
    """Look at everything that waits at once."""
    connection.execute(sa.update(news).where(NEWS_IS_DUE, news.c.due_at > now).values(due_at=now))


def done(connection: sa.Connection, news_id: int, outcome: Outcome) -> None:
    """Nothing more is to be done about it."""
    connection.execute(
        sa.update(news).where(news.c.id == news_id).values(due_at=None, outcome=outcome.value)
    )


def count_nobodys(connection: sa.Connection) -> int:
    """How many payments to the account are in no group's book."""
    chosen = sa.select(sa.func.count()).select_from(news).where(_IS_NOBODYS)
    return int(connection.execute(chosen).scalar_one())


def nobodys(connection: sa.Connection) -> list[Piece]:
    """Payments to the account that are in no group's book, the oldest first."""
    chosen = sa.select(news).where(_IS_NOBODYS).order_by(news.c.id)
    return [_as_piece(row) for row in connection.execute(chosen)]


def _as_piece(row: sa.Row[tuple[object, ...]]) -> Piece:
    return Piece(
        id=row.id,
        kind=NewsKind(row.kind),
        body=row.body.encode(),
        received_at=row.received_at,
        tries=row.tries,
        outcome=Outcome(row.outcome),
    )
