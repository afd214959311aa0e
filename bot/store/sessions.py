"""Who looks at the pages in a browser: one-time links, the sessions that they open, their ends.

A session is a person's, by their phone, and shows the groups in which they hold an office at that
moment. An auditor's session is that of the officer who let them in, for one group, in which nothing
can be clicked; it lasts longer. Of a link and of a cookie only the digest is stored, so that nobody
who reads the tables can come in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from bot.conversation.effects import Purpose
from bot.store import outbox
from bot.store.one_time import digest, new_token
from bot.store.outbox import NewMessage, Part
from bot.store.tables import (
    SESSION_IS_OPEN,
    chama,
    contact,
    file_link,
    member,
    member_address,
)
from bot.store.tables import dashboard_link as link
from bot.store.tables import dashboard_session as session

LINK_LASTS = timedelta(minutes=10)
LINKS_COUNTED = timedelta(hours=1)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)

AUDIT_LASTS = timedelta(days=7)
"""An auditor's link until it is opened, and their session since: who reads a year's book takes more
than an evening."""
AUDIT_IDLE = timedelta(days=1)

OPENED, AUDIT_OPENED = "dashboard_opened", "auditor_opened"
"""What an officer is told of each login: of their own, and of the auditor whom they let in."""


@dataclass(frozen=True, slots=True)
class Office:
    """A group in which somebody holds an office. member: their code in it."""

    chama_id: int
    chama: str
    member: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that may look, and for whom. phone: of an officer. offices: what they hold now, by
    the groups' names. is_auditor: somebody whom that officer lets look, in the one group that
    `offices` then has, and change nothing."""

    id: int
    phone: str
    language: str
    seen_at: datetime
    offices: tuple[Office, ...]
    is_auditor: bool

    def is_seen_anew(self, now: datetime) -> bool:
        """Whether it is to be written down that its person did something."""
        return now - self.seen_at >= SEEN_EVERY


# --- links ---------------------------------------------------------------------------------------


def links_lately(connection: sa.Connection, phone: str, now: datetime) -> int:
    """How many links a person was sent in the last hour."""
    lately = sa.select(sa.func.count()).where(
        link.c.phone == phone, link.c.made_at > now - LINKS_COUNTED
    )
    return int(connection.execute(lately).scalar_one())


def make_link(
    connection: sa.Connection,
    phone: str,
    token: str,
    now: datetime,
    *,
    audited: int | None = None,
) -> None:
    """A person may come in with this once; those that are long over are forgotten.

    phone: of an officer. audited: the group that their auditor is to look at, None for themselves.
    """
    of_person = link.c.phone == phone
    connection.execute(sa.delete(link).where(of_person, link.c.made_at < now - AUDIT_LASTS))
    row = {"digest": digest(token), "phone": phone, "made_at": now, "chama_id": audited}
    connection.execute(sa.insert(link).values(row))


class Door(StrEnum):
    """Whom a link lets in."""

    OFFICER = "enter"
    AUDITOR = "audit"


def door_of(connection: sa.Connection, token: str, now: datetime) -> Door | None:
    """Whom this lets in, None where it lets nobody; asking does not spend it."""
    chosen = sa.select(link.c.chama_id).where(*_unspent(token, now))
    row = connection.execute(chosen).first()
    if row is None:
        return None
    return Door.OFFICER if row.chama_id is None else Door.AUDITOR


def enter(connection: sa.Connection, token: str, now: datetime, before: str = "") -> str:
    """Spend a link and open a session, of which its officer is told; gives its cookie, "" where the
    link counts no more or its officer holds no office.

    before: the cookie that the browser had. That session ends, or an officer's page would stay open
    in the browser that they hand to their auditor.
    """
    spent = sa.update(link).where(*_unspent(token, now)).values(used_at=now)
    found = connection.execute(spent.returning(link.c.phone, link.c.chama_id)).first()
    offices = offices_of(connection, found.phone, found.chama_id) if found is not None else ()
    if found is None or not offices:
        return ""
    had = sa.and_(session.c.digest == digest(before), SESSION_IS_OPEN)
    connection.execute(sa.update(session).where(had).values(ended_at=now))
    cookie = new_token()
    row = {**found._mapping, "digest": digest(cookie), "opened_at": now, "seen_at": now}
    opened = sa.insert(session).values(row).returning(session.c.id)
    number = connection.execute(opened).scalar_one()
    template = OPENED if found.chama_id is None else AUDIT_OPENED
    facts = {"name": offices[0].name, "chama": offices[0].chama}
    told = NewMessage(
        key=f"dashboard:{number}",
        address=found.phone,
        parts=(Part(template, facts),),
        purpose=Purpose.DUTY,  # a security notice: also after STOP, also at night
        chama_id=offices[0].chama_id,
        member=offices[0].member,
    )
    outbox.queue(connection, [told], now)
    return cookie


def _unspent(token: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    is_fresh = sa.or_(
        link.c.made_at > now - LINK_LASTS,
        sa.and_(link.c.chama_id.is_not(None), link.c.made_at > now - AUDIT_LASTS),
    )
    return link.c.digest == digest(token), link.c.used_at.is_(None), is_fresh


# --- sessions ------------------------------------------------------------------------------------


def with_cookie(connection: sa.Connection, cookie: str, now: datetime) -> Session | None:
    """The session of a browser, None where it is over; one without any office has none."""
    return _alive(connection, session.c.digest == digest(cookie), now)


def with_id(connection: sa.Connection, number: int, now: datetime) -> Session | None:
    """The same, by what the gate has called it since it let the browser in."""
    return _alive(connection, session.c.id == number, now)


def open_now(connection: sa.Connection, phone: str, now: datetime) -> int:
    """How many browsers are signed in for a person themselves, their auditors' apart."""
    counted = sa.select(sa.func.count()).where(
        session.c.phone == phone,
        session.c.chama_id.is_(None),
        session.c.opened_at > now - LONGEST,
        session.c.seen_at > now - IDLE,
        SESSION_IS_OPEN,
    )
    return int(connection.execute(counted).scalar_one())


def _alive(
    connection: sa.Connection, which: sa.ColumnElement[bool], now: datetime
) -> Session | None:
    chosen = (
        sa.select(session.c.id, session.c.phone, session.c.chama_id, contact.c.language)
        .add_columns(session.c.opened_at, session.c.seen_at)
        .outerjoin(contact, contact.c.address == session.c.phone)
        .where(which, SESSION_IS_OPEN)
    )
    row = connection.execute(chosen).first()
    if row is None:
        return None
    is_auditor = row.chama_id is not None
    longest, idle = (AUDIT_LASTS, AUDIT_IDLE) if is_auditor else (LONGEST, IDLE)
    if row.opened_at <= now - longest or row.seen_at <= now - idle:
        return None
    offices = offices_of(connection, row.phone, row.chama_id)
    own_language = "" if is_auditor else row.language
    language = own_language or _language_of(connection, offices)
    return Session(row.id, row.phone, language, row.seen_at, offices, is_auditor)


def _language_of(connection: sa.Connection, offices: tuple[Office, ...]) -> str:
    """What their first group speaks; who holds no office is shown nothing in any."""
    if not offices:
        return ""
    chosen = sa.select(chama.c.language).where(chama.c.id == offices[0].chama_id)
    return str(connection.execute(chosen).scalar_one())


def offices_of(
    connection: sa.Connection, phone: str, chama_id: int | None = None
) -> tuple[Office, ...]:
    """The groups in which a person holds an office now, by their names; of one group alone where
    that is named."""
    of_group = (member.c.chama_id == chama_id,) if chama_id is not None else ()
    chosen = (
        sa.select(chama.c.id, chama.c.name.label("chama"), member.c.code, member.c.name)
        .add_columns(member.c.office)
        .join(member_address, member_address.c.member_id == member.c.id)
        .join(chama, chama.c.id == member.c.chama_id)
        .where(
            member_address.c.address == phone,
            member.c.office.is_not(None),
            member.c.wrong_number_at.is_(None),
            *of_group,
        )
        .order_by(chama.c.name, chama.c.id)
    )
    return tuple(Office(*row) for row in connection.execute(chosen))


def note_seen(connection: sa.Connection, number: int, now: datetime) -> None:
    """The person of a session did something; one that is over stays over."""
    is_open = sa.and_(session.c.id == number, SESSION_IS_OPEN, session.c.seen_at < now)
    connection.execute(sa.update(session).where(is_open).values(seen_at=now))


def end(connection: sa.Connection, number: int, now: datetime) -> None:
    """A browser looks no more."""
    is_open = sa.and_(session.c.id == number, SESSION_IS_OPEN)
    connection.execute(sa.update(session).where(is_open).values(ended_at=now))


def end_all(connection: sa.Connection, phone: str, now: datetime) -> int:
    """No browser looks for this person any more, their auditors' neither, and no link that they
    were sent opens anything, pages or files; gives how many did."""
    for one in (link, file_link):
        unused = sa.and_(one.c.phone == phone, one.c.used_at.is_(None))
        connection.execute(sa.update(one).where(unused).values(used_at=now))
    is_open = sa.and_(session.c.phone == phone, SESSION_IS_OPEN)
    ended = connection.execute(sa.update(session).where(is_open).values(ended_at=now))
    return ended.rowcount


def end_audits(connection: sa.Connection, chama_id: int, now: datetime) -> None:
    """No auditor looks at this group any more, and no link lets one in."""
    unused = sa.and_(link.c.chama_id == chama_id, link.c.used_at.is_(None))
    connection.execute(sa.update(link).where(unused).values(used_at=now))
    is_open = sa.and_(session.c.chama_id == chama_id, SESSION_IS_OPEN)
    connection.execute(sa.update(session).where(is_open).values(ended_at=now))
