"""Where a chama's money lies, of which fund it is, and what M-Pesa last printed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.store.tables import sight
from chama import entries, pots
from chama.entries import GENERAL, ROTATION, WELFARE
from chama.group import Collector, Group
from chama.journal import Balances
from chama.kinds import AccountKind
from chama.money import Money

_FUNDS = (ROTATION, WELFARE, GENERAL)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a text or statement last showed of a collector. at: aware UTC."""

    balance: Money
    at: datetime
    code: str


@dataclass(frozen=True, slots=True)
class CollectorView:
    """A phone, till, paybill or bank account. holder: whose hand it is in, "" for nobody's.

    booked: what the book says lies there, of all funds. printed: None where nothing was shown yet.
    """

    name: str
    kind: str
    number: str
    holder: str
    booked: Money
    printed: Printed | None

    @property
    def difference(self) -> Money | None:
        """By how much more was printed than is booked; below zero where it is less."""
        if self.printed is None:
            return None
        cents = self.printed.balance.cents - self.booked.cents
        return Money(cents, self.booked.currency)


@dataclass(frozen=True, slots=True)
class MoneyView:
    """A chama's money. hands: who holds cash, with how much. funds: what there is of each fund, by
    its name, in the currency of the fund. promised: set aside and not sent; waiting: of nobody
    known yet, in the chama's currency; owed: by members, in all."""

    collectors: tuple[CollectorView, ...]
    hands: tuple[tuple[str, Money], ...]
    funds: tuple[tuple[str, Money], ...]
    total: Money
    promised: Money
    waiting: Money
    owed: Money


def money_of(connection: sa.Connection, chama_id: int) -> MoneyView:
    """How a chama's money stands now."""
    balances = book.balances(connection, chama_id)
    group = load_group(connection, chama_id, balances)
    printed, places = _printed(connection, chama_id), entries.places(balances)
    own = group.currency
    return MoneyView(
        collectors=tuple(
            _collector(group, balances, one, printed.get(one.code)) for one in group.collectors
        ),
        hands=tuple(
            (group.name_of(owner), Money(cents, own))
            for kind, owner, cents in places
            if kind is AccountKind.CASH
        ),
        funds=tuple((fund, Money(entries.money_of(balances, fund), own)) for fund in _FUNDS),
        total=Money(sum(cents for *_, cents in places), own),
        promised=Money(sum(cents for _, cents in pots.payables(balances)), own),
        waiting=Money(-_sum(balances, AccountKind.UNALLOCATED), own),
        owed=Money(_sum(balances, AccountKind.DUES) + _sum(balances, AccountKind.FINES), own),
    )


def _collector(
    group: Group, balances: Balances, one: Collector, shown: sa.Row[Any] | None
) -> CollectorView:
    currency = one.currency or group.currency
    printed = None
    if shown is not None:
        printed = Printed(Money(shown.balance_cents, currency), shown.printed_at, shown.code)
    return CollectorView(
        name=one.name,
        kind=one.kind.value,
        number=one.number or one.phone,
        holder=group.name_of(one.holder) if one.holder else "",
        booked=Money(entries.lies_in(balances, one.place), currency),
        printed=printed,
    )


def _printed(connection: sa.Connection, chama_id: int) -> dict[str, sa.Row[Any]]:
    chosen = sa.select(sight).where(sight.c.chama_id == chama_id)
    return {row.collector: row for row in connection.execute(chosen)}


def _sum(balances: Balances, kind: AccountKind) -> int:
    """Of all accounts of a kind in the chama's currency."""
    return sum(
        c for account, c in balances.items() if account.kind is kind and not account.currency
    )
