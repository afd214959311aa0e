"""Recomputes the whole book and names whatever does not hold; trusts no trigger and no key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa

from bot.store import tables
from bot.store.database import reading
from bot.store.ledger import ROWS_AT_ONCE, Row, sealed_from
from chama.journal import Account, Posting, seal

Lines = Sequence[Row]  # of one entry, each with the columns of the entry

_STREAMED = {"yield_per": ROWS_AT_ONCE}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the book that does not hold. seq: the entry, None where it is no entry's."""

    chama: int | None
    fund: str
    seq: int | None
    what: str

    def __str__(self) -> str:
        place = f"{self.fund} entry {self.seq}" if self.seq else self.fund or "the book"
        return f"{place}: {self.what}"


_fund, _account, _entry = tables.fund, tables.account, tables.entry
_posting, _receipt = tables.posting, tables.receipt

# Dates as SQLite keeps them, so that one that is no date becomes a fault and stops nothing.
_AS_STORED = {
    name: sa.type_coerce(_entry.c[name], sa.Text).label(name)
    for name in ("effective_on", "recorded_at")
}
_LINES = (
    sa.select(
        *(_AS_STORED.get(column.name, column) for column in _entry.columns),
        _fund.c.ref,
        _posting.c.line,
        _posting.c.amount_cents,
        _posting.c.account_id,
        _posting.c.fund_id.label("posting_fund_id"),
        _account.c.fund_id.label("account_fund_id"),
        _account.c.code.label("account"),
        _receipt.c.code.label("receipt_code"),
    )
    .join(_fund, _fund.c.id == _entry.c.fund_id)
    .join(_posting, _posting.c.entry_id == _entry.c.id, isouter=True)
    .join(_account, _account.c.id == _posting.c.account_id, isouter=True)
    .join(_receipt, _receipt.c.entry_id == _entry.c.id, isouter=True)
    .where(_entry.c.fund_id == sa.bindparam("fund_id"))
    .order_by(_entry.c.seq, _entry.c.id, _posting.c.line)
)
_LINES_OF_ONE = _LINES.where(_entry.c.seq == sa.bindparam("seq"))
_ACCOUNTS = (
    sa.select(_account.c.id, _account.c.code, _account.c.balance_cents)
    .where(_account.c.fund_id == sa.bindparam("fund_id"))
    .order_by(_account.c.id)
)


def verify(engine: sa.Engine) -> Iterator[Fault]:
    """Every fault of every fund, in order; nothing if the book holds.

    Reads one consistent view while others go on posting. Memory grows with the accounts of one
    fund, not with the number of funds or entries.
    """
    with reading(_one_view(engine)) as connection:
        yield from faults_in(connection)


def faults_in(connection: sa.Connection) -> Iterator[Fault]:
    """The same, of what a transaction sees."""
    in_order = sa.select(_fund).order_by(_fund.c.id)
    with connection.execute(in_order, execution_options=_STREAMED) as funds:
        for fund in funds:
            yield from _FundCheck(connection, fund).faults()
    yield from _strays(connection)


def _one_view(engine: sa.Engine) -> sa.Engine:
    """SQLite's transactions see one moment anyway; PostgreSQL's statements each see their own."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


@dataclass
class _FundCheck:
    """Walks one fund's chain. seq, head: where it has come to. sums: cents by account id."""

    connection: sa.Connection
    fund: Row
    seq: int = 0
    head: str = ""
    sums: dict[int, int] = field(default_factory=dict)

    def faults(self) -> Iterator[Fault]:
        """Every fault of the fund: its entries' in order, then its head's and its balances'."""
        of_fund = {"fund_id": self.fund.id}
        with self.connection.execute(_LINES, of_fund, execution_options=_STREAMED) as rows:
            for _, group in groupby(rows, attrgetter("id")):
                lines = list(group)
                yield from (self._fault(lines[0].seq, what) for what in self._entry_faults(lines))
        if (self.seq, self.head) != (self.fund.seq, self.fund.head):
            what = f"the head stands at entry {self.fund.seq}, the chain ends at {self.seq}"
            yield self._fault(None, what)
        yield from self._balance_faults()

    def _fault(self, seq: int | None, what: str) -> Fault:
        return Fault(self.fund.chama_id, self.fund.ref, seq, what)

    def _entry_faults(self, lines: Lines) -> Iterator[str]:
        first = lines[0]
        if first.seq > self.fund.seq:
            yield "was never sealed: balances ignore it"
            return
        if first.seq != self.seq + 1:
            yield f"does not follow entry {self.seq}"
        if first.prev_hash != self.head:
            yield "is not linked to the entry before it"
        self.seq, self.head = first.seq, first.hash
        yield from _content_faults(lines)
        yield from _receipt_faults(first)
        if first.reverses is not None:
            yield from self._reversal_faults(lines)
        self._add_up(lines)

    def _reversal_faults(self, lines: Lines) -> Iterator[str]:
        target = lines[0].reverses
        of_target = {"fund_id": self.fund.id, "seq": target}
        original = self.connection.execute(_LINES_OF_ONE, of_target).all()
        if not original or target >= lines[0].seq or original[0].reverses is not None:
            yield f"reverses entry {target}, which cannot be reversed"
        elif [(account, -cents) for account, cents in _moves(original)] != _moves(lines):
            yield f"does not take back exactly what entry {target} did"

    def _add_up(self, lines: Lines) -> None:
        for account_id, cents in _moves(lines):
            self.sums[account_id] = self.sums.get(account_id, 0) + cents

    def _balance_faults(self) -> Iterator[Fault]:
        for account in self.connection.execute(_ACCOUNTS, {"fund_id": self.fund.id}):
            stored, moved = account.balance_cents, self.sums.get(account.id, 0)
            if stored != moved:
                what = f"{account.code} stands at {stored} cents, its lines at {moved}"
                yield self._fault(None, what)


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
        fund=sealed.fund,
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
        if not line.fund_id == line.posting_fund_id == line.account_fund_id:
            raise ValueError(f"line {number} is in no account of this fund")
        if not isinstance(line.amount_cents, int):
            raise ValueError(f"line {number} holds {line.amount_cents!r}, not whole cents")
        account = Account.parse(line.account)
        if account.code != line.account:
            raise ValueError(f"line {number} is in {line.account}, which is no account")
        yield Posting(account, line.amount_cents)


def _receipt_faults(entry: Row) -> Iterator[str]:
    recorded = entry.receipt_code or ""
    if entry.receipt.upper() != recorded:
        yield f"carries receipt {entry.receipt!r}, recorded is {recorded!r}"


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


_STRAYS = {
    "a fund of no chama": sa.select(_fund.c.id)
    .outerjoin(tables.chama, tables.chama.c.id == _fund.c.chama_id)
    .where(tables.chama.c.id.is_(None)),
    "an account of no fund": sa.select(_account.c.id)
    .outerjoin(_fund, _fund.c.id == _account.c.fund_id)
    .where(_fund.c.id.is_(None)),
    "an entry of no fund": sa.select(_entry.c.id)
    .outerjoin(_fund, _fund.c.id == _entry.c.fund_id)
    .where(_fund.c.id.is_(None)),
    "a posting of no entry": sa.select(_posting.c.entry_id)
    .outerjoin(_entry, _entry.c.id == _posting.c.entry_id)
    .where(_entry.c.id.is_(None)),
    "a receipt of no entry": sa.select(_receipt.c.entry_id)
    .outerjoin(_entry, _entry.c.id == _receipt.c.entry_id)
    .where(_entry.c.id.is_(None)),
}


def _strays(connection: sa.Connection) -> Iterator[Fault]:
    """Rows that foreign keys would have refused."""
    for what, rows in _STRAYS.items():
        for (stray_id,) in connection.execute(rows):
            yield Fault(None, "", None, f"{what}: id {stray_id}")
