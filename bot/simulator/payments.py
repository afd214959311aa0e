"""Which payment a forwarded M-Pesa text is about, so that both phones of the page tell of the same.

The other phone's text may have been shown already: then this is that payment's second text. Else it
is a new payment of what the member still owes.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from bot.simulator.money_texts import Payment, fresh_code, received_text, sent_text
from bot.store import book
from bot.store.tables import claim, entry, inbox
from chama.constitution import CollectorKind
from chama.group import Collector, Group, Person
from chama.kinds import EntryKind
from chama.money import Money
from chama.rota import day_in_nairobi
from chama.standing import owed_cents


class Side(StrEnum):
    """Whose phone shows a text: the payer's "sent to", or the collector's "received from"."""

    SENT = "sent"
    RECEIVED = "received"


def money_text(
    connection: sa.Connection, group: Group, payer: Person, side: Side, now: datetime
) -> str | None:
    """The text that one side forwards of a member's payment; None without a phone to pay to."""
    collector = phone_collector(group)
    if collector is None:
        return None
    find_known = _claimed if side is Side.RECEIVED else _credited
    known = find_known(connection, group, payer)
    code, amount = known or (fresh_code(day_in_nairobi(now)), _due(connection, group, payer))
    payment = Payment(
        code, amount, payer.name, payer.phone, collector.name, collector.phone, at=now
    )
    return sent_text(payment) if side is Side.SENT else received_text(payment)


def phone_collector(group: Group) -> Collector | None:
    """The group's first collector that is somebody's own M-Pesa account."""
    return next((one for one in group.collectors if one.kind is CollectorKind.PHONE), None)


def _claimed(connection: sa.Connection, group: Group, payer: Person) -> tuple[str, Money] | None:
    """The payment whose "sent" text the member showed last, while the group's phone shows none."""
    newest = (
        sa.select(claim.c.code, claim.c.amount_cents)
        .where(
            claim.c.chama_id == group.id,
            claim.c.member == payer.code,
            claim.c.settled_at.is_(None),
            claim.c.amount_cents.is_not(None),
        )
        .order_by(claim.c.claimed_at.desc())
        .limit(1)
    )
    row = connection.execute(newest).one_or_none()
    return (row.code, Money(row.amount_cents)) if row is not None else None


def _credited(connection: sa.Connection, group: Group, payer: Person) -> tuple[str, Money] | None:
    """The payment that was credited to the member last, while they have not shown its "sent"."""
    newest = (
        sa.select(entry.c.id, entry.c.receipt)
        .where(
            entry.c.chama_id == group.id,
            entry.c.member == payer.code,
            entry.c.kind == EntryKind.CONTRIBUTION.value,
            entry.c.receipt != "",
        )
        .order_by(entry.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(newest).one_or_none()
    if row is None or _has_shown(connection, payer.phone, row.receipt):
        return None
    (sealed,) = book.entries_with_ids(connection, [row.id])
    return row.receipt, Money(sealed.entry.amount_cents)


def _has_shown(connection: sa.Connection, phone: str, code: str) -> bool:
    shown = sa.select(inbox.c.id).where(inbox.c.sender == phone, inbox.c.text.contains(code))
    return connection.execute(shown.limit(1)).first() is not None


def _due(connection: sa.Connection, group: Group, payer: Person) -> Money:
    """What the member still owes, else the next contribution in advance."""
    owed = owed_cents(book.balances(connection, group.id), payer.code)
    return Money(owed) if owed > 0 else Money(group.rules.rotation.contribution_cents)
