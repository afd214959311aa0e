"""The names that the provider has on numbers: shown to who agrees that money goes there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from bot.store import database
from bot.store.tables import collector, member, number_name, round_, turn

LASTS = timedelta(days=30)
"""After which a name is looked up again: numbers change hands."""


def known(connection: sa.Connection, phones: Collection[str], now: datetime) -> Mapping[str, str]:
    """The names on these numbers, as far as they were looked up lately."""
    chosen = sa.select(number_name.c.phone, number_name.c.name).where(
        number_name.c.phone.in_(phones),
        number_name.c.checked_at > now - LASTS,
        number_name.c.name != "",
    )
    return {row.phone: row.name for row in connection.execute(chosen)}


def put_down(connection: sa.Connection, phone: str, name: str, now: datetime) -> None:
    """What the provider has on a number; "" where it says none."""
    values = {"name": name, "checked_at": now}
    connection.execute(
        database.insert(connection, number_name)
        .values(phone=phone, **values)
        .on_conflict_do_update(index_elements=["phone"], set_=values)
    )


def wanted(
    connection: sa.Connection, shortcodes: Collection[str], today: date, now: datetime, limit: int
) -> list[str]:
    """The numbers to which the running rounds of the provider's groups pay, and that were not
    looked up lately."""
    receives_on = sa.case(
        (member.c.next_receive_from <= now, member.c.next_receive_phone),
        else_=sa.func.coalesce(member.c.receive_phone, member.c.phone),
    )
    is_known = sa.exists().where(
        number_name.c.phone == receives_on, number_name.c.checked_at > now - LASTS
    )
    chosen = (
        sa.select(receives_on)
        .select_from(round_)
        .join(turn, sa.and_(turn.c.chama_id == round_.c.chama_id, turn.c.round == round_.c.number))
        .join(member, sa.and_(member.c.chama_id == turn.c.chama_id, member.c.code == turn.c.member))
        .join(collector, collector.c.chama_id == round_.c.chama_id)
        .where(
            round_.c.opens_on <= today,
            round_.c.due_on >= today,
            collector.c.number.in_(shortcodes),
            ~is_known,
        )
        .distinct()
        .limit(limit)
    )
    return list(connection.execute(chosen).scalars())
