"""The people of the chamas, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa

from bot.store.tables import chama, contact, member, seat
from bot.views._streamed import streamed


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member. phone: E.164. seats: lowest first. office, language: "" where there is none."""

    chama: str
    code: str
    name: str
    phone: str
    seats: tuple[int, ...]
    office: str
    language: str
    is_opted_out: bool
    has_wrong_number: bool


_own = seat.alias("own")
_FIRST_SEAT = (
    sa.select(sa.func.min(_own.c.number))
    .where(_own.c.chama_id == member.c.chama_id, _own.c.member == member.c.code)
    .scalar_subquery()
)
_MEMBERS = (
    sa.select(
        chama.c.name.label("chama"),
        member.c.id,
        member.c.code,
        member.c.name,
        member.c.phone,
        seat.c.number.label("seat"),
        member.c.office,
        member.c.wrong_number_at,
        contact.c.language,
        contact.c.opted_out_at,
    )
    .join(chama, chama.c.id == member.c.chama_id)
    .outerjoin(contact, contact.c.address == member.c.phone)
    .outerjoin(seat, sa.and_(seat.c.chama_id == member.c.chama_id, seat.c.member == member.c.code))
    .order_by(chama.c.id, _FIRST_SEAT, member.c.id, seat.c.number)
)


def members(connection: sa.Connection, chama_id: int | None = None) -> Iterator[MemberRow]:
    """Everybody, in the order of seats."""
    chosen = _MEMBERS if chama_id is None else _MEMBERS.where(member.c.chama_id == chama_id)
    for _, same in groupby(streamed(connection, chosen), attrgetter("id")):
        rows = list(same)  # one for each seat
        row = rows[0]
        yield MemberRow(
            chama=row.chama,
            code=row.code,
            name=row.name,
            phone=row.phone,
            seats=tuple(one.seat for one in rows if one.seat is not None),
            office=row.office or "",
            language=row.language or "",
            is_opted_out=row.opted_out_at is not None,
            has_wrong_number=row.wrong_number_at is not None,
        )
