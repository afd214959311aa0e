"""What waits, as lists and the clock see it: unanswered questions, open claims, unowned money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation.ageing import A_DAY, MOST_REMINDERS
from bot.conversation.situation import Question
from bot.conversation.waiting import OpenClaim, UnownedMoney
from bot.store.tables import claim, contact, entry, question
from chama.entries import mpesa_key
from chama.journal import AccountKind, Balances

_IS_UNANSWERED = question.c.answered_at.is_(None)
_IS_OPEN = claim.c.settled_at.is_(None)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that is to be shown again, for the number-th time."""

    question: Question
    number: int
    is_opted_out: bool


def as_question(row: Any) -> Question:
    """The question of a stored row."""
    return Question(
        id=row.id,
        kind=row.kind,
        address=row.address,
        details=row.details,
        is_presented=row.presented_at is not None,
        asked_at=row.asked_at,
        chama_id=row.chama_id,
    )


def take_unanswered(connection: sa.Connection, now: datetime, limit: int) -> list[Unanswered]:
    """Questions that were shown a day ago and not answered, so that no other worker takes them.

    Each is now the one that its person was shown last, and due again in a day, unless this was the
    last time.
    """
    due = (
        sa.select(question.c.id)
        .where(_IS_UNANSWERED, question.c.remind_at <= now)
        .order_by(question.c.remind_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = connection.execute(due).scalars().all()
    taken = (
        sa.update(question)
        .where(question.c.id.in_(ids))
        .values(
            presented_at=now,
            reminders=question.c.reminders + 1,
            remind_at=next_reminder(now, question.c.reminders + 1),
        )
        .returning(question)
    )
    rows = sorted(connection.execute(taken), key=lambda row: row.id)
    silent = _opted_out(connection, {row.address for row in rows})
    return [Unanswered(as_question(row), row.reminders, row.address in silent) for row in rows]


def next_reminder(now: datetime, reminders: sa.ColumnElement[int]) -> sa.ColumnElement[Any]:
    """When a question shown now is shown again; never after so many reminders."""
    in_a_day = sa.literal(now + A_DAY, question.c.remind_at.type)
    return sa.case((reminders < MOST_REMINDERS, in_a_day))


def is_unanswered(connection: sa.Connection, question_id: int) -> bool:
    """Whether a question still waits for its answer."""
    chosen = sa.select(question.c.id).where(_IS_UNANSWERED, question.c.id == question_id)
    return connection.execute(chosen).first() is not None


def _opted_out(connection: sa.Connection, addresses: set[str]) -> set[str]:
    chosen = sa.select(contact.c.address).where(
        contact.c.address.in_(sorted(addresses)), contact.c.opted_out_at.is_not(None)
    )
    return set(connection.execute(chosen).scalars())


# --- claims --------------------------------------------------------------------------------------


def open_claims(connection: sa.Connection, chama_id: int) -> tuple[OpenClaim, ...]:
    """The claims of a group that no collector's text has confirmed, the oldest first."""
    return _claims(connection, claim.c.chama_id == chama_id)


def groups_with_unseen(connection: sa.Connection, now: datetime, limit: int) -> Sequence[int]:
    """Groups of which some claim has waited a day."""
    due = (
        sa.select(claim.c.chama_id)
        .where(_IS_OPEN, claim.c.remind_at <= now)
        .order_by(claim.c.remind_at)
        .limit(limit)
    )
    return sorted(set(connection.execute(due).scalars()))


def take_unseen(connection: sa.Connection, chama_id: int, now: datetime) -> list[OpenClaim]:
    """The claims of a group that have waited a day; each is looked at again in another one."""
    due = sa.and_(claim.c.chama_id == chama_id, claim.c.remind_at <= now)
    found = _claims(connection, due)
    connection.execute(sa.update(claim).where(_IS_OPEN, due).values(remind_at=now + A_DAY))
    return list(found)


def _claims(connection: sa.Connection, which: sa.ColumnElement[bool]) -> tuple[OpenClaim, ...]:
    chosen = sa.select(claim).where(_IS_OPEN, which).order_by(claim.c.claimed_at, claim.c.code)
    return tuple(_as_claim(row) for row in connection.execute(chosen))


def _as_claim(row: Any) -> OpenClaim:
    return OpenClaim(
        code=row.code,
        network=row.network,
        member=row.member,
        amount_cents=row.amount_cents,
        shares=tuple(map(tuple, row.shares or [(row.member, row.amount_cents)])),
        claimed_at=row.claimed_at,
        is_missing=row.remind_at is None,
    )


# --- money ---------------------------------------------------------------------------------------


def unowned(
    connection: sa.Connection, fund_id: int, balances: Balances
) -> tuple[UnownedMoney, ...]:
    """The money of a fund that waits for its owner, the oldest first."""
    waiting = {
        mpesa_key(account.owner): (account.owner, -cents)
        for account, cents in balances.items()
        if account.kind is AccountKind.UNALLOCATED
    }
    chosen = (
        sa.select(entry.c.key, entry.c.memo, entry.c.recorded_at)
        .where(entry.c.fund_id == fund_id, entry.c.key.in_(sorted(waiting)))
        .order_by(entry.c.seq)
    )
    return tuple(
        UnownedMoney(*waiting[row.key], payer_name=row.memo, since=row.recorded_at)
        for row in connection.execute(chosen)
    )
