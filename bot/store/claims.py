"""Money that waits: what members say they sent, and what came in without an owner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation.claims import OpenClaim, Said, UnownedMoney, said_for
from bot.conversation.clock import A_DAY
from bot.store import proposals
from bot.store.tables import IS_SHARED_CLAIM, claim, entry
from chama.entries import receipt_key, receipt_waiting_in
from chama.journal import Balances

_IS_OPEN = claim.c.settled_at.is_(None)


def open_claims(connection: sa.Connection, chama_id: int) -> tuple[OpenClaim, ...]:
    """The claims of a group that no collector's text has confirmed, the oldest first."""
    return _claims(connection, claim.c.chama_id == chama_id)


def said_of_all(
    connection: sa.Connection, chama_id: int, members: Iterable[str]
) -> dict[str, Said]:
    """What claims and words say was paid for each member of a group, and nothing has confirmed."""
    found, told = open_claims(connection, chama_id), proposals.told(connection, chama_id)
    return {member: said_for(member, found, told) for member in members}


def shared_by(
    connection: sa.Connection, chama_id: int, member: str, limit: int
) -> dict[str, set[str]]:
    """Of what a member claimed for others too and that is settled, the newest first: for whom, by
    code."""
    chosen = (
        sa.select(claim.c.code, claim.c.shares)
        .where(claim.c.chama_id == chama_id, claim.c.member == member, IS_SHARED_CLAIM)
        .order_by(claim.c.claimed_at.desc())
        .limit(limit)
    )
    rows = connection.execute(chosen)
    return {row.code: {other for other, _ in row.shares} - {member} for row in rows}


def groups_with_unseen(connection: sa.Connection, now: datetime) -> list[int]:
    """Groups of which some claim has waited a day, the longest first."""
    due = (
        sa.select(claim.c.chama_id)
        .where(_IS_OPEN, claim.c.remind_at <= now)
        .order_by(claim.c.remind_at)
    )
    return list(dict.fromkeys(connection.execute(due).scalars()))


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


def unowned(
    connection: sa.Connection, chama_id: int, balances: Balances
) -> tuple[UnownedMoney, ...]:
    """The money of a group that waits for its owner, the oldest first."""
    waiting = {
        receipt_key(receipt_waiting_in(account)): (account, -cents)
        for account, cents in balances.items()
        if account.kind.meaning.is_waiting
    }
    chosen = (
        sa.select(entry.c.key, entry.c.memo, entry.c.recorded_at, entry.c.member)
        .where(entry.c.chama_id == chama_id, entry.c.key.in_(sorted(waiting)))
        .order_by(entry.c.seq)
    )
    rows = [(row, *waiting[row.key]) for row in connection.execute(chosen)]
    return tuple(
        UnownedMoney(
            receipt_waiting_in(account).code,
            cents,
            row.memo,
            row.recorded_at,
            account.currency,
            row.member or "",
        )
        for row, account, cents in rows
    )
