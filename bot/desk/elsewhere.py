"""A receipt that the provider has shown to be one group's counts in no other's book.

A text can name any code, in whatever group its sender collects for; only the provider knows to
whom its money came.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.conversation.by_api import told_otherwise
from bot.desk.room import Room
from bot.store import about_money, book
from chama.receipts import Receipt


def has(connection: sa.Connection, chama_id: int, shown: Receipt) -> bool:
    """Whether another group's book had a receipt first, and this one's has never been shown it."""
    receipt = shown.id
    holder = book.holder_of(connection, receipt) if receipt is not None else None
    if receipt is None or holder in (None, chama_id):
        return False
    return not about_money.is_shown(connection, chama_id, receipt)


def leave(room: Room, connection: sa.Connection, chama_id: int, shown: Receipt) -> bool:
    """Have the book of another group leave what the provider has just shown to be this one's.

    Gives whether it is this one's: not where the provider has shown it to the other before.
    """
    receipt = shown.id
    if receipt is None:
        raise LookupError("What the provider has shown has no code.")
    holder = book.holder_of(connection, receipt)
    if holder in (None, chama_id) or about_money.is_shown(connection, chama_id, receipt):
        return True
    if about_money.is_shown(connection, holder, receipt):
        return False
    room.decide(
        connection,
        holder,
        f"receipt:{receipt.code}:elsewhere",
        lambda draft: told_otherwise.leave(draft, receipt, shown.direction),
        [shown],
    )
    return True
