"""The book's entries, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.store import book
from bot.store.tables import entry
from bot.views.chamas import Legend, all_chamas, legend
from chama.journal import SealedEntry
from chama.kinds import EntryKind
from chama.money import Money


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry, in the currency of the fund that its first line moves.

    members: names of whom it is about. actors: who caused it, a name or what it was ("clock").
    """

    chama: str
    seq: int
    kind: str
    members: tuple[str, ...]
    amount: Money
    receipt: str
    network: str
    chain: str
    reverses: int | None
    funds: tuple[str, ...]
    on: date | None
    recorded_at: datetime | None
    actors: tuple[str, ...]
    memo: str


def entries(connection: sa.Connection, chama_id: int | None = None) -> Iterator[EntryRow]:
    """Every entry, in the order of its book."""
    for sealed, of in sealed_entries(connection, chama_id):
        yield _row(sealed, of)


def newest_entries(connection: sa.Connection, chama_id: int, limit: int) -> tuple[EntryRow, ...]:
    """A chama's last entries, the newest first."""
    return _newest(connection, chama_id, limit)


@dataclass(frozen=True, slots=True)
class BookFilter:
    """Which entries of a book are looked for; "" for whatever. member: about whom, by their code.
    code: a part of a receipt's code, or the beginning of a book ref."""

    member: str = ""
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class BookPage:
    """rows: the newest first. older: the number below which there are more, None for none."""

    rows: tuple[EntryRow, ...]
    older: int | None


def book_page(
    connection: sa.Connection, chama_id: int, wanted: BookFilter, limit: int, below: int | None
) -> BookPage:
    """So many entries of a chama's book that are looked for, all with numbers under `below`."""
    only = [entry.c.seq < below] if below is not None else []
    if wanted.member:
        only.append(entry.c.member == wanted.member)
    if wanted.kind:
        only.append(entry.c.kind == wanted.kind)
    if wanted.code:
        in_receipt = entry.c.key.contains(f"{wanted.code.upper()}", autoescape=True)
        is_of_receipt = sa.or_(entry.c.key.startswith("receipt:"), entry.c.key.startswith("after:"))
        begins = entry.c.hash.startswith(wanted.code.lower(), autoescape=True)
        only.append(sa.or_(sa.and_(is_of_receipt, in_receipt), begins))
    rows = _newest(connection, chama_id, limit + 1, *only)
    older = rows[limit - 1].seq if len(rows) > limit else None
    return BookPage(rows[:limit], older)


def last_payment(connection: sa.Connection, chama_id: int, member: str) -> EntryRow | None:
    """The last receipt that was credited whole to a member, by their code, as it came in."""
    is_payment = sa.and_(
        entry.c.member == member,
        entry.c.kind == EntryKind.CONTRIBUTION.value,
        entry.c.receipt != "",
    )
    return next(iter(_newest(connection, chama_id, 1, is_payment)), None)


def _newest(
    connection: sa.Connection, chama_id: int, limit: int, *only: sa.ColumnElement[bool]
) -> tuple[EntryRow, ...]:
    newest = (
        sa.select(entry.c.id)
        .where(entry.c.chama_id == chama_id, *only)
        .order_by(entry.c.seq.desc())
        .limit(limit)
    )
    ids = connection.execute(newest).scalars().all()
    (of,) = all_chamas(connection, chama_id)
    named = legend(connection, of)
    return tuple(_row(one, named) for one in reversed(book.entries_with_ids(connection, ids)))


def sealed_entries(
    connection: sa.Connection, chama_id: int | None = None
) -> Iterator[tuple[SealedEntry, Legend]]:
    """Every entry as it was sealed, with what its codes stand for."""
    for of in all_chamas(connection, chama_id):
        named = legend(connection, of)
        for sealed in book.entries_of(connection, of.id):
            yield sealed, named


def _row(sealed: SealedEntry, of: Legend) -> EntryRow:
    said = sealed.entry
    funds = tuple(dict.fromkeys(posting.account.fund for posting in said.postings))
    return EntryRow(
        chama=of.chama,
        seq=sealed.seq,
        kind=said.kind.value,
        members=of.names(said.member),
        amount=Money(said.amount_cents, of.currencies[funds[0]]),
        receipt=said.receipt,
        network=said.network,
        chain=sealed.chain_code,
        reverses=said.reverses,
        funds=funds,
        on=said.effective_on,
        recorded_at=sealed.recorded_at,
        actors=of.names(said.actor),
        memo=said.memo,
    )
