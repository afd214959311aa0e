"""Which group a payment to an account of the provider is for, among those that collect there."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from bot.store.tables import account, collector, member
from chama.kinds import AccountKind


def groups_on(connection: sa.Connection, shortcodes: Collection[str], limit: int) -> list[int]:
    """The first groups that collect on these numbers of the provider's."""
    chosen = (
        sa.select(collector.c.chama_id)
        .where(collector.c.number.in_(shortcodes))
        .distinct()
        .order_by(collector.c.chama_id)
        .limit(limit)
    )
    return list(connection.execute(chosen).scalars())


def collects_on(connection: sa.Connection, chama_id: int, shortcodes: Collection[str]) -> bool:
    """Whether this group collects on one of these numbers."""
    found = sa.select(collector.c.id).where(
        collector.c.chama_id == chama_id, collector.c.number.in_(shortcodes)
    )
    return connection.execute(found.limit(1)).first() is not None


def groups_of_payer(
    connection: sa.Connection, shortcodes: Collection[str], phone: str, phone_hash: str
) -> list[int]:
    """The groups that collect there and have a member of this number, whole or hashed."""
    is_payer = sa.or_(
        sa.or_(member.c.phone == phone, member.c.pay_phone == phone) if phone else sa.false(),
        member.c.phone_hash == phone_hash if phone_hash else sa.false(),
    )
    chosen = (
        sa.select(member.c.chama_id)
        .join(collector, collector.c.chama_id == member.c.chama_id)
        .where(is_payer, collector.c.number.in_(shortcodes))
        .distinct()
        .limit(2)
    )
    return list(connection.execute(chosen).scalars())


def booked_cents(connection: sa.Connection, shortcodes: Collection[str]) -> int:
    """What all books together say lies on these numbers of the provider's."""
    place = sa.literal(f"{AccountKind.COLLECTOR.value}:") + collector.c.code
    chosen = (
        sa.select(sa.func.coalesce(sa.func.sum(account.c.balance_cents), 0))
        .join(collector, collector.c.chama_id == account.c.chama_id)
        .where(account.c.code == place, collector.c.number.in_(shortcodes))
    )
    return int(connection.execute(chosen).scalar_one())
