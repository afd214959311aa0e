"""The group's own money, no pot's and not the welfare's: fines come in, expenses and fees go out.

Where it holds less than nothing the group has spent what is its members', and every list shows it.
"""

from __future__ import annotations

from chama.journal import Account
from chama.kinds import AccountKind

GENERAL = "general"


def income() -> Account:
    """What the group has earned: fines raised."""
    return Account(GENERAL, AccountKind.INCOME)


def fees() -> Account:
    """What providers took for moving money."""
    return Account(GENERAL, AccountKind.FEES)


def expenses() -> Account:
    """What was spent on the group's own needs."""
    return Account(GENERAL, AccountKind.EXPENSES)
