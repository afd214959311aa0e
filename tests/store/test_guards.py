"""The database itself refuses whatever would change the book, whoever asks and in whatever SQL.

The book under attack: that of chama 1 has five register rows, then four sealed entries (6 a round,
7 a contribution with a receipt, 8 a payout with a receipt, 9 the reversal of 7; their ids are 1 to
4); that of chama 2 has its register rows only.
Each attack is a list of statements, undone afterwards.
"""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.store.database import open_engine
from tests.store.books import new_chama, record, round_opened, undone

ENTRY = "INSERT INTO entry (id, chama_id, seq, kind, key, recorded_at, actor, member, network, "
ENTRY += "receipt, reverses, memo, prev_hash, hash) "
HEAD = "(SELECT head FROM book WHERE chama_id = 1)"


def new_entry(
    *,
    seq: str = "10",
    key: str = "new",
    receipt: str = "",
    reverses: str = "NULL",
    prev: str = HEAD,
) -> str:
    """Statement: entry 50 of chama 1, with hash 'h', as an attacker would write it."""
    network = "mpesa" if receipt else ""
    return (
        f"{ENTRY} SELECT 50, 1, {seq}, 'welfare', '{key}', recorded_at, '', '', '{network}', "
        f"'{receipt}', {reverses}, '', {prev}, 'h' FROM entry WHERE id = 4"
    )


def line(
    number: int, cents: str, *, entry: int = 50, account: int = 1, chama: int = 1, word: str = ""
) -> str:
    """Statement: one line of an entry."""
    return f"INSERT {word} INTO posting VALUES ({entry}, {number}, {chama}, {account}, {cents})"


def new_note(prev: str = HEAD) -> str:
    """Statement: a register row of chama 1 after the last entry, with hash 'h'."""
    return (
        f"INSERT INTO register SELECT 1, 10, 'member:M01', '{{}}', '', recorded_at, {prev}, 'h' "
        "FROM entry WHERE id = 4"
    )


MOVE_HEAD = "UPDATE book SET seq = 10, head = 'h' WHERE chama_id = 1"
NEW_CHAMA = [
    "INSERT INTO chama (id, name, fingerprint, currency, language, constitution, rules, version, "
    "clock_on, created_at, salt) SELECT 9, name, 'nine', currency, language, constitution, "
    "rules, version, clock_on, created_at, salt FROM chama WHERE id = 1"
]
GOOD_LINES = [line(1, "700"), line(2, "-700", account=2)]
GOOD_ENTRY = [new_entry(), *GOOD_LINES, MOVE_HEAD]

TABLES = ("entry", "posting", "receipt", "account", "fund", "book", "register")
EDITS = [
    f"UPDATE entry SET {edit} WHERE id = 2"
    for edit in (
        "id = 77", "chama_id = 2", "seq = 9", "kind = 'payout'", "key = 'x'", "effective_on = NULL",
        "recorded_at = '2020-01-01'", "actor = 'x'", "member = 'x'", "network = 'x'",
        "receipt = 'x'", "reverses = 5", "memo = 'x'", "prev_hash = 'x'", "hash = 'x'",
    )
] + [
    f"UPDATE posting SET {edit} WHERE entry_id = 2 AND line = 1"
    for edit in ("entry_id = 3", "line = 9", "chama_id = 2", "account_id = 1", "amount_cents = 1")
] + [
    f"UPDATE receipt SET {edit} WHERE entry_id = 2"
    for edit in ("network = 'airtel'", "code = 'X'", "entry_id = 1", "look = 'X'")
] + [
    f"UPDATE fund SET {edit} WHERE id = 1"
    for edit in ("id = 9", "chama_id = 2", "name = 'x'", "currency = 'USD'")
] + [
    f"UPDATE book SET {edit} WHERE chama_id = 1"
    for edit in (
        "chama_id = 9", "ref = 'x'", "seq = 8", "seq = 10", "head = 'x'", "seq = 0, head = ''",
        "seq = 10, head = 'x'",
    )
] + [
    f"UPDATE register SET {edit} WHERE chama_id = 1 AND seq = 2"
    for edit in (
        "chama_id = 2", "seq = 77", "subject = 'x'", "facts = 'x'", "actor = 'x'",
        "recorded_at = '2020-01-01'", "prev_hash = 'x'", "hash = 'x'",
    )
] + [
    f"UPDATE account SET {edit} WHERE id = 1"
    for edit in ("id = 99", "chama_id = 2", "fund_id = 2", "code = 'x'")
] + [f"DELETE FROM {table}" for table in TABLES]  # fmt: skip

# Why each attack fails: SQLite's words, PostgreSQL's words, or those of both.
BALANCE = "two postings or more that sum to zero in each fund"
ZERO = "ck_posting_not_zero"
NEXT = "must follow the head|next entry or register row only"
TAKEN = "cannot take the place|moves money once|uq_|pk_receipt"
SEALED = "needs an entry that is not sealed"
NOT_HERE = "FOREIGN KEY|fk_posting|needs an entry that is not sealed"
OWN_CODE = "needs an entry that carries it"
NO_ROW = "needs its row in receipt"
TWICE = "cannot take the place|must be sealed|must follow the head"
REVERSAL = "takes back each line|FOREIGN KEY|fk_entry_chama_id_reverses"
EMPTY = "without entries"
INSTEAD = "cannot take the place|next entry or register row only"

ATTACKS = {
    "an entry out of balance": (BALANCE, [new_entry(), line(1, "700"), line(2, "-699"), MOVE_HEAD]),
    "an entry of one line": (BALANCE, [new_entry(), line(1, "700"), MOVE_HEAD]),
    "an entry without lines": (BALANCE, [new_entry(), MOVE_HEAD]),
    "a line of zero": (ZERO, [new_entry(), line(1, "0")]),
    "a skipped number": (NEXT, [new_entry(seq="11"), *GOOD_LINES, MOVE_HEAD.replace("10", "11")]),
    "a number used again": (TAKEN, [new_entry(seq="9")]),
    "a second chain": (NEXT, [new_entry(prev="'other'"), *GOOD_LINES, MOVE_HEAD]),
    "a key used again": (TAKEN, [new_entry(key="receipt:mpesa:UKM1AB2C01")]),
    "a second entry under one head": (
        TAKEN,
        [*GOOD_ENTRY, new_entry(key="other").replace("50", "51")],
    ),
    "a balanced pair added to a sealed entry": (
        SEALED,
        ["INSERT INTO posting VALUES (2, 8, 1, 1, 700), (2, 9, 1, 2, -700)"],
    ),
    "a line in an account of another book": (
        NOT_HERE,
        [
            "INSERT INTO account VALUES (90, 2, 4, 'cash:M09', 0)",
            new_entry(),
            line(1, "700"),
            line(2, "-700", account=90),
            MOVE_HEAD,
        ],
    ),
    "an entry that balances over two funds only": (
        BALANCE,
        [
            "INSERT INTO account VALUES (90, 1, 2, 'cash:M09', 0)",
            new_entry(),
            line(1, "700"),
            line(2, "-700", account=90),
            MOVE_HEAD,
        ],
    ),
    "an account in a fund of another book": (
        "needs a fund of its book|fk_account",
        ["INSERT INTO account VALUES (90, 1, 4, 'cash:M09', 0)"],
    ),
    "a register row that is not linked": (
        NEXT,
        [new_note(prev="'other'"), MOVE_HEAD],
    ),
    "a register row under the number of an entry": (TWICE, [*GOOD_ENTRY, new_note()]),
    "an entry under the number of a register row": (
        TWICE,
        [new_note(), MOVE_HEAD, new_entry()],
    ),
    "a register row and an entry under one number": (TWICE, [new_note(), new_entry()]),
    "a line of another book": (NOT_HERE, [new_entry(), line(1, "700", chama=2)]),
    "a line of no entry": (NOT_HERE, [line(1, "700", entry=99)]),
    "a receipt used again": (
        TAKEN,
        [
            new_entry(receipt="UKM1AB2C01"),
            "INSERT INTO receipt VALUES ('UKM1AB2C01', 'mpesa', 50, 'UKM1AB2C01')",
        ],
    ),
    "a second receipt of one entry": (
        OWN_CODE,
        ["INSERT INTO receipt VALUES ('UKM1AB2C01', 'airtel', 2, 'UKM1AB2C01')"],
    ),
    "a receipt that looks like another": (
        OWN_CODE,
        [
            new_entry(receipt="UKM1AB2C07"),
            "INSERT INTO receipt VALUES ('UKM1AB2C07', 'mpesa', 50, 'UKM1AB2C08')",
        ],
    ),
    "a receipt of an entry without one": (
        OWN_CODE,
        ["INSERT INTO receipt VALUES ('UKM1AB2C07', 'mpesa', 1, 'UKM1AB2C07')"],
    ),
    "a receipt that its entry does not carry": (
        OWN_CODE,
        [
            new_entry(receipt="UKM1AB2C07"),
            "INSERT INTO receipt VALUES ('UKM1AB2C08', 'mpesa', 50, 'UKM1AB2C08')",
        ],
    ),
    "an entry with a receipt that is not recorded": (
        NO_ROW,
        [
            new_entry(receipt="UKM1AB2C07"),
            *GOOD_LINES,
            MOVE_HEAD,
        ],
    ),
    "a second reversal": (TAKEN, [new_entry(reverses="7")]),
    "a reversal of a reversal": (
        REVERSAL,
        [
            new_entry(reverses="8"),
            "INSERT INTO posting SELECT 50, line, chama_id, account_id, -amount_cents FROM posting "
            "WHERE entry_id = 4",
            MOVE_HEAD,
        ],
    ),
    "a reversal of nothing": (REVERSAL, [new_entry(reverses="99"), *GOOD_LINES, MOVE_HEAD]),
    "a reversal of itself": (REVERSAL, [new_entry(reverses="10"), *GOOD_LINES, MOVE_HEAD]),
    "a reversal of another amount": (REVERSAL, [new_entry(reverses="6"), *GOOD_LINES, MOVE_HEAD]),
    "a reversal with lines of its own": (
        REVERSAL,
        [
            new_entry(reverses="6"),
            "INSERT INTO posting SELECT 50, line, chama_id, account_id, -amount_cents FROM posting "
            "WHERE entry_id = 1",
            line(8, "700"),
            line(9, "-700", account=2),
            MOVE_HEAD,
        ],
    ),
    "a book with a past": (
        EMPTY,
        [*NEW_CHAMA, "INSERT INTO book VALUES (9, 'l', 5, 'h')"],
    ),
    "a second book of one chama": (TAKEN + "|pk_book", ["INSERT INTO book VALUES (1, 'l', 0, '')"]),
    "a second fund of one name": (TAKEN, ["INSERT INTO fund VALUES (9, 1, 'rotation', 'KES')"]),
    "an update in place of an insert": (
        INSTEAD,
        [
            "INSERT INTO book VALUES (1, 'l', 0, '') "
            "ON CONFLICT (chama_id) DO UPDATE SET seq = 0, head = ''"
        ],
    ),
}

# INSERT OR REPLACE takes the old row away and fires no DELETE trigger.
REPLACED_ENTRY = new_entry().replace("INSERT", "INSERT OR REPLACE")
SQLITE_ATTACKS = {
    "replace an entry by id": [REPLACED_ENTRY.replace("50, 1, 10", "2, 1, 10")],
    "replace an entry by number": [REPLACED_ENTRY.replace("50, 1, 10", "50, 1, 7")],
    "replace an entry by key": [REPLACED_ENTRY.replace("'new'", "'receipt:mpesa:UKM1AB2C01'")],
    "replace a reversal": [REPLACED_ENTRY.replace("NULL", "7")],
    "replace a line": [line(1, "9", entry=2, word="OR REPLACE")],
    "replace a receipt by code": [
        new_entry(receipt="UKM1AB2C01"),
        "INSERT OR REPLACE INTO receipt VALUES ('UKM1AB2C01', 'mpesa', 50, 'UKM1AB2C01')",
    ],
    "replace a receipt by entry": [
        "INSERT OR REPLACE INTO receipt VALUES ('UKM1AB2C01', 'airtel', 2, 'UKM1AB2C01')"
    ],
    "replace a book": ["REPLACE INTO book VALUES (2, 'x', 0, '')"],
    "replace a book by its ref": [*NEW_CHAMA, "REPLACE INTO book VALUES (9, 'umoja-2', 0, '')"],
    "replace a register row": [
        new_note().replace("INSERT", "INSERT OR REPLACE").replace("10", "2")
    ],
    "replace a fund by id": ["REPLACE INTO fund VALUES (2, 1, 'x', 'KES')"],
    "replace a fund by name": ["REPLACE INTO fund VALUES (9, 1, 'rotation', 'KES')"],
    "replace an account": ["REPLACE INTO account VALUES (1, 1, 1, 'cash:M01', 0)"],
    "an id by its other name": ["UPDATE OR REPLACE account SET rowid = 2 WHERE id = 1"],
    "a book's key by its other name": ["UPDATE book SET _rowid_ = 9 WHERE chama_id = 2"],
    "half a cent": [new_entry(), line(1, "0.5"), line(2, "-0.5", account=2), MOVE_HEAD],
}


def run(connection: sa.Connection, statements: list[str]) -> None:
    """Run the statements, then whatever the database would check at commit."""
    for statement in statements:
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")


def attack(book: sa.Engine, statements: list[str], reason: str = ".") -> None:
    with undone(book) as connection, pytest.raises(IntegrityError, match=reason):
        run(connection, statements)


@pytest.mark.parametrize("statements", [GOOD_ENTRY, [new_note(), MOVE_HEAD]], ids=["entry", "note"])
def test_what_keeps_every_rule_is_taken_in_raw_sql_too(
    book: sa.Engine, statements: list[str]
) -> None:
    with undone(book) as connection:
        run(connection, statements)


@pytest.mark.parametrize("statement", EDITS)
def test_no_field_of_the_book_can_be_edited_and_no_row_deleted(
    book: sa.Engine, statement: str
) -> None:
    attack(book, [statement])


@pytest.mark.parametrize(("reason", "statements"), ATTACKS.values(), ids=ATTACKS.keys())
def test_what_breaks_a_rule_of_the_book_is_refused(
    book: sa.Engine, reason: str, statements: list[str]
) -> None:
    attack(book, statements, reason)


def test_postgresql_refuses_an_entry_whose_head_never_moved(postgresql_book: sa.Engine) -> None:
    # SQLite checks nothing at commit: there balances ignore such an entry, and `verify` reports it.
    attack(postgresql_book, [new_entry(), *GOOD_LINES], "must be sealed by moving the head")
    attack(postgresql_book, [new_note()], "must be sealed by moving the head")


@pytest.mark.parametrize("statements", SQLITE_ATTACKS.values(), ids=SQLITE_ATTACKS.keys())
def test_the_side_doors_of_sqlite_are_closed(sqlite_book: sa.Engine, statements: list[str]) -> None:
    attack(sqlite_book, statements)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_can_be_truncated_on_postgresql(postgresql_book: sa.Engine, table: str) -> None:
    attack(postgresql_book, [f"TRUNCATE {table} CASCADE"], "append-only")


def test_a_transaction_that_sees_the_past_adds_no_line_to_an_entry_sealed_since(
    postgresql_url: str,
) -> None:
    engine = open_engine(postgresql_url)
    chama_id = new_chama(engine)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as late:
        late.exec_driver_sql("SELECT 1 FROM book")  # from here on it sees an empty book
        record(engine, chama_id, round_opened())
        with pytest.raises(IntegrityError, match=NOT_HERE):
            late.exec_driver_sql("INSERT INTO posting VALUES (1, 8, 1, 1, 7), (1, 9, 1, 2, -7)")
    engine.dispose()
