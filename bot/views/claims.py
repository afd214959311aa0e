"""What members say that they sent, and no collector's text has shown yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.store.tables import chama, claim
from chama.money import Money


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim. member: the claimer's code. amount: None where only the code was given."""

    member: str
    code: str
    amount: Money | None
    claimed_at: datetime


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
    return [
        ClaimRow(
            member=row.member,
            code=row.code,
            amount=None if row.amount_cents is None else Money(row.amount_cents, row.currency),
            claimed_at=row.claimed_at,
        )
        for row in connection.execute(chosen)
    ]
