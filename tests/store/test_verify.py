"""`verify` finds every change that somebody makes behind the guards' back, and names its entry."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.store import tables
from bot.store.database import writing
from bot.store.verify import Fault, faults_in, verify
from tests.store.books import sample_book, undone

# The sample book: 1 to 5 are register rows, 6 a round, 7 a contribution with a receipt, 8 a payout,
# 9 the reversal of 7. The ids of the entries are 1 to 4.
EDITS = [
    # id, statement, entries that must be named (None: the book itself)
    ("seq", "UPDATE entry SET seq = 13 WHERE seq = 9", {13}),
    ("kind", "UPDATE entry SET kind = 'welfare' WHERE seq = 7", {7}),
    ("unknown kind", "UPDATE entry SET kind = 'gift' WHERE seq = 7", {7}),
    ("key", "UPDATE entry SET key = 'mpesa:UKM1AB2C99' WHERE seq = 7", {7}),
    ("day", "UPDATE entry SET effective_on = '2026-11-21' WHERE seq = 7", {7}),
    ("no day", "UPDATE entry SET effective_on = NULL WHERE seq = 7", {7}),
    ("moment", "UPDATE entry SET recorded_at = '2026-11-22 09:30:15.123457' WHERE seq = 7", {7}),
    ("actor", "UPDATE entry SET actor = 'M02' WHERE seq = 7", {7}),
    ("member", "UPDATE entry SET member = 'M01' WHERE seq = 7", {7}),
    ("receipt of entry", "UPDATE entry SET receipt = 'UKM1AB2C99' WHERE seq = 7", {7}),
    ("receipt dropped", "UPDATE entry SET receipt = '' WHERE seq = 7", {7}),
    ("reverses another", "UPDATE entry SET reverses = 8 WHERE seq = 9", {9}),
    ("reverses none", "UPDATE entry SET reverses = NULL WHERE seq = 9", {9}),
    ("reverses a missing one", "UPDATE entry SET reverses = 11 WHERE seq = 9", {9}),
    ("memo", "UPDATE entry SET memo = 'M-pesa' WHERE seq = 7", {7}),
    ("link", "UPDATE entry SET prev_hash = '' WHERE seq = 7", {7}),
    ("hash", "UPDATE entry SET hash = 'x' WHERE seq = 7", {7, 8}),
    ("id", "UPDATE entry SET id = 99 WHERE seq = 7", {7}),
    ("book", "UPDATE entry SET chama_id = 2 WHERE chama_id = 1 AND seq = 7", {7, 8}),
    ("amount", "UPDATE posting SET amount_cents = 1 WHERE entry_id = 2 AND line = 1", {7}),
    ("line", "UPDATE posting SET line = 7 WHERE entry_id = 2 AND line = 3", {7}),
    ("account", "UPDATE posting SET account_id = 1 WHERE entry_id = 2 AND line = 1", {7}),
    ("no account", "UPDATE posting SET account_id = 99 WHERE entry_id = 2", {7}),
    ("book of a line", "UPDATE posting SET chama_id = 2 WHERE entry_id = 2", {7}),
    ("line moved", "UPDATE posting SET entry_id = 4, line = 9 WHERE entry_id = 2 AND line=1", {7}),
    ("line deleted", "DELETE FROM posting WHERE entry_id = 2 AND line = 3", {7}),
    ("all lines deleted", "DELETE FROM posting WHERE entry_id = 2", {7}),
    ("entry deleted", "DELETE FROM entry WHERE seq = 7", {8}),
    ("last entry deleted", "DELETE FROM entry WHERE seq = 9", {None}),
    ("code", "UPDATE receipt SET code = 'UKM1AB2C99' WHERE code = 'UKM1AB2C01'", {7}),
    ("receipt of another", "UPDATE receipt SET entry_id = 1 WHERE code = 'UKM1AB2C01'", {6, 7}),
    ("receipt deleted", "DELETE FROM receipt WHERE code = 'UKM1AB2C01'", {7}),
    ("balance", "UPDATE account SET balance_cents = 1 WHERE code = 'pot::1.1'", {None}),
    ("account's name", "UPDATE account SET code = 'cash' WHERE code = 'collector:C1'", {7, 8, 9}),
    ("account's tail", "UPDATE account SET code = 'pot::1.1:x' WHERE code = 'pot::1.1'", {6, 8}),
    ("account's fund", "UPDATE account SET fund_id = 2 WHERE code = 'advance:M02'", {7, 9}),
    ("account's book", "UPDATE account SET chama_id = 2 WHERE code = 'advance:M02'", {7, 9}),
    ("network of entry", "UPDATE entry SET network = 'airtel' WHERE seq = 7", {7}),
    ("network of receipt", "UPDATE receipt SET network = 'kcb' WHERE entry_id = 2", {7}),
    ("account's id", "UPDATE account SET id = 99 WHERE code = 'advance:M02'", {7, 9}),
    ("head", "UPDATE book SET head = 'x' WHERE chama_id = 1", {None}),
    ("head moved back", "UPDATE book SET seq = 8 WHERE chama_id = 1", {9, None}),
    ("book's name in hashes", "UPDATE book SET ref = 'umoja' WHERE chama_id = 1", {6, 7, 8, 9}),
]  # fmt: skip


SQLITE_EDITS = [
    ("amount is a word", "UPDATE posting SET amount_cents = 'much' WHERE entry_id = 2", {7}),
    ("amount is broken", "UPDATE posting SET amount_cents = amount_cents + 0.5", {6, 7, 8, 9}),
    ("day is no day", "UPDATE entry SET effective_on = 'yesterday' WHERE seq = 7", {7}),
    ("moment is none", "UPDATE entry SET recorded_at = 'now' WHERE seq = 7", {7}),
]

EDIT_CASES = [pytest.param(*case[1:], id=case[0]) for case in EDITS]
SQLITE_EDIT_CASES = [pytest.param(*case[1:], id=case[0]) for case in SQLITE_EDITS]


def faults_after(engine: sa.Engine, *statements: str) -> list[Fault]:
    with undone(engine, guards=False) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        return [one for one in faults_in(connection) if not one.what.startswith("the guard ")]


def test_a_sound_book_has_no_fault(book: sa.Engine) -> None:
    assert list(verify(book)) == []


@pytest.mark.parametrize(("statement", "named"), EDIT_CASES)
def test_every_change_behind_the_guards_is_found_and_named(
    book: sa.Engine, statement: str, named: set[int | None]
) -> None:
    faults = faults_after(book, statement)
    assert named <= {fault.seq for fault in faults}, faults


@pytest.mark.parametrize(("statement", "named"), SQLITE_EDIT_CASES)
def test_what_sqlite_lets_a_column_hold_is_a_fault_too(
    sqlite_book: sa.Engine, statement: str, named: set[int | None]
) -> None:
    faults = faults_after(sqlite_book, statement)
    assert named <= {fault.seq for fault in faults}, faults


def test_a_fault_names_group_book_entry_and_what_is_wrong(book: sa.Engine) -> None:
    edit = "UPDATE entry SET memo = 'x' WHERE seq = 7"
    wanted = Fault(1, "umoja-1", 7, "was changed after it was sealed", "Umoja")
    assert faults_after(book, edit) == [wanted]
    assert str(wanted) == "Umoja (book umoja-1), entry 7: was changed after it was sealed"


def test_an_entry_that_was_never_sealed_is_reported(book: sa.Engine) -> None:
    orphan = "INSERT INTO entry SELECT 99, chama_id, 10, kind, 'new', effective_on, recorded_at, "
    orphan += "actor, member, '', '', NULL, memo, hash, 'x' FROM entry WHERE seq = 9"
    assert [fault.seq for fault in faults_after(book, orphan)] == [10]


STRAYS = [
    ("posting", "DELETE FROM entry WHERE seq = 9", "a posting of no entry: id 4"),
    ("receipt", "DELETE FROM entry WHERE seq = 8", "a receipt of no entry: id 3"),
    ("entry", "UPDATE entry SET chama_id = 9 WHERE seq = 8", "an entry of no book: id 9"),
    ("account", "UPDATE account SET fund_id = 9 WHERE id = 1", "an account of no fund: id 9"),
    ("fund", "UPDATE fund SET chama_id = 9 WHERE id = 2", "a fund of no book: id 9"),
    ("book", "UPDATE book SET chama_id = 9 WHERE chama_id = 2", "a book of no chama: id 9"),
    ("chama", "DELETE FROM book WHERE chama_id = 2", "a chama without a book: id 2"),
    (
        "note",
        "UPDATE register SET chama_id = 9 WHERE chama_id = 2 AND seq = 2",
        "a register row of no book: id 9",
    ),
]


@pytest.mark.parametrize(
    ("statement", "what"), [case[1:] for case in STRAYS], ids=[case[0] for case in STRAYS]
)
def test_rows_that_belong_to_nothing_are_reported(
    book: sa.Engine, statement: str, what: str
) -> None:
    assert what in {fault.what for fault in faults_after(book, statement)}


def test_whoever_reads_one_fault_only_leaves_nothing_open(engine: sa.Engine) -> None:
    chama_id = sample_book(engine)
    with writing(engine) as connection:
        connection.execute(sa.update(tables.account).values(balance_cents=1))
    faults = verify(engine)
    assert next(faults).chama == chama_id
    faults.close()
