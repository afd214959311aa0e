"""Writes a group into a file, once its book was recomputed and holds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from heapq import merge
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from bot.group_file.declared import (
    BEHIND_THE_CHAIN,
    CHAMA_SECTION,
    ENTRY,
    ENTRY_FIELDS,
    FUNDS,
    LEFT_OUT,
    NOTE,
    NOTE_FIELDS,
    SECTIONS,
    Section,
)
from bot.group_file.faults import NotExported
from bot.group_file.lines import LineWriter
from bot.group_file.references import with_files
from bot.group_file.rows import FORMAT, MANIFEST, VERSION, Manifest
from bot.group_file.values import written
from bot.store import book as books
from bot.store import tables
from bot.store.database import reading
from bot.store.verify import faults_of
from chama.journal import SealedEntry

MOST_FAULTS = 5
"""Named in one refusal; `chama-bot verify` names all."""

PRIVATE = 0o600
"""For its owner alone: it has everybody's number in it."""

_CHAINED = frozenset(field.name for field in ENTRY_FIELDS)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """A group that was written. queued: its messages that have not gone out yet."""

    manifest: Manifest
    size: int
    queued: int


def export_group(engine: sa.Engine, chama_id: int, file: Path, now: datetime) -> Exported:
    """Write a group to a file that is not there yet.

    It is one consistent view, while others go on posting. Raises NotExported.
    """
    with reading(engine) as connection:
        refuse_unsound(connection, chama_id)
        manifest = _manifest(connection, chama_id, now)
        with _new_file(file) as out:
            _write(connection, chama_id, manifest, out)
        return Exported(manifest, file.stat().st_size, _queued(connection, chama_id))


def refuse_unsound(connection: sa.Connection, chama_id: int) -> None:
    """Refuse a group whose book does not hold, or which waits for what only this server gets to
    know: NotExported."""
    faults = list(faults_of(connection, chama_id))
    if faults:
        named = "\n".join(f"- {fault}" for fault in faults[:MOST_FAULTS])
        more = f"\n- and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        raise NotExported(f"The book does not hold, so nothing was written:\n{named}{more}")
    order, file = tables.money_order, tables.statement_file
    orders = _count(connection, order, order.c.chama_id == chama_id, tables.ORDER_IS_OPEN)
    if orders:
        raise NotExported(
            f"Nothing was written: of {orders} orders of money nobody knows yet how they end, and "
            "only this server's account can ask M-Pesa. Let the worker run, or run chama-bot "
            "reconcile, until none is open."
        )
    is_unread = sa.and_(file.c.done_at.is_(None), file.c.not_before.is_not(None))
    if _count(connection, file, file.c.chama_id == chama_id, is_unread):
        raise NotExported(
            "Nothing was written: a statement that was sent is still being read or carried out. "
            "Let the worker run for some minutes."
        )


def _count(connection: sa.Connection, table: sa.Table, *which: sa.ColumnElement[bool]) -> int:
    counted = sa.select(sa.func.count()).select_from(table).where(*which)
    return int(connection.execute(counted).scalar_one())


def _queued(connection: sa.Connection, chama_id: int) -> int:
    return _count(connection, tables.outbox, tables.outbox.c.chama_id == chama_id, tables.IS_QUEUED)


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A private file that was not there; taken away again when it could not be written whole."""
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    except OSError as error:
        raise NotExported(f"{path} cannot be written anew: {error.strerror}.") from error
    try:
        with os.fdopen(opened, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


# --- what is written -----------------------------------------------------------------------------


def _manifest(connection: sa.Connection, chama_id: int, now: datetime) -> Manifest:
    chama = connection.execute(sa.select(tables.chama).where(tables.chama.c.id == chama_id)).one()
    own_book = books.book_of(connection, chama_id)
    phone = tables.forwarding_phone
    forwarding = (
        sa.select(phone.c.collector)
        .where(phone.c.chama_id == chama_id, tables.PHONE_IS_ENROLLED)
        .order_by(phone.c.id)
    )
    return Manifest(
        software=version("chama-bot"),
        exported_at=now,
        chama=chama.name,
        currency=chama.currency,
        book=own_book.ref,
        seq=own_book.seq,
        head=own_book.head,
        rows=_counts(connection, chama_id),
        forwarding=tuple(connection.execute(forwarding).scalars()),
    )


def _counts(connection: sa.Connection, chama_id: int) -> dict[str, int]:
    """How many lines of each name there will be, as one consistent view has them."""
    of_chama = {"chama_id": chama_id}
    dialect = connection.dialect.name
    counts = {
        section.name: connection.execute(
            sa.select(sa.func.count()).select_from(section.rows(dialect).subquery()), of_chama
        ).scalar_one()
        for section in SECTIONS
    }
    for table in (tables.entry, tables.register):
        counts[table.name] = _count(connection, table, table.c.chama_id == chama_id)
    return counts


def _write(connection: sa.Connection, chama_id: int, manifest: Manifest, out: IO[bytes]) -> None:
    lines = LineWriter(out)
    said = {name: written(value) for name, value in asdict(manifest).items()}
    lines.write(MANIFEST, {"format": FORMAT, "version": VERSION, **said, "left_out": LEFT_OUT})
    for section in (CHAMA_SECTION, FUNDS):
        _write_section(connection, chama_id, section, lines)
    for name, row in _chain(connection, chama_id):
        lines.write(name, row)
    for section in BEHIND_THE_CHAIN:
        _write_section(connection, chama_id, section, lines)
    lines.finish()


def _write_section(
    connection: sa.Connection, chama_id: int, section: Section, lines: LineWriter
) -> None:
    numbers = _file_numbers(connection, chama_id)
    chosen = section.rows(connection.dialect.name).params(chama_id=chama_id)
    for row in _streamed(connection, chosen):
        values = {name: written(value) for name, value in row._asdict().items()}
        lines.write(section.name, with_files(section.name, values, numbers))


def _file_numbers(connection: sa.Connection, chama_id: int) -> Mapping[int, int]:
    """Of each statement its number in the file, by its id."""
    file = tables.statement_file
    chosen = sa.select(file.c.id).where(file.c.chama_id == chama_id).order_by(file.c.id)
    return {id_: number for number, id_ in enumerate(connection.execute(chosen).scalars(), start=1)}


def _chain(connection: sa.Connection, chama_id: int) -> Iterator[tuple[str, Row]]:
    """Entries and notes as they are chained."""
    entries = (
        (sealed.seq, ENTRY, _entry(sealed)) for sealed in books.entries_of(connection, chama_id)
    )
    register = tables.register
    chosen = (
        sa.select(*(register.c[field.name] for field in NOTE_FIELDS))
        .where(register.c.chama_id == chama_id)
        .order_by(register.c.seq)
    )
    notes = ((row.seq, NOTE, _written(row._asdict())) for row in _streamed(connection, chosen))
    for _, name, row in merge(entries, notes, key=lambda one: one[0]):
        yield name, row


def _streamed(connection: sa.Connection, chosen: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
    """The rows of a query, few in memory at a time."""
    with connection.execute(chosen, execution_options={"yield_per": books.ROWS_AT_ONCE}) as rows:
        yield from rows


def _entry(sealed: SealedEntry) -> Row:
    row = books.row_of(sealed)
    said = {
        **{name: value for name, value in row.items() if name in _CHAINED},
        "postings": [
            [line.account.fund, line.account.code, line.amount_cents]
            for line in sealed.entry.postings
        ],
    }
    return _written(said)


def _written(row: Row) -> Row:
    return {name: written(value) for name, value in row.items()}
