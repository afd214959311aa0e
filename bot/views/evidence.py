"""What an entry of the book stands on: the message whose handling posted it, as it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.store import book, phones
from bot.store.tables import entry, forwarding_phone, inbox, member, member_address
from chama.entries import receipt_of
from chama.journal import SealedEntry
from chama.receipts.normalise import normalise
from chama.receipts.split import segments

WAITED_AT_MOST = timedelta(days=7)
"""A message that our code failed on is handled later than it came, but not later than this."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A message. sender: a member's name, "" for a phone that posts texts by itself. text: of one
    with several money texts only the one that the entry is of; "" for a click on a page."""

    sender: str
    text: str
    channel: str
    came_at: datetime


def evidence(connection: sa.Connection, chama_id: int, seq: int) -> Evidence | None:
    """What came in and posted the entry of that number; None where no message of a member or of a
    connected phone did: the clock, a statement, or M-Pesa itself."""
    chosen = sa.select(entry.c.id).where(entry.c.chama_id == chama_id, entry.c.seq == seq)
    found = book.entries_with_ids(connection, connection.execute(chosen).scalars().all())
    if not found:
        return None
    (sealed,) = found
    senders = _senders(connection, chama_id)
    row = _handled_then(connection, senders, sealed)
    if row is None:
        return None
    return Evidence(
        sender=senders[row.sender],
        text=_text(row.text, sealed),
        channel=row.channel,
        came_at=row.received_at,
    )


def _senders(connection: sa.Connection, chama_id: int) -> dict[str, str]:
    """Whose messages are this chama's: names by address, "" for the phones it has connected."""
    people = (
        sa.select(member_address.c.address, member.c.name)
        .join(member, member.c.id == member_address.c.member_id)
        .where(member.c.chama_id == chama_id)
    )
    connected = sa.select(forwarding_phone.c.id).where(forwarding_phone.c.chama_id == chama_id)
    posting = (phones.address_of(number) for number in connection.execute(connected).scalars())
    named = {row.address: row.name for row in connection.execute(people)}
    return {**dict.fromkeys(posting, ""), **named}


def _handled_then(
    connection: sa.Connection, senders: dict[str, str], sealed: SealedEntry
) -> Any | None:
    """The message that was handled in the moment in which the entry was put down: it is the same
    moment, as one transaction did both."""
    at = sealed.recorded_at
    if at is None:
        return None
    chosen = (
        sa.select(inbox)
        .where(
            inbox.c.sender.in_(sorted(senders)),
            inbox.c.received_at.between(at - WAITED_AT_MOST, at),
            inbox.c.handled_at == at,
        )
        .order_by(inbox.c.id.desc())
        .limit(1)
    )
    return connection.execute(chosen).first()


def _text(text: str, sealed: SealedEntry) -> str:
    """What of a message an entry is of: where several money texts came in one, they may be of
    several groups, and who looks is shown the one that is this entry's."""
    normal = normalise(text)
    parts = segments(normal.folded)
    opened = [part for part in parts if part.code is not None]
    if len(opened) < 2:
        return text
    receipt = receipt_of(sealed.entry.key)
    own = [one for one in opened if receipt is not None and one.code == receipt.code]
    shown = own or [one for one in parts if one.code is None]
    return "\n".join(normal.shown[one.start : one.end].strip() for one in shown)
