"""What became another currency's: each exchange, and each payment at an announced rate, one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.views.chamas import Legend
from bot.views.entries import sealed_entries
from chama.exchanged import rate_between
from chama.journal import Posting, SealedEntry
from chama.kinds import AccountKind
from chama.money import Money


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """Two amounts that stand for each other in one entry.

    own: in the group's currency, other: in another one; both negative where they came back or were
    taken back. Nothing is worked out from a rate: `rate` only says what the two make of a unit.
    """

    chama: str
    seq: int
    kind: str
    on: date | None
    members: tuple[str, ...]
    own: Money
    other: Money
    reverses: int | None

    @property
    def rate(self) -> str:
        """What a unit of the one that is worth more was: "GBP 1 = KES 164"."""
        return rate_between(self.own, self.other)

    def __str__(self) -> str:
        """As a report says it: "GBP 600 <-> KES 98,400 = 164"."""
        per_unit = self.rate.rpartition(" ")[2]
        return f"{self.own} <-> {self.other} = {per_unit}"


def exchanges(connection: sa.Connection, chama_id: int | None = None) -> Iterator[ExchangeRow]:
    """Every pair, in the order of its book; no two are added, least of all across currencies."""
    for sealed, of in sealed_entries(connection, chama_id):
        lines = [p for p in sealed.entry.postings if p.account.kind is AccountKind.EXCHANGE]
        if lines:
            yield _row(sealed, of, lines)


def _row(sealed: SealedEntry, of: Legend, lines: list[Posting]) -> ExchangeRow:
    """The row of an entry. lines: of its exchange, those of the group's funds and of the other."""
    said = sealed.entry
    own = [line for line in lines if not line.account.currency]
    other = [line for line in lines if line.account.currency]
    return ExchangeRow(
        chama=of.chama,
        seq=sealed.seq,
        kind=said.kind.value,
        on=said.effective_on,
        members=of.names(said.member),
        own=Money(sum(p.amount_cents for p in own), of.currencies[own[0].account.fund]),
        other=Money(-sum(p.amount_cents for p in other), of.currencies[other[0].account.fund]),
        reverses=said.reverses,
    )
