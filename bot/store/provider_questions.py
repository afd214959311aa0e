"""Our questions to the provider that it answers later, matched to their answers by their ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from bot.store.tables import provider_question


class About(StrEnum):
    """What is asked."""

    ORDER = "order"  # how a payout, or a return, stands
    RECEIPT = "receipt"  # whether money really arrived, or was sent, under a receipt
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. order_id, news_id: of what it is about, None for neither."""

    id: int
    about: About
    order_id: int | None
    news_id: int | None
    asked_at: datetime
    is_answered: bool


def put(
    connection: sa.Connection,
    our_id: str,
    about: About,
    now: datetime,
    *,
    order_id: int | None = None,
    news_id: int | None = None,
) -> int:
    """Note a question before it is asked; gives its id."""
    row = {
        "our_id": our_id,
        "kind": about.value,
        "order_id": order_id,
        "news_id": news_id,
        "asked_at": now,
    }
    insert = sa.insert(provider_question).values(row).returning(provider_question.c.id)
    return int(connection.execute(insert).scalar_one())


def name(connection: sa.Connection, question_id: int, request_id: str) -> None:
    """The provider took it over, under this name."""
    connection.execute(
        sa.update(provider_question)
        .where(provider_question.c.id == question_id)
        .values(request_id=request_id)
    )


def find(connection: sa.Connection, request_id: str) -> Asked | None:
    """The question that the provider knows under its own name for it.

    Nobody but the provider and we know that name: an answer without it is nobody's.
    """
    if not request_id:
        return None
    chosen = sa.select(provider_question).where(provider_question.c.request_id == request_id)
    row = connection.execute(chosen).first()
    if row is None:
        return None
    return Asked(
        id=row.id,
        about=About(row.kind),
        order_id=row.order_id,
        news_id=row.news_id,
        asked_at=row.asked_at,
        is_answered=row.answered_at is not None,
    )


def put_balance(connection: sa.Connection, question_id: int, cents: int) -> int | None:
    """Put down what an account holds; gives what all those hold together that were asked about at
    the same moment, None while some have not answered."""
    own = provider_question.c.id == question_id
    connection.execute(sa.update(provider_question).where(own).values(said_cents=cents))
    asked_at = sa.select(provider_question.c.asked_at).where(own).scalar_subquery()
    asked = sa.select(provider_question.c.said_cents).where(
        provider_question.c.kind == About.BALANCE.value, provider_question.c.asked_at == asked_at
    )
    said = list(connection.execute(asked).scalars())
    return None if None in said else sum(said)


def count_misses(connection: sa.Connection, order_id: int, since: datetime | None) -> int:
    """How often the provider has said since then that it knows of no such order."""
    chosen = (
        sa.select(sa.func.count())
        .select_from(provider_question)
        .where(
            provider_question.c.order_id == order_id,
            provider_question.c.kind == About.ORDER.value,
            provider_question.c.is_miss,
            provider_question.c.asked_at >= since,
        )
    )
    return int(connection.execute(chosen).scalar_one())


def answered(
    connection: sa.Connection, question_id: int, now: datetime, *, is_miss: bool = False
) -> bool:
    """Note that it was answered; False where it had been. is_miss: it knows of no such thing."""
    noted = (
        sa.update(provider_question)
        .where(provider_question.c.id == question_id, provider_question.c.answered_at.is_(None))
        .values(answered_at=now, is_miss=is_miss)
    )
    return connection.execute(noted).rowcount == 1
