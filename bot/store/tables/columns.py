"""What every table is made of: its ids, its moments, the names of its constraints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.store.salts import new_salt


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC; SQLite keeps it as text without a zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def own_id() -> sa.Column[int]:
    return sa.Column("id", Id, sa.Identity(), primary_key=True)


def own_salt() -> sa.Column[str]:
    return sa.Column("salt", sa.Text, nullable=False, default=new_salt)


def of_chama(*, nullable: bool = False, **options: Any) -> sa.Column[int]:
    return sa.Column("chama_id", Id, sa.ForeignKey("chama.id"), nullable=nullable, **options)
