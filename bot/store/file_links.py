"""One-time links to a person's own file: who may fetch which report, until when, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.conversation.commands.my_file import PASSBOOK
from bot.conversation.effects import MakeFileLink
from bot.store.one_time import digest
from bot.store.tables import contact, member, member_address
from bot.store.tables import file_link as link

LASTS = timedelta(minutes=15)
COUNTED = timedelta(hours=1)
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FileAsked:
    """A report that a link stands for. member: the code of who fetches it. language: theirs, ""
    where they have said none."""

    chama_id: int
    member: str
    report: str
    language: str


def lately(connection: sa.Connection, phone: str, now: datetime) -> int:
    """How many links a person was sent in the last hour."""
    chosen = sa.select(sa.func.count()).where(link.c.phone == phone, link.c.made_at > now - COUNTED)
    return int(connection.execute(chosen).scalar_one())


def make(
    connection: sa.Connection, chama_id: int, effect: MakeFileLink, token: str, now: datetime
) -> None:
    """A person may fetch their report with this once; those of yesterday are forgotten."""
    is_old = sa.and_(link.c.phone == effect.phone, link.c.made_at < now - KEPT)
    connection.execute(sa.delete(link).where(is_old))
    row = {
        "digest": digest(token),
        "phone": effect.phone,
        "chama_id": chama_id,
        "member": effect.member,
        "report": effect.report,
        "made_at": now,
    }
    connection.execute(sa.insert(link).values(row))


def is_unspent(connection: sa.Connection, token: str, now: datetime) -> bool:
    """Whether a link still gives its file; asking does not spend it."""
    return connection.execute(sa.select(link.c.id).where(*_unspent(token, now))).first() is not None


def spend(connection: sa.Connection, token: str, now: datetime) -> FileAsked | None:
    """What a link stands for, once: None where it counts no more, or no more for its person."""
    spent = sa.update(link).where(*_unspent(token, now)).values(used_at=now)
    row = connection.execute(spent.returning(link)).first()
    if row is None:
        return None
    chosen = (
        sa.select(member.c.office, contact.c.language)
        .join(member_address, member_address.c.member_id == member.c.id)
        .outerjoin(contact, contact.c.address == row.phone)
        .where(
            member_address.c.address == row.phone,
            member.c.chama_id == row.chama_id,
            member.c.code == row.member,
            member.c.wrong_number_at.is_(None),
        )
    )
    person = connection.execute(chosen).first()
    if person is None or (row.report != PASSBOOK and person.office is None):
        return None
    return FileAsked(row.chama_id, row.member, row.report, person.language or "")


def _unspent(token: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return link.c.digest == digest(token), link.c.used_at.is_(None), link.c.made_at > now - LASTS
