"""The phones that forward by themselves: enrolled, looked up by their secret, ended.

Of the secret in a phone's URL only the digest is stored, so that nobody who reads the table can
post for a phone; with its key alone nobody can.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.conversation.effects import EnrolPhone
from bot.conversation.situation import ForwardingPhone
from bot.store.tables import PHONE_IS_ENROLLED, chama, collector
from bot.store.tables import forwarding_phone as phone
from chama.agreement import AND

SECRET_LENGTH = 32
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that looks like another; 5 bits each
_ADDRESS = "phone:"

SEEN_EVERY = timedelta(minutes=10)
SILENT_AFTER = timedelta(days=2)

_HEARD_AT = sa.func.coalesce(phone.c.seen_at, phone.c.enrolled_at)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A phone that may post now."""

    id: int
    chama_id: int
    collector: str
    signing_key: str = field(repr=False)
    seen_at: datetime | None

    def is_seen_anew(self, now: datetime) -> bool:
        """Whether it is to be written down that it was heard of."""
        return self.seen_at is None or now - self.seen_at >= SEEN_EVERY


def new_secret() -> str:
    """What nobody can guess, of letters and digits that an SMS and a URL leave as they are."""
    return "".join(secrets.choice(_LETTERS) for _ in range(SECRET_LENGTH))


def address_of(phone_id: int) -> str:
    """As whose the inbox keeps what a phone posts; nobody has this address."""
    return f"{_ADDRESS}{phone_id}"


def with_secret(connection: sa.Connection, secret: str) -> Enrolled | None:
    """The phone with that secret in its URL."""
    return _enrolled(connection, phone.c.secret_digest == _digest(secret))


def with_address(connection: sa.Connection, address: str) -> Enrolled | None:
    """The phone that the inbox knows by this address; None where it forwards no more."""
    return _enrolled(connection, phone.c.id == int(address.removeprefix(_ADDRESS)))


def _enrolled(connection: sa.Connection, which: sa.ColumnElement[bool]) -> Enrolled | None:
    chosen = sa.select(
        phone.c.id, phone.c.chama_id, phone.c.collector, phone.c.signing_key, phone.c.seen_at
    ).where(which, PHONE_IS_ENROLLED)
    row = connection.execute(chosen).first()
    return Enrolled(*row) if row is not None else None


def note_seen(connection: sa.Connection, phone_id: int, now: datetime) -> None:
    """A phone was heard of."""
    connection.execute(sa.update(phone).where(phone.c.id == phone_id).values(seen_at=now))


def of_group(connection: sa.Connection, chama_id: int) -> tuple[ForwardingPhone, ...]:
    """The phones that forward for a group, in the order of their enrolment."""
    chosen = (
        sa.select(phone).where(PHONE_IS_ENROLLED, phone.c.chama_id == chama_id).order_by(phone.c.id)
    )
    return tuple(
        ForwardingPhone(row.id, row.collector, row.enrolled_at, row.seen_at)
        for row in connection.execute(chosen)
    )


def groups_at(connection: sa.Connection, number: str) -> dict[int, bool]:
    """The groups whose collectors' texts arrive on a number, and whether it forwards for each."""
    is_enrolled = sa.exists().where(
        PHONE_IS_ENROLLED,
        phone.c.chama_id == collector.c.chama_id,
        phone.c.collector == collector.c.code,
    )
    chosen = sa.select(collector.c.chama_id, is_enrolled).where(collector.c.phone == number)
    found: dict[int, bool] = {}
    for chama_id, forwards in connection.execute(chosen):
        found[chama_id] = found.get(chama_id, False) or forwards
    return found


def enrol(
    connection: sa.Connection,
    chama_id: int,
    effect: EnrolPhone,
    *,
    secret: str,
    signing_key: str,
    now: datetime,
) -> None:
    """A phone may post from now on; one before it for the same collector may no more."""
    connection.execute(
        sa.update(phone)
        .where(
            PHONE_IS_ENROLLED,
            phone.c.chama_id == chama_id,
            phone.c.collector == effect.collector,
        )
        .values(ended_at=now)
    )
    row = {
        "chama_id": chama_id,
        "collector": effect.collector,
        "secret_digest": _digest(secret),
        "signing_key": signing_key,
        "enrolled_by": AND.join(effect.stand),
        "enrolled_at": now,
    }
    connection.execute(sa.insert(phone).values(row))


def end(connection: sa.Connection, phone_id: int, now: datetime) -> None:
    """Nothing that a phone posts counts any more."""
    connection.execute(sa.update(phone).where(phone.c.id == phone_id).values(ended_at=now))


def resume(connection: sa.Connection, phone_id: int) -> None:
    """What a phone posts counts again, unless another has taken its place."""
    newer = phone.alias("newer")
    is_replaced = sa.exists().where(
        newer.c.ended_at.is_(None),
        newer.c.chama_id == phone.c.chama_id,
        newer.c.collector == phone.c.collector,
    )
    connection.execute(
        sa.update(phone).where(phone.c.id == phone_id, ~is_replaced).values(ended_at=None)
    )


def groups_with_silent(connection: sa.Connection, now: datetime) -> list[int]:
    """The groups that have a phone of whose silence nobody was told."""
    chosen = sa.select(phone.c.chama_id).where(*_silent(now)).distinct()
    return list(connection.execute(chosen.order_by(phone.c.chama_id)).scalars())


def take_silent(
    connection: sa.Connection, chama_id: int, now: datetime
) -> tuple[ForwardingPhone, ...]:
    """The phones of a group that have been silent for too long, each once a silence."""
    taken = (
        sa.update(phone)
        .where(*_silent(now), phone.c.chama_id == chama_id)
        .values(silence_told_at=now)
        .returning(phone)
    )
    return tuple(
        ForwardingPhone(row.id, row.collector, row.enrolled_at, row.seen_at)
        for row in connection.execute(taken)
    )


def _silent(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    is_new = sa.or_(phone.c.silence_told_at.is_(None), phone.c.silence_told_at < _HEARD_AT)
    return PHONE_IS_ENROLLED, now - SILENT_AFTER >= _HEARD_AT, is_new


@dataclass(frozen=True, slots=True)
class Listed:
    """A phone that forwards, for the operator. number: E.164, of its collector."""

    chama: str
    number: str
    heard_at: datetime | None


def all_enrolled(connection: sa.Connection) -> list[Listed]:
    """All that forward, by the name of their group."""
    chosen = (
        sa.select(chama.c.name, collector.c.phone, phone.c.seen_at)
        .join(chama, chama.c.id == phone.c.chama_id)
        .join(
            collector,
            sa.and_(
                collector.c.chama_id == phone.c.chama_id, collector.c.code == phone.c.collector
            ),
        )
        .where(PHONE_IS_ENROLLED)
        .order_by(chama.c.name, phone.c.id)
    )
    return [Listed(*row) for row in connection.execute(chosen)]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
