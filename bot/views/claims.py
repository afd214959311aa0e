"""What members say that they sent, and no collector's text has shown yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store.tables import chama, claim, member
from chama.money import Money


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim. member: the claimer's code. amount: None where only the code was given."""

    member: str
    code: str
    amount: Money | None
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingClaim:
    """A claim and the name of who made it."""

    name: str
    claim: ClaimRow


def claims_waiting(connection: sa.Connection, chama_id: int) -> Sequence[WaitingClaim]:
    """All that members of a chama say and nothing has confirmed, the oldest first."""
    chosen = (
        sa.select(claim, chama.c.currency, member.c.name)
        .join(chama, chama.c.id == claim.c.chama_id)
        .join(
            member, sa.and_(member.c.chama_id == claim.c.chama_id, member.c.code == claim.c.member)
        )
        .where(claim.c.chama_id == chama_id, claim.c.settled_at.is_(None))
        .order_by(claim.c.claimed_at)
    )
    return [WaitingClaim(row.name, _row(row)) for row in connection.execute(chosen)]


def open_claims(connection: sa.Connection, chama_id: int, member: str) -> Sequence[ClaimRow]:
    """What a member says and nothing has confirmed, the newest first."""
    chosen = (
        sa.select(claim, chama.c.currency)
        .join(chama, chama.c.id == claim.c.chama_id)
        .where(
            claim.c.chama_id == chama_id,
            claim.c.member == member,
            claim.c.settled_at.is_(None),
        )
        .order_by(claim.c.claimed_at.desc())
    )
    return [_row(row) for row in connection.execute(chosen)]


def _row(row: Any) -> ClaimRow:
    return ClaimRow(
        member=row.member,
        code=row.code,
        amount=None if row.amount_cents is None else Money(row.amount_cents, row.currency),
        claimed_at=row.claimed_at,
    )
