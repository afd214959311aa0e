"""The chain of a book as it was sealed, and what stands beside it for who recomputes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from operator import attrgetter

import sqlalchemy as sa

from bot.store import book
from bot.store.tables import collector, fund, member, proposal, register, statement_seen
from bot.views._votes import Votes, votes_on
from bot.views.book_at import BookAt, entries_until
from chama.agreement import AND, State
from chama.journal import Note, SealedEntry, SealedNote

Link = SealedEntry | SealedNote


def chain(connection: sa.Connection, until: BookAt) -> Iterator[Link]:
    """Every number of a book in its order, entries and notes of the register alike."""
    entries: Iterator[Link] = entries_until(connection, until)
    notes: Iterator[Link] = _notes(connection, until)
    return merge(entries, notes, key=attrgetter("seq"))


def _notes(connection: sa.Connection, until: BookAt) -> Iterator[SealedNote]:
    ref = ref_of(connection, until.chama_id)
    chosen = (
        sa.select(register)
        .where(register.c.chama_id == until.chama_id, register.c.seq <= until.seq)
        .order_by(register.c.seq)
    )
    for row in connection.execute(chosen):
        note = Note(row.subject, row.facts, row.actor)
        yield SealedNote(note, ref, row.seq, row.recorded_at, row.prev_hash, row.hash)


def ref_of(connection: sa.Connection, chama_id: int) -> str:
    """How hashes name a book."""
    return book.book_of(connection, chama_id).ref


def currencies_of(connection: sa.Connection, chama_id: int) -> dict[str, str]:
    """The currency of each fund of a book, by its name."""
    chosen = sa.select(fund.c.name, fund.c.currency).where(fund.c.chama_id == chama_id)
    return {row.name: row.currency for row in connection.execute(chosen.order_by(fund.c.name))}


@dataclass(frozen=True, slots=True)
class Personal:
    """What the register has as digests only, as it stands now.

    subject: how the register names it. salt: over which its digests are made, "" once it is erased.
    is_as_then: whether the register has said nothing new of it since the moment that is read.
    """

    subject: str
    code: str
    name: str
    phone: str
    salt: str
    is_as_then: bool


def personal(connection: sa.Connection, until: BookAt) -> tuple[Personal, ...]:
    """The members and the collectors, by their codes."""
    later = sa.select(register.c.subject).where(
        register.c.chama_id == until.chama_id, register.c.seq > until.seq
    )
    changed = set(connection.execute(later).scalars())
    found: list[Personal] = []
    for table in (member, collector):
        chosen = sa.select(table.c.code, table.c.name, table.c.phone, table.c.salt)
        rows = chosen.where(table.c.chama_id == until.chama_id).order_by(table.c.code)
        for row in connection.execute(rows):
            subject = f"{table.name}:{row.code}"
            found.append(Personal(subject, *row, subject not in changed))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement that was held against the book; amounts in cents of its collector's currency."""

    content: str
    collector: str
    digest: str
    first_on: date | None
    last_on: date | None
    opening_cents: int
    closing_cents: int
    rows: int
    stood: str
    seen_at: datetime


def statements_of(connection: sa.Connection, until: BookAt) -> tuple[StatementRow, ...]:
    """Those that had been by then, in the order in which they came."""
    columns = [statement_seen.c[name] for name in StatementRow.__slots__]
    chosen = (
        sa.select(*columns)
        .where(statement_seen.c.chama_id == until.chama_id, statement_seen.c.seen_at <= until.at)
        .order_by(statement_seen.c.seen_at, statement_seen.c.content)
    )
    return tuple(StatementRow(*row) for row in connection.execute(chosen))


@dataclass(frozen=True, slots=True)
class ProposalAt:
    """A proposal as it stood at a moment, by codes; what was asked is not in it. entry: the key of
    the first entry that was posted for it, "" for none. votes: who said yes or no, and when."""

    number: int
    kind: str
    amount_cents: int | None
    member: str
    asked_by: tuple[str, ...]
    asked_at: datetime
    state: State
    decided_at: datetime | None
    entry: str
    votes: Votes


def proposals_at(connection: sa.Connection, until: BookAt) -> tuple[ProposalAt, ...]:
    """Every proposal that had been put by then."""
    chosen = (
        sa.select(proposal)
        .where(proposal.c.chama_id == until.chama_id, proposal.c.asked_at <= until.at)
        .order_by(proposal.c.number)
    )
    found: list[ProposalAt] = []
    rows = connection.execute(chosen).all()
    votes = votes_on(connection, [row.id for row in rows], until)
    for row in rows:
        is_decided = row.decided_at is not None and row.decided_at <= until.at
        found.append(
            ProposalAt(
                number=row.number,
                kind=row.kind,
                amount_cents=row.amount_cents,
                member=row.member,
                asked_by=tuple(row.asked_by.split(AND)),
                asked_at=row.asked_at,
                state=State(row.state) if is_decided else State.OPEN,
                decided_at=row.decided_at if is_decided else None,
                entry=row.entry if is_decided else "",
                votes=votes.get(row.id, ()),
            )
        )
    return tuple(found)
