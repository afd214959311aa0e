"""Funds and entries for the tests of the book, and a way past its guards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import sqlalchemy as sa

from bot.store import register, tables
from bot.store.book import Book, Posted, create_book, create_fund, lock_book, post
from bot.store.database import writing
from chama import entries
from chama.entries import FUNDS, ROTATION
from chama.journal import JournalEntry, ReceiptId

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
DAY = date(2026, 11, 22)
TILL = entries.collector(ROTATION, "C1")


FOUNDED = len(FUNDS) + 2
"""How many register rows a new chama begins with: itself, its rules and two funds."""


def mpesa(code: str) -> ReceiptId:
    return ReceiptId("mpesa", code)


def new_chama(engine: sa.Engine, number: int = 1) -> int:
    """A chama whose book has its funds and FOUNDED register rows, no entries; gives its id."""
    with writing(engine) as connection:
        chama_id: int = connection.execute(
            sa.insert(tables.chama)
            .values(
                name="Umoja",
                fingerprint=f"umoja {number}",
                currency="KES",
                language="en",
                constitution="",
                rules={},
                clock_on=date(2026, 12, 1),
                created_at=NOW,
                salt=f"salt {number}",
            )
            .returning(tables.chama.c.id)
        ).scalar_one()
        book = create_book(connection, chama_id, f"umoja-{number}")
        for fund in FUNDS:
            book = create_fund(connection, book, fund, "KES")
        register.note_all(connection, book, "operator", NOW)
    return chama_id


def book_of(engine: sa.Engine, chama_id: int) -> Book:
    """The book as it stands."""
    with writing(engine) as connection:
        return lock_book(connection, chama_id)


def record(engine: sa.Engine, chama_id: int, *journal: JournalEntry) -> list[Posted]:
    """Post these entries in one transaction."""
    posted = []
    with writing(engine) as connection:
        book = lock_book(connection, chama_id)
        for entry in journal:
            posted.append(post(connection, book, entry, recorded_at=NOW))
            book = posted[-1].book
    return posted


def round_opened() -> JournalEntry:
    return entries.round_opened("1.1", {"M01": 100_000, "M02": 100_000}, on=DAY)


def contribution(code: str = "UKM1AB2C01", amount_cents: int = 150_000) -> JournalEntry:
    """Otieno pays, and half as much again ahead."""
    return entries.contribution(
        "M02",
        amount_cents,
        into=TILL,
        owed=[(entries.dues("M02", "1.1"), 100_000)],
        key=entries.receipt_key(mpesa(code)),
        on=DAY,
        actor="M01",
        receipt=mpesa(code),
        memo="M-Pesa",
    )


def payout(code: str = "UKM9ZZ9Z99") -> JournalEntry:
    return entries.payout(
        entries.pot("1.1"), "M01", 50_000, out_of=TILL, receipt=mpesa(code), on=DAY, actor="M01"
    )


def sample_book(engine: sa.Engine, number: int = 1) -> int:
    """A chama whose book has a round, a contribution, a payout and the contribution's reversal."""
    chama_id = new_chama(engine, number)
    paid = contribution(f"UKM1AB2C{number:02}")
    journal = (round_opened(), paid, payout(f"UKM9ZZ9Z{number:02}"))
    record(engine, chama_id, *journal, entries.reversal(paid, FOUNDED + 2, on=DAY, actor="M01"))
    return chama_id


@contextmanager
def undone(engine: sa.Engine, *, guards: bool = True) -> Iterator[sa.Connection]:
    """A transaction that is rolled back. guards: False: no trigger, no foreign key refuses."""
    with engine.connect() as connection:
        if not guards:
            _take_guards_off(connection)
        yield connection
        connection.rollback()
        if not guards and connection.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _take_guards_off(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        return
    connection.exec_driver_sql("COMMIT")  # the setting is ignored inside a transaction
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    triggers = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in connection.execute(triggers).scalars().all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
