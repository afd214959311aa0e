"""Who writes from which address: a member's phone number, and the ids under which they may hide it.

A provider that signs both, number and id, in one message has said that they are one person. From
then on the id alone is that person, under their number as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.messages import InboundMessage
from bot.store import book, database, register
from bot.store.prepared import Prepared
from bot.store.tables import member, member_address

_ALIAS: sa.BindParameter[str] = sa.bindparam("alias")
_PHONE: sa.BindParameter[str] = sa.bindparam("phone")

_PHONE_OF = Prepared(
    sa.select(member.c.phone)
    .join(member_address, member_address.c.member_id == member.c.id)
    .where(member_address.c.address == _ALIAS)
    .order_by(member.c.id.desc())
    .limit(1)
)
_OF_OTHERS = Prepared(
    sa.select(member.c.id, member.c.chama_id, member.c.code)
    .join(member_address, member_address.c.member_id == member.c.id)
    .where(member_address.c.address == _ALIAS, member.c.phone != _PHONE)
)
_named = member_address.alias("named")
_NOT_YET_NAMED = Prepared(
    sa.select(member.c.id, member.c.chama_id, member.c.code)
    .join(member_address, member_address.c.member_id == member.c.id)
    .where(
        member_address.c.address == _PHONE,
        ~sa.exists().where(
            _named.c.address == _ALIAS, _named.c.member_id == member_address.c.member_id
        ),
    )
)


def known(connection: sa.Connection, message: InboundMessage) -> InboundMessage:
    """A message from an id, under the phone number of the member who is known by it."""
    found = _PHONE_OF.first(connection, {"alias": message.sender})
    return replace(message, sender=found.phone) if found is not None else message


def is_number(address: str) -> bool:
    """Whether an address is a phone number, and so its own name for a person."""
    return address.startswith("+")


def remember(connection: sa.Connection, alias: str, phone: str, now: datetime) -> None:
    """An id belongs to the number that it came with last: people change their numbers.

    How a member is recognised stands in the group's register, so a change is noted there.
    """
    both = {"alias": alias, "phone": phone}
    others = _OF_OTHERS.rows(connection, both)
    for row in others:
        connection.execute(
            sa.delete(member_address).where(
                member_address.c.address == alias, member_address.c.member_id == row.id
            )
        )
    unnamed = _NOT_YET_NAMED.rows(connection, both)
    for row in unnamed:
        connection.execute(
            database.insert(connection, member_address)
            .values(address=alias, member_id=row.id)
            .on_conflict_do_nothing()
        )
    _note(connection, [*others, *unnamed], now)


def _note(connection: sa.Connection, changed: Iterable[Any], now: datetime) -> None:
    """Books are locked in the order of their ids, so that no two messages wait for each other."""
    for row in sorted(changed, key=lambda row: (row.chama_id, row.code)):
        own_book = book.lock_book(connection, row.chama_id)
        register.note_member(connection, own_book, row.code, row.code, now)
