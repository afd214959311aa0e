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
    """Whether another group's book had a receipt first, or it was shown to be another's, and this
    one's has never been shown it."""
    receipt = shown.id
    if receipt is None or about_money.is_shown(connection, chama_id, receipt):
        return False
    if about_money.came_to_another(connection, chama_id, receipt):
        return True
    return book.holder_of(connection, receipt) not in (None, chama_id)


def leave(
    room: Room, connection: sa.Connection, chama_id: int, shown: Receipt, *, is_listed: bool = False
) -> bool:
    """Have the book of another group leave what the provider has just shown to be this one's.

    is_listed: by its own list, whose account names this group; then a callback's account was made
    up or mistaken, whatever it has led to. Gives whether it is this one's: without a list not where
    the provider has shown it to the other before.
    """
    receipt = shown.id
    if receipt is None:
        raise LookupError("What the provider has shown has no code.")
    holder = book.holder_of(connection, receipt)
    if holder in (None, chama_id) or about_money.is_shown(connection, chama_id, receipt):
        return True
    if about_money.is_shown(connection, holder, receipt):
        if not (is_listed and about_money.came_to_another(connection, chama_id, receipt)):
            return False
        about_money.forget_proof(connection, holder, receipt)
    room.decide(
        connection,
        holder,
        f"receipt:{receipt.code}:elsewhere",
        lambda draft: told_otherwise.leave(draft, receipt, shown.direction),
        [shown],
    )
    return True
