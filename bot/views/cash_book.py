"""The cash book of each place where money lies: what came in and went out, and what lies there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from bot.views.book_at import BookAt, entries_until
from chama.entries import payee_of, receipt_of, spent_on
from chama.group import Group
from chama.journal import Account, JournalEntry, SealedEntry
from chama.kinds import AccountKind, EntryKind
from chama.money import Money
from chama.receivables import day_of
from chama.rota import day_in_nairobi

Place = tuple[AccountKind, str, str]
"""A phone, till, account or hand: kind, owner, and currency where that is not the group's."""


@dataclass(frozen=True, slots=True)
class CashRow:
    """An entry that moved money there. on: the day to which it belongs; put_down: on which the book
    got it.

    kind, is_contra: what it did, and whether it took that back. names: of whom it is about, else
    who paid or was paid. words: what it was spent on. balance: what lies there after it.
    """

    seq: int
    on: date
    put_down: date
    kind: EntryKind
    is_contra: bool
    names: str
    words: str
    receipt: str
    came_in: Money
    went_out: Money
    balance: Money
    chain: str


@dataclass(frozen=True, slots=True)
class CashDay:
    """A day on which the book got something of a place."""

    on: date
    opening: Money
    came_in: Money
    went_out: Money
    closing: Money


@dataclass(frozen=True, slots=True)
class PlaceBook:
    """A place over a period. kind: "phone", "till" ..., or "hand"; name: the collector's, or whose
    hand it is. code: of the collector, or of the member. funds: of which funds the closing is."""

    place: Place
    kind: str
    name: str
    code: str
    opening: Money
    rows: tuple[CashRow, ...]
    closing: Money
    funds: tuple[tuple[str, Money], ...]

    @property
    def days(self) -> Iterator[CashDay]:
        """Day by day, as the book got them: each opens with what the one before closed with."""
        opening = self.opening
        for on in dict.fromkeys(row.put_down for row in self.rows):
            rows = [row for row in self.rows if row.put_down == on]
            came_in, went_out = opening - opening, opening - opening
            for row in rows:
                came_in, went_out = came_in + row.came_in, went_out + row.went_out
            yield CashDay(on, opening, came_in, went_out, rows[-1].balance)
            opening = rows[-1].balance


def place_of(account: Account) -> Place | None:
    """The place of an account where money lies, None for any other account."""
    if not account.kind.meaning.is_money:
        return None
    return account.kind, account.owner, account.currency


def cash_book(
    connection: sa.Connection, group: Group, until: BookAt, after: BookAt | None = None
) -> tuple[PlaceBook, ...]:
    """Every place in which money of the group lies or lay, collectors first, as the book was then.

    after: how far the book had come before the period; None for all from its beginning on.
    """
    first = after.seq if after is not None else 0
    places = {place_of(one.place): _Reading(group, one.place) for one in group.collectors}
    known: dict[int, SealedEntry] = {}
    for sealed in entries_until(connection, until):
        known[sealed.seq] = sealed
        for account in {line.account for line in sealed.entry.postings}:
            if (place := place_of(account)) is not None and place not in places:
                places[place] = _Reading(group, account)
        for one in places.values():
            one.take(sealed, known, is_shown=sealed.seq > first)
    return tuple(one.book() for one in places.values())


@dataclass
class _Reading:
    """A place while the book is gone through."""

    group: Group
    account: Account
    cents: int = 0
    opening_cents: int = 0
    rows: list[CashRow] = field(default_factory=list)
    by_fund: dict[str, int] = field(default_factory=dict)

    def take(
        self, sealed: SealedEntry, known: Mapping[int, SealedEntry], *, is_shown: bool
    ) -> None:
        """The next entry of the book."""
        here = place_of(self.account)
        moved = 0
        for line in sealed.entry.postings:
            if place_of(line.account) == here:
                moved += line.amount_cents
                fund = line.account.fund
                self.by_fund[fund] = self.by_fund.get(fund, 0) + line.amount_cents
        self.cents += moved
        if not is_shown:
            self.opening_cents = self.cents
        elif moved:
            self.rows.append(self._row(sealed, known, moved))

    def book(self) -> PlaceBook:
        """What was read of it."""
        kind, owner, currency = self.account.kind, self.account.owner, self.account.currency
        collector = self.group.collector(owner) if kind is AccountKind.COLLECTOR else None
        return PlaceBook(
            place=(kind, owner, currency),
            kind=collector.kind.value if collector is not None else "hand",
            name=collector.name if collector is not None else self.group.name_of(owner),
            code=owner,
            opening=self._money(self.opening_cents),
            rows=tuple(self.rows),
            closing=self._money(self.cents),
            funds=tuple((fund, self._money(c)) for fund, c in sorted(self.by_fund.items()) if c),
        )

    def _row(self, sealed: SealedEntry, known: Mapping[int, SealedEntry], cents: int) -> CashRow:
        entry = sealed.entry
        meant = entry if entry.reverses is None else known[entry.reverses].entry
        receipt = entry.receipt_id or receipt_of(entry.key)
        put_down = day_in_nairobi(sealed.recorded_at) if sealed.recorded_at else day_of(sealed)
        return CashRow(
            seq=sealed.seq,
            on=day_of(sealed),
            put_down=put_down,
            kind=meant.kind,
            is_contra=entry.reverses is not None,
            names=_names(self.group, meant),
            words=_words(meant),
            receipt=receipt.code if receipt is not None else "",
            came_in=self._money(max(0, cents)),
            went_out=self._money(max(0, -cents)),
            balance=self._money(self.cents),
            chain=sealed.chain_code,
        )

    def _money(self, cents: int) -> Money:
        return Money(cents, self.account.currency or self.group.currency)


def _names(group: Group, entry: JournalEntry) -> str:
    members = ", ".join(filter(None, map(group.name_of, entry.members)))
    is_from_nobody_known = entry.kind is EntryKind.UNALLOCATED and not members
    return members or payee_of(entry) or (entry.memo if is_from_nobody_known else "")


def _words(entry: JournalEntry) -> str:
    """What it was spent on, as it was said; the payee stands among the names."""
    if entry.kind is not EntryKind.EXPENSE:
        return ""
    return entry.memo.partition(": ")[2] if payee_of(entry) else spent_on(entry.memo)
