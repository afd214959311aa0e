"""Who writes from which address: a member's phone number, and the ids under which they may hide it.

A provider that signs both, number and id, in one message has said that they are one person. From
then on the id alone is that person, under their number as everywhere.
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from bot.messages import InboundMessage
from bot.store import database
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
    sa.select(member_address.c.member_id)
    .join(member, member_address.c.member_id == member.c.id)
    .where(member_address.c.address == _ALIAS, member.c.phone != _PHONE)
)
_named = member_address.alias("named")
_NOT_YET_NAMED = Prepared(
    sa.select(member_address.c.member_id).where(
        member_address.c.address == _PHONE,
        ~sa.exists().where(
            _named.c.address == _ALIAS, _named.c.member_id == member_address.c.member_id
        ),
    )
)


def known(connection: sa.Connection, message: InboundMessage) -> InboundMessage:
    """The message under its sender's phone number, where a member is known by the address it came
    from. The other address that came with it is remembered."""
    if message.sender.startswith("+"):
        if message.alias:
            _remember(connection, message.alias, message.sender)
        return message
    found = _PHONE_OF.first(connection, {"alias": message.sender})
    return replace(message, sender=found.phone) if found is not None else message


def _remember(connection: sa.Connection, alias: str, phone: str) -> None:
    """An id belongs to the number that it came with last: people change their numbers."""
    both = {"alias": alias, "phone": phone}
    for row in _OF_OTHERS.rows(connection, both):
        connection.execute(
            sa.delete(member_address).where(
                member_address.c.address == alias, member_address.c.member_id == row.member_id
            )
        )
    for row in _NOT_YET_NAMED.rows(connection, both):
        connection.execute(
            database.insert(connection, member_address)
            .values(address=alias, member_id=row.member_id)
            .on_conflict_do_nothing()
        )
