"""Each fund over a period: what it had, what came and went and by what, what it has and owes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from chama.entries import FUNDS
from chama.group import Group
from chama.journal import Account, JournalEntry
from chama.kinds import AccountKind, EntryKind
from chama.money import Money

WORTH = (
    *(AccountKind.WELFARE, AccountKind.INCOME, AccountKind.OPENING),
    *(AccountKind.FEES, AccountKind.EXPENSES, AccountKind.EXCHANGE),
)
"""What a fund is worth by itself: what was given and earned, less what was spent."""

CLAIMS = (*(AccountKind.ADVANCE, AccountKind.POT, AccountKind.PAYABLE, AccountKind.UNALLOCATED),)
"""What a fund is to pay: to members, for what was agreed, to owners of money who are not known."""

OWED = (AccountKind.DUES, AccountKind.FINES)
"""What members are to pay to it."""

Cents = Mapping[AccountKind, int]


@dataclass(frozen=True, slots=True)
class FundView:
    """A fund. opening, closing: cents by kind of account, debits positive.

    moved: cents of the period by kind of account and of entry; what a contra entry takes back is
    taken from the kind of the entry that it takes back. came_in, went_out: money of the period, by
    kind of entry, as far as the fund's money grew or shrank by each entry.
    """

    fund: str
    currency: str
    opening: Cents
    closing: Cents
    moved: Mapping[tuple[AccountKind, EntryKind], int]
    came_in: Mapping[EntryKind, int]
    went_out: Mapping[EntryKind, int]

    def money(self, cents: int) -> Money:
        """An amount in the fund's currency."""
        return Money(cents, self.currency)

    def has(self, *kinds: AccountKind, at_opening: bool = False) -> Money:
        """What accounts of these kinds hold, debits positive."""
        held = self.opening if at_opening else self.closing
        return self.money(sum(held.get(kind, 0) for kind in kinds))

    def cash(self, *, at_opening: bool = False) -> Money:
        """The money that the fund has."""
        return self.has(*_MONEY, at_opening=at_opening)

    @property
    def total_in(self) -> Money:
        """All that came in."""
        return self.money(sum(self.came_in.values()))

    @property
    def total_out(self) -> Money:
        """All that went out."""
        return self.money(sum(self.went_out.values()))

    def by(self, account: AccountKind, *entries: EntryKind) -> Money:
        """By how much entries of these kinds moved accounts of a kind, debits positive."""
        return self.money(sum(self.moved.get((account, kind), 0) for kind in entries))

    def change(self, *kinds: AccountKind) -> Money:
        """By how much accounts of these kinds changed, debits positive."""
        return self.has(*kinds) - self.has(*kinds, at_opening=True)


_MONEY = tuple(kind for kind in AccountKind if kind.meaning.is_money)


def funds(
    connection: sa.Connection, group: Group, until: BookAt, after: BookAt | None = None
) -> tuple[FundView, ...]:
    """The funds of a group's own currency, then those of others, as the book was then.

    after: how far the book had come before the period; None for all from its beginning on.
    """
    first = after.seq if after is not None else 0
    reading = {fund: _Reading(fund, group.currency) for fund in FUNDS}
    entries: dict[int, JournalEntry] = {}
    for sealed in entries_until(connection, until):
        entry = entries[sealed.seq] = sealed.entry
        meant = entry if entry.reverses is None else entries[entry.reverses]
        for fund in dict.fromkeys(line.account.fund for line in entry.postings):
            one = reading.setdefault(fund, _Reading(fund, _currency(fund, group)))
            one.take(entry, meant, is_in_period=sealed.seq > first)
    own, others = list(FUNDS), sorted(reading.keys() - {*FUNDS})
    return tuple(reading[fund].view() for fund in (*own, *others))


def of_currency(views: tuple[FundView, ...]) -> Iterator[tuple[str, tuple[FundView, ...]]]:
    """The funds by currency, the group's own first: no two of another currency side by side."""
    for currency in dict.fromkeys(one.currency for one in views):
        yield currency, tuple(one for one in views if one.currency == currency)


def _currency(fund: str, group: Group) -> str:
    return Account(fund, AccountKind.EXCHANGE).currency or group.currency


@dataclass
class _Reading:
    """A fund while the book is gone through."""

    fund: str
    currency: str
    opening: Counter[AccountKind] = field(default_factory=Counter)
    held: Counter[AccountKind] = field(default_factory=Counter)
    moved: Counter[tuple[AccountKind, EntryKind]] = field(default_factory=Counter)
    came_in: Counter[EntryKind] = field(default_factory=Counter)
    went_out: Counter[EntryKind] = field(default_factory=Counter)

    def take(self, entry: JournalEntry, meant: JournalEntry, *, is_in_period: bool) -> None:
        """The next entry that touches the fund. meant: the one that it takes back, else itself."""
        lines = [line for line in entry.postings if line.account.fund == self.fund]
        for line in lines:
            kind, cents = line.account.kind, line.amount_cents
            self.held[kind] += cents
            if is_in_period:
                self.moved[kind, meant.kind] += cents
            else:
                self.opening[kind] += cents
        money_cents = sum(p.amount_cents for p in lines if p.account.kind.meaning.is_money)
        if is_in_period and money_cents:
            is_in = (money_cents > 0) == (entry is meant)
            flow = self.came_in if is_in else self.went_out
            flow[meant.kind] += money_cents if is_in else -money_cents

    def view(self) -> FundView:
        """What was read."""
        return FundView(
            self.fund,
            self.currency,
            dict(self.opening),
            dict(self.held),
            dict(self.moved),
            dict(self.came_in),
            dict(self.went_out),
        )
