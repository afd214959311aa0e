"""The lines of the book's entries, one row each: whoever sums them has the balances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bot.views.entries import sealed_entries
from chama.money import Money


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A line of an entry. line: from 1. amount: debit positive, credit negative."""

    chama: str
    seq: int
    line: int
    fund: str
    account: str
    amount: Money


def postings(connection: sa.Connection, chama_id: int | None = None) -> Iterator[PostingRow]:
    """Every line of every entry, in the order of its book."""
    for sealed, of in sealed_entries(connection, chama_id):
        for line, posting in enumerate(sealed.entry.postings, start=1):
            fund = posting.account.fund
            yield PostingRow(
                chama=of.chama,
                seq=sealed.seq,
                line=line,
                fund=fund,
                account=posting.account.code,
                amount=Money(posting.amount_cents, of.currencies[fund]),
            )
