"""Brings a statement into a chama's book: compares the two, plans, and carries the plan out.

Each step is a transaction of its own, decided anew on the locked book, so that texts that arrive
meanwhile lose nothing and wait for no more than a few postings. Run again after any failure, it
goes on where it stopped: what is in the book is not proposed a second time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from bot.conversation.cause import of_statement
from bot.importing.book import book_of, codes_of, compared, members_of
from bot.importing.decisions import Proven
from bot.importing.findings import sort_findings
from bot.importing.imported import Imported
from bot.importing.plan import make_plan
from bot.importing.warrant import Warrant
from bot.importing.whose import collector_of
from bot.store import book as books
from bot.store import statement_files
from bot.store.applying import UnitOfWork
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.store.situations import about_receipts
from bot.store.statement_files import Seen
from chama.statements import Statement, reconcile

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

OPERATOR = Warrant()
"""What the operator brings in is the provider's own word."""


class NotAsAgreed(Exception):
    """The book changed at this very moment: what was agreed to is to be compared with it anew."""


def compare(engine: sa.Engine, statement: Statement, chama_id: int, now: datetime) -> Imported:
    """What an import would do; changes nothing. Raises OtherAccount."""
    groups = Groups()
    with reading(engine) as connection:
        group = groups.get(connection, chama_id)
        own_book = books.book_of(connection, chama_id)
        book = book_of(books.entries_of(connection, chama_id))
        collector, is_sure = collector_of(group, statement, partial(codes_of, book))
        on_statement = {one.receipt for one in statement.transactions}
        booked = compared(book, group, collector, on_statement)
        found = reconcile(statement, members_of(group), booked)
        starts_on = min(group.rules.rotation.starts, book.starts_on or date.max)
        findings = sort_findings(found, statement, book, starts_on)
        wanted = findings.receipts(statement, collector)
        situation = about_receipts(connection, groups, own_book, wanted, now)
    plan = make_plan(findings, situation, statement, collector, now)
    return Imported(group, collector, is_sure, statement, book, starts_on, plan)


def carry_out(
    engine: sa.Engine,
    imported: Imported,
    now: datetime,
    *,
    warrant: Warrant = OPERATOR,
    on_progress: Progress | None = None,
) -> None:
    """Post and ask what the plan says, and no more than the warrant covers. Raises NotAsAgreed."""
    groups, steps = Groups(), list(imported.plan.steps)
    for number, step in enumerate(steps, start=1):
        with writing(engine) as connection:
            _carry_out(connection, groups, imported.group.id, step, warrant, now)
        if on_progress is not None:
            on_progress(number, len(steps))


def _carry_out(
    connection: sa.Connection,
    groups: Groups,
    chama_id: int,
    step: Proven,
    warrant: Warrant,
    now: datetime,
) -> None:
    own_book = books.lock_book(connection, chama_id)
    situation = about_receipts(connection, groups, own_book, step.receipts, now)
    what = f"{chama_id}:{step.receipts[0].code}:{now.isoformat()}"
    cause = of_statement(what, now, warrant.actors)
    decision = step.decide(situation, cause)
    if not warrant.covers(decision):
        raise NotAsAgreed(what)
    UnitOfWork(connection, cause, chama_id, own_book).apply(decision)


def note_seen(
    connection: sa.Connection, imported: Imported, digest: str, now: datetime, stood: str = ""
) -> None:
    """Keep how the statement ended. digest: of its file; stood: codes, "" for the operator."""
    statement, days = imported.statement, imported.days
    seen = Seen(
        content=content_id(statement),
        collector=imported.collector.code,
        digest=digest,
        first_on=days[0] if days else None,
        last_on=days[1] if days else None,
        opening_cents=statement.opening.cents,
        closing_cents=statement.closing.cents,
        rows=statement.row_count,
        stood=stood,
    )
    statement_files.note_seen(connection, imported.group.id, seen, now)


def digest_of(path: str | Path) -> str:
    """SHA-256 of a file."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_id(statement: Statement) -> str:
    """Names what a statement says, in whatever file it comes."""
    rows = [
        f"{one.receipt} {one.direction} {one.amount.cents} {one.occurred_at.isoformat()}"
        for one in statement.transactions
    ]
    ends = f"{statement.kind} {statement.opening.cents} {statement.closing.cents}"
    return hashlib.sha256("\n".join([ends, *rows]).encode()).hexdigest()[:16]
