"""The persistent book: the one place that writes funds, accounts, entries, postings and receipts.

Everything here runs inside the caller's transaction. A fund is locked before it is posted to, so
each entry follows the one before it; triggers in the migrations refuse whatever else is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from bot.store import tables
from bot.store.prepared import Prepared, PreparedRows
from chama.errors import ChamaError
from chama.journal import Account, EntryKind, JournalEntry, Posting, SealedEntry, seal

Row = sa.Row[*tuple[Any, ...]]

ROTATION = "rotation"
MPESA = "mpesa"
ROWS_AT_ONCE = 1_000  # how many rows a long reading holds in memory


class UnknownFund(ChamaError):
    """A chama without a fund of that name."""


class StaleFund(ChamaError):
    """The fund was posted to since it was read: lock it, or post to the fund that `post` gave."""


class KeyConflict(ChamaError):
    """A key that names an entry already, with other content."""


class ReceiptUsed(ChamaError):
    """A receipt that moved money before, in another entry."""


@dataclass(frozen=True, slots=True)
class Fund:
    """One book of a chama. ref names it in hashes; head is the hash of entry number seq, or ""."""

    id: int
    ref: str
    currency: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Posted:
    """What `post` left in the book. fund: with its new head. is_new: False if it stood before."""

    sealed: SealedEntry
    fund: Fund
    is_new: bool


@dataclass(frozen=True, slots=True)
class RecordedReceipt:
    """Where a receipt's code stands in the books of all chamas."""

    code: str
    chama_id: int
    fund_id: int
    sealed: SealedEntry

    @property
    def entry(self) -> JournalEntry:
        """What the receipt was recorded as."""
        return self.sealed.entry


# --- statements, built once so that their compiled form is cached --------------------------------

_fund, _account, _entry = tables.fund, tables.account, tables.entry
_posting, _receipt = tables.posting, tables.receipt

_FUND = sa.select(_fund.c.id, _fund.c.ref, _fund.c.currency, _fund.c.seq, _fund.c.head)
_NAMED_FUND = _FUND.where(
    _fund.c.chama_id == sa.bindparam("chama_id"), _fund.c.name == sa.bindparam("name")
)
_FUND_OF = Prepared(_NAMED_FUND)
_LOCK_FUND = Prepared(_NAMED_FUND.with_for_update())

_LOOK_BEFORE = Prepared(
    sa.select(
        _fund.c.head,
        sa.select(_entry.c.id)
        .where(_entry.c.fund_id == sa.bindparam("fund_id"), _entry.c.key == sa.bindparam("key"))
        .scalar_subquery()
        .label("entry_with_key"),
        sa.select(_receipt.c.entry_id)
        .where(
            _receipt.c.network == sa.bindparam("network"),
            _receipt.c.code == sa.bindparam("code"),
        )
        .scalar_subquery()
        .label("entry_with_receipt"),
    ).where(_fund.c.id == sa.bindparam("fund_id"))
)


def _adding_to_balances(insert: Any) -> Any:
    """Adds to what is stored, opening accounts that are new; gives their ids."""
    return insert.on_conflict_do_update(
        index_elements=["fund_id", "code"],
        set_={"balance_cents": _account.c.balance_cents + insert.excluded.balance_cents},
    ).returning(_account.c.id, _account.c.code)


_MOVE_ACCOUNTS = PreparedRows(_account, ("fund_id", "code", "balance_cents"), _adding_to_balances)
_CLAIM_RECEIPT = PreparedRows(
    _receipt,
    ("network", "code", "entry_id"),
    lambda insert: insert.on_conflict_do_nothing().returning(_receipt.c.entry_id),
)
_INSERT_ENTRY = PreparedRows(
    _entry,
    [column.name for column in _entry.c if column is not _entry.c.id],
    lambda insert: insert.returning(_entry.c.id),
)
_INSERT_POSTINGS = PreparedRows(_posting, [column.name for column in _posting.c])
_MOVE_HEAD = Prepared(
    sa.update(_fund)
    .where(_fund.c.id == sa.bindparam("fund_id"))
    .values(seq=sa.bindparam("new_seq"), head=sa.bindparam("new_head"))
)

_BALANCES = Prepared(
    sa.select(_account.c.code, _account.c.balance_cents).where(
        _account.c.fund_id == sa.bindparam("fund_id"), tables.ACCOUNT_IS_OPEN
    )
)
_LINES = (
    sa.select(
        _entry,
        _fund.c.ref,
        _fund.c.chama_id,
        _account.c.code.label("account"),
        _posting.c.amount_cents,
    )
    .join(_fund, _fund.c.id == _entry.c.fund_id)
    .join(_posting, _posting.c.entry_id == _entry.c.id)
    .join(_account, _account.c.id == _posting.c.account_id)
    .where(_entry.c.seq <= _fund.c.seq)
    .order_by(_entry.c.fund_id, _entry.c.seq, _posting.c.line)
)
_LINES_OF_ENTRIES = _LINES.where(_entry.c.id.in_(sa.bindparam("ids", expanding=True)))
_LINES_OF_RECEIPTS = (
    _LINES.add_columns(_receipt.c.code)
    .join(_receipt, _receipt.c.entry_id == _entry.c.id)
    .where(
        _receipt.c.network == sa.bindparam("network"),
        _receipt.c.code.in_(sa.bindparam("codes", expanding=True)),
    )
)
WITH_CHAIN = sa.select(_entry.c.id).where(
    _entry.c.fund_id == sa.bindparam("fund_id"),
    _entry.c.hash >= sa.bindparam("chain"),
    _entry.c.hash < sa.bindparam("after_chain"),
)
_TAKING_BACK = sa.select(_entry.c.id).where(
    _entry.c.fund_id == sa.bindparam("fund_id"), _entry.c.reverses == sa.bindparam("seq")
)


# --- writing -------------------------------------------------------------------------------------


def create_fund(
    connection: sa.Connection, chama_id: int, name: str, ref: str, currency: str
) -> Fund:
    """An empty fund of a chama. ref: unique over all chamas, part of every hash, never changed."""
    values = {"chama_id": chama_id, "name": name, "ref": ref, "currency": currency}
    row = connection.execute(sa.insert(_fund).values(values).returning(_fund.c.id)).one()
    return Fund(row.id, ref, currency, seq=0, head="")


def lock_fund(connection: sa.Connection, chama_id: int, name: str = ROTATION) -> Fund:
    """A chama's fund, held for this transaction until it ends. Raises UnknownFund."""
    return _one_fund(connection, _LOCK_FUND, chama_id, name)


def fund_of(connection: sa.Connection, chama_id: int, name: str = ROTATION) -> Fund:
    """A chama's fund as it is now, for reading only. Raises UnknownFund."""
    return _one_fund(connection, _FUND_OF, chama_id, name)


def _one_fund(connection: sa.Connection, chosen: Prepared, chama_id: int, name: str) -> Fund:
    row = chosen.first(connection, {"chama_id": chama_id, "name": name})
    if row is None:
        raise UnknownFund(f"Chama {chama_id} has no fund called {name}.")
    return Fund(*row)


def post(
    connection: sa.Connection,
    fund: Fund,
    entry: JournalEntry,
    *,
    recorded_at: datetime,
    network: str = MPESA,
) -> Posted:
    """Seal an entry at the end of a fund's chain and move its balances.

    fund: as `lock_fund` or the last `post` of this transaction gave it. recorded_at: aware.
    network: whose code the entry's receipt is. The same key with the same content changes nothing.
    Raises KeyConflict, ReceiptUsed, StaleFund; roll the transaction back to before the call then.
    """
    if recorded_at.tzinfo is None:
        raise ValueError("recorded_at must be aware: the hash covers it in UTC.")
    stored = _stored_before(connection, fund, entry, network)
    if stored is not None:
        return Posted(stored, fund, is_new=False)
    sealed = seal(
        entry,
        fund=fund.ref,
        seq=fund.seq + 1,
        prev_hash=fund.head,
        recorded_at=recorded_at.astimezone(UTC),
    )
    (inserted,) = _INSERT_ENTRY.rows(connection, [_entry_row(fund, sealed)])
    entry_id: int = inserted.id
    if entry.receipt:
        _claim_code(connection, entry, entry_id, network)
    _insert_postings(connection, fund, entry, entry_id)
    return Posted(sealed, _move_head(connection, fund, sealed), is_new=True)


def _stored_before(
    connection: sa.Connection, fund: Fund, entry: JournalEntry, network: str
) -> SealedEntry | None:
    """The stored entry of the same key and content, if any.

    Raises KeyConflict, ReceiptUsed, StaleFund.
    """
    wanted = {
        "fund_id": fund.id,
        "key": entry.key,
        "network": network,
        "code": entry.receipt.upper(),
    }
    ((head, with_key, with_receipt),) = _LOOK_BEFORE.rows(connection, wanted)
    if head != fund.head:
        raise StaleFund(f"Fund {fund.ref} is past entry {fund.seq} already.")
    if with_key is not None:
        (stored,) = entries_with_ids(connection, [with_key])
        if stored.entry != entry:
            raise KeyConflict(f"{_say(stored)} has other content than the new {_facts(entry)}.")
        return stored
    if with_receipt is not None:
        (stored,) = entries_with_ids(connection, [with_receipt])
        raise ReceiptUsed(f"Receipt {entry.receipt} moved money before: {_say(stored)}.")
    return None


def _claim_code(
    connection: sa.Connection, entry: JournalEntry, entry_id: int, network: str
) -> None:
    """Claim the code for this entry. Raises ReceiptUsed if another transaction was faster."""
    row = {"network": network, "code": entry.receipt.upper(), "entry_id": entry_id}
    if not _CLAIM_RECEIPT.rows(connection, [row]):
        raise ReceiptUsed(f"Receipt {entry.receipt} has just moved money in another fund.")


def _insert_postings(
    connection: sa.Connection, fund: Fund, entry: JournalEntry, entry_id: int
) -> None:
    """Move the balances of the accounts and write the lines."""
    moved_cents: dict[str, int] = {}
    for posting in entry.postings:
        code = posting.account.code
        moved_cents[code] = moved_cents.get(code, 0) + posting.amount_cents
    rows = _MOVE_ACCOUNTS.rows(
        connection,
        [
            {"fund_id": fund.id, "code": code, "balance_cents": cents}
            for code, cents in moved_cents.items()
        ],
    )
    account_ids = {row.code: row.id for row in rows}
    _INSERT_POSTINGS.rows(
        connection,
        [
            {
                "entry_id": entry_id,
                "line": line,
                "fund_id": fund.id,
                "account_id": account_ids[posting.account.code],
                "amount_cents": posting.amount_cents,
            }
            for line, posting in enumerate(entry.postings, start=1)
        ],
    )


def _move_head(connection: sa.Connection, fund: Fund, sealed: SealedEntry) -> Fund:
    """The fund with its new head; the database checks that the entry is sound."""
    new = {"fund_id": fund.id, "new_seq": sealed.seq, "new_head": sealed.hash}
    _MOVE_HEAD.rows(connection, new)
    return replace(fund, seq=sealed.seq, head=sealed.hash)


# --- reading -------------------------------------------------------------------------------------


def balances(connection: sa.Connection, fund_id: int) -> dict[Account, int]:
    """What each account of a fund holds, in cents, debits positive; those at zero are left out."""
    rows = _BALANCES.rows(connection, {"fund_id": fund_id})
    return {Account.parse(code): cents for code, cents in rows}


def entries_of(
    connection: sa.Connection, fund_id: int, *, member: str | None = None, after_seq: int = 0
) -> Iterator[SealedEntry]:
    """A fund's sealed entries in order, a thousand lines in memory at a time.

    member: only those about this member. after_seq: only those with a higher number.
    """
    lines = _LINES.where(_entry.c.fund_id == fund_id, _entry.c.seq > after_seq)
    if member is not None:
        lines = lines.where(_entry.c.member == member)
    with connection.execute(lines, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        for _, entry_lines in groupby(rows, attrgetter("id")):
            yield _sealed(list(entry_lines))


def entry_by_receipt(
    connection: sa.Connection, network: str, codes: Iterable[str]
) -> Mapping[str, RecordedReceipt]:
    """Where these receipts of one network stand, by code in capitals; unknown ones are left out."""
    wanted = {"network": network, "codes": sorted({code.upper() for code in codes})}
    rows = connection.execute(_LINES_OF_RECEIPTS, wanted)
    found: dict[str, RecordedReceipt] = {}
    for code, group in groupby(rows, attrgetter("code")):
        entry_lines = list(group)
        first = entry_lines[0]
        found[code] = RecordedReceipt(code, first.chama_id, first.fund_id, _sealed(entry_lines))
    return found


def entries_with_ids(connection: sa.Connection, ids: Sequence[int]) -> list[SealedEntry]:
    """The entries with these row ids, in the order of their funds' books."""
    if not ids:
        return []
    rows = connection.execute(_LINES_OF_ENTRIES, {"ids": ids})
    return [_sealed(list(lines)) for _, lines in groupby(rows, attrgetter("id"))]


def referred(
    connection: sa.Connection, fund_id: int, chain: str
) -> tuple[SealedEntry, SealedEntry | None] | None:
    """The entry of a fund with that chain code, and what took it back; None where there is none."""
    wanted = {"fund_id": fund_id, "chain": chain, "after_chain": f"{chain}g"}  # above every digit
    found = entries_with_ids(connection, connection.execute(WITH_CHAIN, wanted).scalars().all())
    if not found:
        return None
    contra = connection.execute(_TAKING_BACK, {"fund_id": fund_id, "seq": found[-1].seq})
    return found[-1], next(iter(entries_with_ids(connection, contra.scalars().all())), None)


# --- rows and values -----------------------------------------------------------------------------


def _entry_row(fund: Fund, sealed: SealedEntry) -> dict[str, Any]:
    entry = sealed.entry
    return {
        "fund_id": fund.id,
        "seq": sealed.seq,
        "kind": entry.kind.value,
        "key": entry.key,
        "effective_on": entry.effective_on,
        "recorded_at": sealed.recorded_at,
        "actor": entry.actor,
        "member": entry.member,
        "receipt": entry.receipt,
        "reverses": entry.reverses,
        "memo": entry.memo,
        "prev_hash": sealed.prev_hash,
        "hash": sealed.hash,
    }


def _sealed(lines: Sequence[Row]) -> SealedEntry:
    """The entry of its stored lines, in their order."""
    postings = (Posting(Account.parse(line.account), line.amount_cents) for line in lines)
    return sealed_from(lines[0]._asdict(), tuple(postings))


def sealed_from(row: Mapping[str, Any], postings: tuple[Posting, ...]) -> SealedEntry:
    """The entry of a stored row (the columns of entry, and ref of its fund) and its postings.

    Raises ValueError (UnbalancedEntry or another) for what `post` would never have stored.
    """
    entry = JournalEntry(
        kind=EntryKind(row["kind"]),
        key=row["key"],
        effective_on=row["effective_on"],
        postings=postings,
        actor=row["actor"],
        member=row["member"],
        receipt=row["receipt"],
        reverses=row["reverses"],
        memo=row["memo"],
    )
    return SealedEntry(
        entry, row["ref"], row["seq"], row["recorded_at"], row["prev_hash"], row["hash"]
    )


def _say(stored: SealedEntry) -> str:
    return f"entry {stored.seq} of {stored.fund}, {_facts(stored.entry)}"


def _facts(entry: JournalEntry) -> str:
    return f"{entry.kind.value} {entry.key} of {entry.amount_cents} cents"
