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
from bot.views.claims import open_claims
from bot.views.entries import last_payment
from bot.views.messages import has_written
from chama.constitution import CollectorKind
from chama.group import Collector, Group, Person
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
    claims = open_claims(connection, group.id, payer.code)
    return next(((one.code, one.amount) for one in claims if one.amount is not None), None)


def _credited(connection: sa.Connection, group: Group, payer: Person) -> tuple[str, Money] | None:
    """The payment that was credited to the member last, while they have not shown its "sent"."""
    last = last_payment(connection, group.id, payer.code)
    if last is None or has_written(connection, payer.phone, last.receipt):
        return None
    return last.receipt, last.amount


def _due(connection: sa.Connection, group: Group, payer: Person) -> Money:
    """What the member still owes, else the next contribution in advance."""
    owed = owed_cents(book.balances(connection, group.id), payer.code)
    return Money(owed) if owed > 0 else Money(group.rules.rotation.contribution_cents)
