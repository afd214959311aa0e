"""The persistent book: the one place that writes books, funds, accounts, entries, and the register.

Everything here runs inside the caller's transaction. A book is locked before it is posted to, so
each entry follows the one before it; triggers in the migrations refuse whatever else is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from bot.store import tables
from bot.store.prepared import Prepared, PreparedRows
from chama.entries import receipt_key, receipt_of
from chama.errors import ChamaError, UnknownFund
from chama.journal import (
    Account,
    JournalEntry,
    Note,
    Posting,
    ReceiptId,
    SealedEntry,
    seal,
    seal_note,
)
from chama.kinds import AccountKind, EntryKind, kind_called
from chama.receipts.codes import look_of

Row = sa.Row[*tuple[Any, ...]]

ROWS_AT_ONCE = 1_000  # how many rows a long reading holds in memory


class UnknownBook(ChamaError):
    """A chama without a book."""


class StaleBook(ChamaError):
    """The book was posted to since it was read: lock it, or post to the book that `post` gave."""


class KeyConflict(ChamaError):
    """A key that names an entry already, with other content."""


class ReceiptUsed(ChamaError):
    """A receipt that moved money before, in another entry."""


@dataclass(frozen=True, slots=True)
class Book:
    """A chama's book as it stands. ref names it in hashes; head is the hash of number seq, or "".

    fund_ids: the rows of its funds, by name.
    """

    chama_id: int
    ref: str
    seq: int
    head: str
    fund_ids: Mapping[str, int] = field(default_factory=dict, hash=False)

    def fund_id(self, name: str) -> int:
        """The row of a fund. Raises UnknownFund."""
        if name not in self.fund_ids:
            raise UnknownFund(f"Chama {self.chama_id} has no fund called {name}.")
        return self.fund_ids[name]


@dataclass(frozen=True, slots=True)
class Posted:
    """What `post` left in the book. book: with its new head. is_new: False if it stood before."""

    sealed: SealedEntry
    book: Book
    is_new: bool


@dataclass(frozen=True, slots=True)
class RecordedReceipt:
    """Where a receipt stands in the books of all chamas."""

    id: ReceiptId
    chama_id: int
    sealed: SealedEntry

    @property
    def entry(self) -> JournalEntry:
        """What the receipt was recorded as."""
        return self.sealed.entry


# --- statements, built once so that their compiled form is cached --------------------------------

_book, _fund, _account, _entry = tables.book, tables.fund, tables.account, tables.entry
_posting, _receipt = tables.posting, tables.receipt

_BOOK = (
    sa.select(
        _book.c.chama_id,
        _book.c.ref,
        _book.c.seq,
        _book.c.head,
        _fund.c.name,
        _fund.c.id.label("fund_id"),
    )
    .outerjoin(_fund, _fund.c.chama_id == _book.c.chama_id)
    .where(_book.c.chama_id == sa.bindparam("chama_id"))
)
_BOOK_OF = Prepared(_BOOK)
_LOCK_BOOK = Prepared(_BOOK.with_for_update(of=_book))

_LOOK_BEFORE = Prepared(
    sa.select(
        _book.c.head,
        sa.select(_entry.c.id)
        .where(_entry.c.chama_id == sa.bindparam("chama_id"), _entry.c.key == sa.bindparam("key"))
        .scalar_subquery()
        .label("entry_with_key"),
        sa.select(_receipt.c.entry_id)
        .where(
            _receipt.c.code == sa.bindparam("code"),
            _receipt.c.network == sa.bindparam("network"),
        )
        .scalar_subquery()
        .label("entry_with_receipt"),
    ).where(_book.c.chama_id == sa.bindparam("chama_id"))
)


def _adding_to_balances(insert: Any) -> Any:
    """Adds to what is stored, opening accounts that are new; gives their ids."""
    return insert.on_conflict_do_update(
        index_elements=["fund_id", "code"],
        set_={"balance_cents": _account.c.balance_cents + insert.excluded.balance_cents},
    ).returning(_account.c.id, _account.c.fund_id, _account.c.code)


_MOVE_ACCOUNTS = PreparedRows(
    _account, ("chama_id", "fund_id", "code", "balance_cents"), _adding_to_balances
)
_CLAIM_RECEIPT = PreparedRows(
    _receipt,
    ("code", "network", "entry_id", "look"),
    lambda insert: insert.on_conflict_do_nothing().returning(_receipt.c.entry_id),
)
_INSERT_ENTRY = PreparedRows(
    _entry,
    [column.name for column in _entry.c if column is not _entry.c.id],
    lambda insert: insert.returning(_entry.c.id),
)
_INSERT_POSTINGS = PreparedRows(_posting, [column.name for column in _posting.c])
_INSERT_NOTE = PreparedRows(tables.register, [column.name for column in tables.register.c])
_MOVE_HEAD = Prepared(
    sa.update(_book)
    .where(_book.c.chama_id == sa.bindparam("of_chama"))
    .values(seq=sa.bindparam("new_seq"), head=sa.bindparam("new_head"))
)

_BALANCES = Prepared(
    sa.select(_fund.c.name, _account.c.code, _account.c.balance_cents)
    .join(_fund, _fund.c.id == _account.c.fund_id)
    .where(_account.c.chama_id == sa.bindparam("chama_id"), tables.ACCOUNT_IS_OPEN)
)
_LINES = (
    sa.select(
        _entry,
        _book.c.ref,
        _fund.c.name.label("fund"),
        _account.c.code.label("account"),
        _posting.c.amount_cents,
    )
    .join(_book, _book.c.chama_id == _entry.c.chama_id)
    .join(_posting, _posting.c.entry_id == _entry.c.id)
    .join(_account, _account.c.id == _posting.c.account_id)
    .join(_fund, _fund.c.id == _account.c.fund_id)
    .where(_entry.c.seq <= _book.c.seq)
    .order_by(_entry.c.chama_id, _entry.c.seq, _posting.c.line)
)
_LINES_OF_ENTRIES = _LINES.where(_entry.c.id.in_(sa.bindparam("ids", expanding=True)))
_LINES_OF_LOOKS = (
    _LINES.add_columns(_receipt.c.code, _receipt.c.network.label("receipt_network"))
    .join(_receipt, _receipt.c.entry_id == _entry.c.id)
    .where(_receipt.c.look.in_(sa.bindparam("looks", expanding=True)))
)


WITH_CHAIN = sa.select(_entry.c.id).where(
    _entry.c.chama_id == sa.bindparam("chama_id"),
    _entry.c.hash >= sa.bindparam("chain"),
    _entry.c.hash < sa.bindparam("after_chain"),
)
_TAKING_BACK = sa.select(_entry.c.id).where(
    _entry.c.chama_id == sa.bindparam("chama_id"), _entry.c.reverses == sa.bindparam("seq")
)


# --- writing -------------------------------------------------------------------------------------


def create_book(connection: sa.Connection, chama_id: int, ref: str) -> Book:
    """An empty book of a chama. ref: unique over all chamas, part of every hash, never changed."""
    connection.execute(sa.insert(_book).values(chama_id=chama_id, ref=ref))
    return Book(chama_id, ref, seq=0, head="")


def create_fund(connection: sa.Connection, book: Book, name: str, currency: str) -> Book:
    """An empty fund in a book; gives the book with it."""
    values = {"chama_id": book.chama_id, "name": name, "currency": currency}
    row = connection.execute(sa.insert(_fund).values(values).returning(_fund.c.id)).one()
    return replace(book, fund_ids={**book.fund_ids, name: row.id})


def lock_book(connection: sa.Connection, chama_id: int) -> Book:
    """A chama's book, held for this transaction until it ends. Raises UnknownBook."""
    return _one_book(connection, _LOCK_BOOK, chama_id)


def book_of(connection: sa.Connection, chama_id: int) -> Book:
    """A chama's book as it is now, for reading only. Raises UnknownBook."""
    return _one_book(connection, _BOOK_OF, chama_id)


def _one_book(connection: sa.Connection, chosen: Prepared, chama_id: int) -> Book:
    rows = chosen.rows(connection, {"chama_id": chama_id})
    if not rows:
        raise UnknownBook(f"Chama {chama_id} has no book.")
    first = rows[0]
    fund_ids = {row.name: row.fund_id for row in rows if row.name is not None}
    return Book(first.chama_id, first.ref, first.seq, first.head, fund_ids)


def post(
    connection: sa.Connection, book: Book, entry: JournalEntry, *, recorded_at: datetime
) -> Posted:
    """Seal an entry at the end of a book's chain and move its balances.

    book: as `lock_book` or the last `post` of this transaction gave it. recorded_at: aware.
    The same key with the same content changes nothing. Raises KeyConflict, ReceiptUsed, StaleBook,
    UnknownFund; roll the transaction back to before the call then.
    """
    stored = _stored_before(connection, book, entry)
    if stored is not None:
        return Posted(stored, book, is_new=False)
    sealed = seal(
        entry,
        book=book.ref,
        seq=book.seq + 1,
        prev_hash=book.head,
        recorded_at=_in_utc(recorded_at),
    )
    (inserted,) = _INSERT_ENTRY.rows(connection, [{"chama_id": book.chama_id, **row_of(sealed)}])
    entry_id: int = inserted.id
    if entry.receipt_id is not None:
        _claim_code(connection, entry.receipt_id, entry_id)
    _insert_postings(connection, book, entry, entry_id)
    return Posted(sealed, _move_head(connection, book, sealed.seq, sealed.hash), is_new=True)


def note(connection: sa.Connection, book: Book, what: Note, *, recorded_at: datetime) -> Book:
    """Seal a note at the end of a book's chain; gives the book with its new head.

    book: as `lock_book` or the last `post` or `note` of this transaction gave it.
    """
    sealed = seal_note(
        what,
        book=book.ref,
        seq=book.seq + 1,
        prev_hash=book.head,
        recorded_at=_in_utc(recorded_at),
    )
    row = {
        "chama_id": book.chama_id,
        "seq": sealed.seq,
        "subject": what.subject,
        "facts": what.facts,
        "actor": what.actor,
        "recorded_at": sealed.recorded_at,
        "prev_hash": sealed.prev_hash,
        "hash": sealed.hash,
    }
    _INSERT_NOTE.rows(connection, [row])
    return _move_head(connection, book, sealed.seq, sealed.hash)


def _in_utc(recorded_at: datetime) -> datetime:
    if recorded_at.tzinfo is None:
        raise ValueError("recorded_at must be aware: the hash covers it in UTC.")
    return recorded_at.astimezone(UTC)


def _stored_before(
    connection: sa.Connection, book: Book, entry: JournalEntry
) -> SealedEntry | None:
    """The stored entry of the same key and content, if any.

    Raises KeyConflict, ReceiptUsed, StaleBook.
    """
    wanted = {
        "chama_id": book.chama_id,
        "key": entry.key,
        "network": entry.network,
        "code": entry.receipt.upper(),
    }
    ((head, with_key, with_receipt),) = _LOOK_BEFORE.rows(connection, wanted)
    if head != book.head:
        raise StaleBook(f"Book {book.ref} is past number {book.seq} already.")
    if with_key is not None:
        (stored,) = entries_with_ids(connection, [with_key])
        if stored.entry != entry:
            raise KeyConflict(f"{_say(stored)} has other content than the new {_facts(entry)}.")
        return stored
    if with_receipt is not None:
        (stored,) = entries_with_ids(connection, [with_receipt])
        raise ReceiptUsed(f"Receipt {entry.receipt} moved money before: {_say(stored)}.")
    return None


def _claim_code(connection: sa.Connection, receipt: ReceiptId, entry_id: int) -> None:
    """Claim the code for this entry. Raises ReceiptUsed if another transaction was faster."""
    row = {**receipt._asdict(), "entry_id": entry_id, "look": look_of(receipt.code)}
    if not _CLAIM_RECEIPT.rows(connection, [row]):
        raise ReceiptUsed(f"Receipt {receipt.code} has just moved money in another book.")


def _insert_postings(
    connection: sa.Connection, book: Book, entry: JournalEntry, entry_id: int
) -> None:
    """Move the balances of the accounts and write the lines."""
    moved_cents: dict[tuple[int, str], int] = {}
    for posting in entry.postings:
        key = (book.fund_id(posting.account.fund), posting.account.code)
        moved_cents[key] = moved_cents.get(key, 0) + posting.amount_cents
    rows = _MOVE_ACCOUNTS.rows(
        connection,
        [
            {"chama_id": book.chama_id, "fund_id": fund_id, "code": code, "balance_cents": cents}
            for (fund_id, code), cents in moved_cents.items()
        ],
    )
    account_ids = {(row.fund_id, row.code): row.id for row in rows}
    _INSERT_POSTINGS.rows(
        connection,
        [
            {
                "entry_id": entry_id,
                "line": line,
                "chama_id": book.chama_id,
                "account_id": account_ids[book.fund_id(posting.account.fund), posting.account.code],
                "amount_cents": posting.amount_cents,
            }
            for line, posting in enumerate(entry.postings, start=1)
        ],
    )


def _move_head(connection: sa.Connection, book: Book, seq: int, head: str) -> Book:
    """The book with its new head; the database checks that what it moves onto is sound."""
    _MOVE_HEAD.rows(connection, {"of_chama": book.chama_id, "new_seq": seq, "new_head": head})
    return replace(book, seq=seq, head=head)


# --- reading -------------------------------------------------------------------------------------


def balances(connection: sa.Connection, chama_id: int) -> dict[Account, int]:
    """What each account of a book holds, in cents, debits positive; those at zero are left out."""
    rows = _BALANCES.rows(connection, {"chama_id": chama_id})
    return {Account.parse(fund, code): cents for fund, code, cents in rows}


def entries_of(
    connection: sa.Connection,
    chama_id: int,
    *,
    member: str | None = None,
    after_seq: int = 0,
    up_to_seq: int | None = None,
) -> Iterator[SealedEntry]:
    """A book's sealed entries in order, a thousand lines in memory at a time.

    member: only those about this member alone. after_seq: only those with a higher number;
    up_to_seq: none with a higher one.
    """
    lines = _LINES.where(_entry.c.chama_id == chama_id, _entry.c.seq > after_seq)
    if up_to_seq is not None:
        lines = lines.where(_entry.c.seq <= up_to_seq)
    if member is not None:
        lines = lines.where(_entry.c.member == member)
    with connection.execute(lines, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        for _, entry_lines in groupby(rows, attrgetter("id")):
            yield _sealed(list(entry_lines))


@dataclass(frozen=True, slots=True)
class MovedAt:
    """A posting: where, in an entry of which kind, and cents.

    about: named alike for all entries of one receipt, and for an entry and its contra.
    """

    account: Account
    kind: EntryKind
    about: str
    cents: int


def moved_at(connection: sa.Connection, chama_id: int, kind: AccountKind) -> Iterator[MovedAt]:
    """Each posting of a book at the accounts of a kind."""
    rows = connection.execute(
        sa.select(
            _fund.c.name, _account.c.code, _entry.c.kind, _entry.c.key, _entry.c.seq,
            _entry.c.reverses, _posting.c.amount_cents,
        )
        .join(_account, _account.c.id == _posting.c.account_id)
        .join(_fund, _fund.c.id == _account.c.fund_id)
        .join(_entry, _entry.c.id == _posting.c.entry_id)
        .where(_account.c.chama_id == chama_id, _account.c.code.startswith(kind.value))
    )  # fmt: skip
    for fund, code, called, key, seq, reverses, cents in rows:
        account, receipt = Account.parse(fund, code), receipt_of(key)
        about = receipt_key(receipt) if receipt is not None else f"entry:{reverses or seq}"
        if account.kind is kind:
            yield MovedAt(account, kind_called(EntryKind, called), about, cents)


def newest_key(connection: sa.Connection, chama_id: int, first: str, last: str) -> str | None:
    """The last of the keys of a book's entries between these two, as they sort."""
    chosen = (
        sa.select(_entry.c.key)
        .where(_entry.c.chama_id == chama_id, _entry.c.key.between(first, last))
        .order_by(_entry.c.key.desc())
        .limit(1)
    )
    return connection.execute(chosen).scalar_one_or_none()


def receipts_that_look_like(
    connection: sa.Connection, codes: Iterable[str]
) -> list[RecordedReceipt]:
    """The receipts of all books, of whatever network, whose code a hurried eye takes for these."""
    looks = sorted({look_of(code) for code in codes})
    if not looks:
        return []
    rows = connection.execute(_LINES_OF_LOOKS, {"looks": looks})
    found: list[RecordedReceipt] = []
    for _, group in groupby(rows, attrgetter("id")):
        lines = list(group)
        receipt = ReceiptId(lines[0].receipt_network, lines[0].code)
        found.append(RecordedReceipt(receipt, lines[0].chama_id, _sealed(lines)))
    return found


def holder_of(connection: sa.Connection, receipt: ReceiptId) -> int | None:
    """The chama whose book had a receipt first, None where no book has it."""
    chosen = (
        sa.select(_entry.c.chama_id)
        .join(_receipt, _receipt.c.entry_id == _entry.c.id)
        .where(_receipt.c.network == receipt.network, _receipt.c.code == receipt.code)
    )
    return connection.execute(chosen).scalar_one_or_none()


def newest_of(
    connection: sa.Connection, chama_id: int, member: str, limit: int
) -> list[SealedEntry]:
    """The newest entries about a member, the newest first."""
    chosen = (
        sa.select(_entry.c.id)
        .where(_entry.c.chama_id == chama_id, _entry.c.member == member)
        .order_by(_entry.c.seq.desc())
        .limit(limit)
    )
    ids = connection.execute(chosen).scalars().all()
    return list(reversed(entries_with_ids(connection, ids)))


def entries_with_ids(connection: sa.Connection, ids: Sequence[int]) -> list[SealedEntry]:
    """The entries with these row ids, in the order of their books."""
    if not ids:
        return []
    rows = connection.execute(_LINES_OF_ENTRIES, {"ids": ids})
    return [_sealed(list(lines)) for _, lines in groupby(rows, attrgetter("id"))]


def referred(
    connection: sa.Connection, chama_id: int, chain: str
) -> tuple[SealedEntry, SealedEntry | None] | None:
    """The entry of a chama with that chain code, and what took it back; None for no entry."""
    wanted = {"chama_id": chama_id, "chain": chain, "after_chain": f"{chain}g"}  # above every digit
    found = entries_with_ids(connection, connection.execute(WITH_CHAIN, wanted).scalars().all())
    if not found:
        return None
    contra = connection.execute(_TAKING_BACK, {"chama_id": chama_id, "seq": found[-1].seq})
    return found[-1], next(iter(entries_with_ids(connection, contra.scalars().all())), None)


# --- rows and values -----------------------------------------------------------------------------


def row_of(sealed: SealedEntry) -> dict[str, Any]:
    """An entry as its row has it, but for whose it is; `sealed_from` reads it."""
    entry = sealed.entry
    return {
        "seq": sealed.seq,
        "kind": entry.kind.value,
        "key": entry.key,
        "effective_on": entry.effective_on,
        "recorded_at": sealed.recorded_at,
        "actor": entry.actor,
        "member": entry.member,
        "network": entry.network,
        "receipt": entry.receipt,
        "reverses": entry.reverses,
        "memo": entry.memo,
        "prev_hash": sealed.prev_hash,
        "hash": sealed.hash,
    }


def _sealed(lines: Sequence[Row]) -> SealedEntry:
    """The entry of its stored lines, in their order."""
    postings = (
        Posting(Account.parse(line.fund, line.account), line.amount_cents) for line in lines
    )
    return sealed_from(lines[0]._asdict(), tuple(postings))


def sealed_from(row: Mapping[str, Any], postings: tuple[Posting, ...]) -> SealedEntry:
    """The entry of a stored row (the columns of entry, and ref of its book) and its postings.

    Raises ValueError (UnbalancedEntry or another) for what `post` would never have stored.
    """
    entry = JournalEntry(
        kind=kind_called(EntryKind, row["kind"]),
        key=row["key"],
        effective_on=row["effective_on"],
        postings=postings,
        actor=row["actor"],
        member=row["member"],
        network=row["network"],
        receipt=row["receipt"],
        reverses=row["reverses"],
        memo=row["memo"],
    )
    return SealedEntry(
        entry, row["ref"], row["seq"], row["recorded_at"], row["prev_hash"], row["hash"]
    )


def _say(stored: SealedEntry) -> str:
    return f"entry {stored.seq} of {stored.book}, {_facts(stored.entry)}"


def _facts(entry: JournalEntry) -> str:
    return f"{entry.kind.value} {entry.key} of {entry.amount_cents} cents"
