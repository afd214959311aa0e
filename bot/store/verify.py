"""Recomputes the whole book and names whatever does not hold; trusts no trigger and no key.

What cannot be noticed without a witness outside the database stands in
docs/decisions/0003-own-ledger.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from heapq import merge
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

import sqlalchemy as sa

from bot.store import guards, register, tables
from bot.store.book import ROWS_AT_ONCE, Row, sealed_from
from bot.store.database import reading
from chama.journal import Account, Note, Posting, seal, seal_note
from chama.receipts.codes import look_of

Lines = Sequence[Row]  # of one entry, each with the columns of the entry

_STREAMED = {"yield_per": ROWS_AT_ONCE}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the book that does not hold. seq: the place in it, None where it has none.

    group: the chama's name, "" where that is not known.
    """

    chama: int | None
    book: str
    seq: int | None
    what: str
    group: str = ""

    def __str__(self) -> str:
        book = f"book {self.book}" if self.book else "the book"
        named = f"{self.group} ({book})" if self.group else book
        place = f"{named}, entry {self.seq}" if self.seq else named
        return f"{place}: {self.what}"


_book, _fund, _account, _entry = tables.book, tables.fund, tables.account, tables.entry
_posting, _receipt, _register = tables.posting, tables.receipt, tables.register
_chama = tables.chama

_NAME = _chama.c.name.label("group")
_IS_ITS_CHAMA = _chama.c.id == _book.c.chama_id
_BOOKS = sa.select(_book, _NAME).outerjoin(_chama, _IS_ITS_CHAMA).order_by(_book.c.chama_id)


def _as_stored(table: sa.Table, *names: str) -> list[sa.ColumnElement[Any]]:
    """The columns of a table, dates as SQLite keeps them: one that is no date stops nothing."""
    return [
        sa.type_coerce(column, sa.Text).label(column.name) if column.name in names else column
        for column in table.columns
    ]


_LINES = (
    sa.select(
        *_as_stored(_entry, "effective_on", "recorded_at"),
        _book.c.ref,
        _posting.c.line,
        _posting.c.amount_cents,
        _posting.c.account_id,
        _posting.c.chama_id.label("posting_chama_id"),
        _account.c.chama_id.label("account_chama_id"),
        _fund.c.chama_id.label("fund_chama_id"),
        _account.c.code.label("account"),
        _fund.c.name.label("fund"),
        _receipt.c.code.label("receipt_code"),
        _receipt.c.network.label("receipt_network"),
        _receipt.c.look.label("receipt_look"),
    )
    .join(_book, _book.c.chama_id == _entry.c.chama_id)
    .join(_posting, _posting.c.entry_id == _entry.c.id, isouter=True)
    .join(_account, _account.c.id == _posting.c.account_id, isouter=True)
    .join(_fund, _fund.c.id == _account.c.fund_id, isouter=True)
    .join(_receipt, _receipt.c.entry_id == _entry.c.id, isouter=True)
    .where(_entry.c.chama_id == sa.bindparam("chama_id"))
    .order_by(_entry.c.seq, _entry.c.id, _posting.c.line)
)
_LINES_OF_ONE = _LINES.where(_entry.c.seq == sa.bindparam("seq"))
_NOTES = (
    sa.select(*_as_stored(_register, "recorded_at"), _book.c.ref)
    .join(_book, _book.c.chama_id == _register.c.chama_id)
    .where(_register.c.chama_id == sa.bindparam("chama_id"))
    .order_by(_register.c.seq)
)
_ACCOUNTS = (
    sa.select(_account.c.id, _account.c.code, _fund.c.name.label("fund"), _account.c.balance_cents)
    .join(_fund, _fund.c.id == _account.c.fund_id, isouter=True)
    .where(_account.c.chama_id == sa.bindparam("chama_id"))
    .order_by(_account.c.id)
)


def verify(engine: sa.Engine) -> Iterator[Fault]:
    """Every fault of every book, in order; nothing if they hold.

    Reads one consistent view while others go on posting. Memory grows with the accounts and the
    people of one chama, not with the number of chamas or entries.
    """
    with reading(_one_view(engine)) as connection:
        yield from faults_in(connection)


def faults_in(connection: sa.Connection) -> Iterator[Fault]:
    """The same, of what a transaction sees."""
    for what in guards.faults(connection):
        yield Fault(None, "", None, what)
    lacking = list(_lacking(connection))
    if lacking:  # nothing that needs them can be read
        yield from (Fault(None, "", None, what) for what in lacking)
        return
    with connection.execute(_BOOKS, execution_options=_STREAMED) as found:
        for one in found:
            yield from _BookCheck(connection, one).faults()
    yield from _strays(connection)


def faults_of(connection: sa.Connection, chama_id: int) -> Iterator[Fault]:
    """Every fault of one chama's book and of the guards, of what a transaction sees."""
    for what in guards.faults(connection):
        yield Fault(None, "", None, what)
    one = connection.execute(_BOOKS.where(_book.c.chama_id == chama_id)).one_or_none()
    if one is None:
        yield Fault(chama_id, "", None, "a chama without a book")
        return
    yield from _BookCheck(connection, one).faults()
    yield from _untrue(connection, _UNTRUE_WITNESSES.where(_OUTBOX.c.chama_id == chama_id))


def _one_view(engine: sa.Engine) -> sa.Engine:
    """SQLite's transactions see one moment anyway; PostgreSQL's statements each see their own."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


_READ_HERE = (
    *(tables.book, tables.fund, tables.account, tables.entry, tables.posting, tables.receipt),
    *(tables.register, tables.chama, tables.member, tables.member_address, tables.collector),
    *(tables.round_, tables.seat, tables.turn, tables.outbox),
    *(tables.rule_change, tables.past_rules),
)


def _lacking(connection: sa.Connection) -> Iterator[str]:
    """The tables and columns that are not there."""
    found = sa.inspect(connection)
    names = set(found.get_table_names())
    for table in _READ_HERE:
        if table.name not in names:
            yield f"the table {table.name} is missing"
            continue
        columns = {column["name"] for column in found.get_columns(table.name)}
        for missing in [column.name for column in table.columns if column.name not in columns]:
            yield f"the column {missing} of the table {table.name} is missing"


@dataclass
class _BookCheck:
    """Walks one book's chain. seq, head: where it has come to. sums: cents by account id.

    known: the last word of the register on each subject.
    """

    connection: sa.Connection
    book: Row
    seq: int = 0
    head: str = ""
    sums: dict[int, int] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)

    def faults(self) -> Iterator[Fault]:
        """Every fault of the book: its chain's in order, then its head's and what hangs on it."""
        of_book = {"chama_id": self.book.chama_id}
        with (
            self.connection.execute(_LINES, of_book, execution_options=_STREAMED) as rows,
            self.connection.execute(_NOTES, of_book, execution_options=_STREAMED) as notes,
        ):
            entries = ((lines[0].seq, self._entry_faults(lines)) for lines in _by_entry(rows))
            noted = ((row.seq, self._note_faults(row)) for row in notes)
            for seq, found in merge(entries, noted, key=itemgetter(0)):
                yield from (self._fault(seq, what) for what in found)
        if (self.seq, self.head) != (self.book.seq, self.book.head):
            what = f"the head stands at entry {self.book.seq}, the chain ends at {self.seq}"
            yield self._fault(None, what)
        yield from self._balance_faults()
        for what in self._register_faults():
            yield self._fault(None, what)

    def _fault(self, seq: int | None, what: str) -> Fault:
        return Fault(self.book.chama_id, self.book.ref, seq, what, self.book.group or "")

    def _place_faults(self, row: Row) -> Iterator[str]:
        if row.seq != self.seq + 1:
            yield f"does not follow entry {self.seq}"
        if row.prev_hash != self.head:
            yield "is not linked to the entry before it"
        self.seq, self.head = row.seq, row.hash

    def _entry_faults(self, lines: Lines) -> Iterator[str]:
        first = lines[0]
        if first.seq > self.book.seq:
            yield "was never sealed: balances ignore it"
            return
        yield from self._place_faults(first)
        yield from _content_faults(lines)
        yield from _receipt_faults(first)
        if first.reverses is not None:
            yield from self._reversal_faults(lines)
        self._add_up(lines)

    def _note_faults(self, row: Row) -> Iterator[str]:
        if row.seq > self.book.seq:
            yield "was never sealed: it says nothing"
            return
        yield from self._place_faults(row)
        try:
            recorded_at = _moment(row.recorded_at)
            self.known[row.subject] = json.loads(row.facts)
        except ValueError as error:
            yield f"cannot be read: {error}"
            return
        again = seal_note(
            Note(row.subject, row.facts, row.actor),
            book=row.ref,
            seq=row.seq,
            prev_hash=row.prev_hash,
            recorded_at=recorded_at,
        )
        if again.hash != row.hash:
            yield "was changed after it was sealed"

    def _reversal_faults(self, lines: Lines) -> Iterator[str]:
        target = lines[0].reverses
        of_target = {"chama_id": self.book.chama_id, "seq": target}
        original = self.connection.execute(_LINES_OF_ONE, of_target).all()
        if not original or target >= lines[0].seq or original[0].reverses is not None:
            yield f"reverses entry {target}, which cannot be reversed"
        elif [(account, -cents) for account, cents in _moves(original)] != _moves(lines):
            yield f"does not take back exactly what entry {target} did"

    def _add_up(self, lines: Lines) -> None:
        for account_id, cents in _moves(lines):
            self.sums[account_id] = self.sums.get(account_id, 0) + cents

    def _balance_faults(self) -> Iterator[Fault]:
        for account in self.connection.execute(_ACCOUNTS, {"chama_id": self.book.chama_id}):
            stored, moved = account.balance_cents, self.sums.get(account.id, 0)
            if stored != moved:
                name = f"{account.fund} {account.code}"
                what = f"{name} stands at {stored} cents, its lines at {moved}"
                yield self._fault(None, what)

    def _register_faults(self) -> Iterator[str]:
        """Where the tables say otherwise than the register's last word."""
        now = register.current(self.connection, self.book.chama_id)
        for subject in sorted(self.known.keys() | now.keys()):
            if subject not in now:
                yield f"{subject} is in the register and gone from its table"
            elif subject not in self.known:
                yield f"{subject} is in its table and not in the register"
            else:
                yield from _differences(subject, self.known[subject], now[subject])


def _differences(subject: str, noted: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(noted.keys() | now.keys()):
        if noted.get(name) != now.get(name) and now.get(name) != register.GONE:
            yield f"{subject} has another {name} than the register"


def _by_entry(rows: Any) -> Iterator[list[Row]]:
    return (list(group) for _, group in groupby(rows, attrgetter("id")))


def _content_faults(lines: Lines) -> Iterator[str]:
    """Whether the entry says what it said when it was sealed."""
    first = lines[0]
    try:
        fields = {
            **first._asdict(),
            "effective_on": _date(first.effective_on),
            "recorded_at": _moment(first.recorded_at),
        }
        sealed = sealed_from(fields, tuple(_postings(lines)))
    except ValueError as error:
        yield f"cannot be read: {error}"
        return
    again = seal(
        sealed.entry,
        book=sealed.book,
        seq=sealed.seq,
        prev_hash=sealed.prev_hash,
        recorded_at=sealed.recorded_at,
    )
    if again.hash != sealed.hash:
        yield "was changed after it was sealed"


def _postings(lines: Lines) -> Iterator[Posting]:
    """The postings of lines 1, 2, 3 …; raises ValueError for any that cannot be one."""
    for number, line in enumerate(lines, start=1):
        if line.line != number:
            raise ValueError(f"line {number} is missing")
        places = (line.posting_chama_id, line.account_chama_id, line.fund_chama_id)
        if any(place != line.chama_id for place in places):
            raise ValueError(f"line {number} is in no account of this book")
        if not isinstance(line.amount_cents, int):
            raise ValueError(f"line {number} holds {line.amount_cents!r}, not whole cents")
        account = Account.parse(line.fund, line.account)
        if account.code != line.account:
            raise ValueError(f"line {number} is in {line.account}, which is no account")
        yield Posting(account, line.amount_cents)


def _receipt_faults(entry: Row) -> Iterator[str]:
    carried = (entry.network, entry.receipt.upper())
    recorded = (entry.receipt_network or "", entry.receipt_code or "")
    look = look_of(entry.receipt)
    if (entry.receipt_look or "") != look:
        yield f"looks like {look!r}, recorded is {entry.receipt_look!r}"
    if carried != recorded:
        yield f"carries receipt {' '.join(carried)!r}, recorded is {' '.join(recorded)!r}"


def _moves(lines: Lines) -> list[tuple[int, int]]:
    """Account ids and cents of the lines that are whole cents."""
    return [
        (row.account_id, row.amount_cents) for row in lines if isinstance(row.amount_cents, int)
    ]


def _date(stored: str | date | None) -> date | None:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _moment(stored: str | datetime) -> datetime:
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _lacks(child: sa.ColumnElement[Any], parent: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The values of a child's column that are in no row of its parent."""
    return (
        sa.select(child)
        .outerjoin_from(child.table, parent.table, child == parent)
        .where(parent.is_(None))
    )


_STRAYS = {
    "a chama without a book": _lacks(tables.chama.c.id, _book.c.chama_id),
    "a book of no chama": _lacks(_book.c.chama_id, tables.chama.c.id),
    "a fund of no book": _lacks(_fund.c.chama_id, _book.c.chama_id),
    "an account of no fund": _lacks(_account.c.fund_id, _fund.c.id),
    "an entry of no book": _lacks(_entry.c.chama_id, _book.c.chama_id),
    "a register row of no book": _lacks(_register.c.chama_id, _book.c.chama_id),
    "a posting of no entry": _lacks(_posting.c.entry_id, _entry.c.id),
    "a receipt of no entry": _lacks(_receipt.c.entry_id, _entry.c.id),
}
_OUTBOX = tables.outbox
_UNTRUE_WITNESSES = (
    sa.select(_OUTBOX.c.id, _OUTBOX.c.chama_id, _OUTBOX.c.book_seq, _book.c.ref, _NAME)
    .outerjoin(_book, _book.c.chama_id == _OUTBOX.c.chama_id)
    .outerjoin(_chama, _IS_ITS_CHAMA)
    .where(
        _OUTBOX.c.book_seq > 0,
        *(
            ~sa.exists().where(
                table.c.chama_id == _OUTBOX.c.chama_id,
                table.c.seq == _OUTBOX.c.book_seq,
                table.c.hash == _OUTBOX.c.book_hash,
            )
            for table in (_entry, _register)
        ),
    )
    .order_by(_OUTBOX.c.id)
)


def _strays(connection: sa.Connection) -> Iterator[Fault]:
    """Rows that foreign keys would have refused, and messages that saw another book than this."""
    for what, rows in _STRAYS.items():
        for (stray_id,) in connection.execute(rows):
            yield Fault(None, "", None, f"{what}: id {stray_id}")
    yield from _untrue(connection, _UNTRUE_WITNESSES)


def _untrue(connection: sa.Connection, witnesses: sa.Select[Any]) -> Iterator[Fault]:
    """Messages that saw another book than this."""
    with connection.execute(witnesses, execution_options=_STREAMED) as found:
        for row in found:
            what = f"message {row.id} was queued under another entry of that number"
            yield Fault(row.chama_id, row.ref or "", row.book_seq, what, row.group or "")
