"""The group's own money, no pot's and not the welfare's: fines come in, expenses and fees go out.

Where it holds less than nothing the group has spent what is its members', and every list shows it.
"""

from __future__ import annotations

from chama.journal import Account, Balances
from chama.kinds import AccountKind

GENERAL = "general"


def income() -> Account:
    """What the group has earned: fines raised."""
    return Account(GENERAL, AccountKind.INCOME)


def fees(place: Account | None = None) -> Account:
    """What providers took for moving money out of a place, in the currency that lies there."""
    return Account(_spent_of(place), AccountKind.FEES)


def expenses(place: Account | None = None) -> Account:
    """What was spent on the group's own needs out of a place, in the currency that lies there."""
    return Account(_spent_of(place), AccountKind.EXPENSES)


def _spent_of(place: Account | None) -> str:
    """The fund that bears it: the group's own, or that of another currency."""
    return place.fund if place is not None and place.currency else GENERAL


def set_aside(number: str) -> Account:
    """What it was agreed to spend and has not left yet: the expense that was agreed as number."""
    return Account(GENERAL, AccountKind.PAYABLE, number)


def set_aside_in(balances: Balances) -> list[str]:
    """The numbers of the expenses that were agreed and have not left."""
    return [
        account.owner
        for account, cents in balances.items()
        if account.fund == GENERAL and account.kind is AccountKind.PAYABLE and cents < 0
    ]


def own_cents(balances: Balances) -> int:
    """What the group has of its own and may still spend, in cents: less than nothing once it has
    spent what is its members'."""
    return sum(
        cents
        for account, cents in balances.items()
        if account.fund == GENERAL
        and (account.kind.meaning.is_money or account.kind is AccountKind.PAYABLE)
    )
