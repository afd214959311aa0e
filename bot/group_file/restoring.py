"""Stores the rows of a file as a group of this server, in the caller's transaction.

The book is posted to as it always is, entry by entry with the guards on; every hash is computed
anew and must be the file's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError

from bot.conversation.money_api import OrderKind, OrderState
from bot.group_file.declared import BEHIND_THE_CHAIN, CHAMA_SECTION, ENTRY, FUNDS, NOTE, Section
from bot.group_file.faults import GroupFileError
from bot.group_file.references import question_key, with_files
from bot.group_file.rows import FileRow, Manifest
from bot.store import book as books
from bot.store import chamas, database, tables
from bot.store.book import Book
from chama.agreement import State
from chama.journal import Account, JournalEntry, Note, Posting
from chama.kinds import EntryKind, kind_called
from chama.phones import hash_of

Values = Mapping[str, Any]

ROWS_AT_ONCE = 500


class Restoring:
    """One group being stored. Use `take` for each row in the file's order, then `finish`.

    silenced: how many people do not want messages here any more, as they said it there.
    """

    def __init__(
        self,
        connection: sa.Connection,
        manifest: Manifest,
        now: datetime,
        new_code: Callable[[], str],
    ) -> None:
        self._connection = connection
        self._manifest = manifest
        self._now = now
        self._new_code = new_code
        self._sections = {section.name: section for section in BEHIND_THE_CHAIN}
        self._book: Book | None = None
        self._members: dict[str, int] = {}
        self._proposals: dict[int, int] = {}
        self._files: dict[int, int] = {}
        self._addresses: set[str] = set()
        self._waiting: list[Values] = []
        self._waiting_for: sa.Table | None = None
        self.silenced = 0
        self._own_ways: Mapping[str, Callable[[Values], None]] = {
            CHAMA_SECTION.name: self._begin,
            FUNDS.name: self._open_fund,
            ENTRY: self._post,
            NOTE: self._note,
            tables.member.name: self._add_member,
            tables.member_address.name: self._add_address,
            tables.collector.name: self._add_collector,
            tables.contact.name: self._add_contact,
            tables.statement_file.name: self._add_file,
            tables.proposal.name: self._add_proposal,
            tables.vote.name: self._add_vote,
            tables.question.name: self._add_question,
            tables.money_order.name: self._add_order,
        }

    @property
    def book(self) -> Book:
        """The group's book as far as it has been restored."""
        if self._book is None:
            raise GroupFileError("The file does not begin with its group.")
        return self._book

    def take(self, row: FileRow) -> None:
        """Store one more row. Raises GroupFileError."""
        try:
            self._refuse_strangers(row)
            self._own_ways.get(row.name, self._keep_of(row.name))(row.values)
        except (DataError, IntegrityError, ValueError, LookupError, TypeError) as error:
            raise GroupFileError(f"Line {row.place}, {row.name}: {_why(error)}") from error

    def finish(self) -> None:
        """Store what waits to be stored together with more of its kind."""
        waiting, table = self._waiting, self._waiting_for
        self._waiting, self._waiting_for = [], None
        if waiting and table is not None:
            try:
                self._connection.execute(sa.insert(table), waiting)
            except (DataError, IntegrityError) as error:
                raise GroupFileError(f"Rows of {table.name}: {_why(error)}") from error

    def _refuse_strangers(self, row: FileRow) -> None:
        """Whoever a row is about must be a member."""
        section = self._sections.get(row.name)
        for name in section.people if section is not None else ():
            if row.values[name] not in self._members:
                raise GroupFileError(f"{name} is no member of the group.")

    # --- the group and its book ------------------------------------------------------------------

    def _begin(self, row: Values) -> None:
        if self._book is not None:
            raise GroupFileError("a second group.")
        if (row["name"], row["currency"]) != (self._manifest.chama, self._manifest.currency):
            raise GroupFileError("another group than the manifest names.")
        chama_id = self._insert(tables.chama, row, tables.chama.c.id)
        self._book = books.create_book(self._connection, chama_id, self._manifest.book)

    def _open_fund(self, row: Values) -> None:
        self._book = books.create_fund(self._connection, self.book, row["name"], row["currency"])

    def _post(self, row: Values) -> None:
        entry = JournalEntry(
            kind=kind_called(EntryKind, row["kind"]),
            postings=tuple(_posting(line) for line in row["postings"]),
            **{name: row[name] for name in ("key", "effective_on", "actor", "member", "receipt")},
            **{name: row[name] for name in ("network", "reverses", "memo")},
        )
        try:
            posted = books.post(self._connection, self.book, entry, recorded_at=row["recorded_at"])
        except books.ReceiptUsed as error:
            raise GroupFileError(self._says_whose(entry)) from error
        if not posted.is_new:
            raise GroupFileError("the same entry stands in the file twice.")
        self._book = posted.book
        self._must_be(row)

    def _note(self, row: Values) -> None:
        what = Note(row["subject"], row["facts"], row["actor"])
        self._book = books.note(self._connection, self.book, what, recorded_at=row["recorded_at"])
        self._must_be(row)

    def _must_be(self, row: Values) -> None:
        """What was just sealed is what was sealed on the other server."""
        if (self.book.seq, self.book.head) != (row["seq"], row["hash"]):
            raise GroupFileError(
                f"number {row['seq']} of the chain was changed or moved, or one before it is gone."
            )

    def _says_whose(self, entry: JournalEntry) -> str:
        holder = entry.receipt_id and books.holder_of(self._connection, entry.receipt_id)
        if holder == self.book.chama_id:
            return f"the receipt {entry.receipt} is in the file twice."
        name = tables.chama.c.name
        chosen = sa.select(name).where(tables.chama.c.id == holder)
        group = self._connection.execute(chosen).scalar()
        return (
            f"the receipt {entry.receipt} is in the book of {group} on this server, and one "
            "receipt moves money once."
        )

    # --- what stands beside it -------------------------------------------------------------------

    def _keep_of(self, name: str) -> Callable[[Values], None]:
        return lambda row: self._keep(self._sections[name], row)

    def _keep(self, section: Section, row: Values) -> None:
        """A row without further ado, stored together with others of its table."""
        if self._waiting_for is not section.table or len(self._waiting) >= ROWS_AT_ONCE:
            self.finish()
        self._waiting_for = section.table
        self._waiting.append({**row, "chama_id": self.book.chama_id})

    def _add_member(self, row: Values) -> None:
        if row["phone_hash"] not in ("", hash_of(row["phone"])):
            raise GroupFileError("the hash of a phone is another phone's.")
        self._members[row["code"]] = self._insert_own(tables.member, row)

    def _add_address(self, row: Values) -> None:
        self._addresses.add(row["address"])
        own = {"address": row["address"], "member_id": self._members[row["member"]]}
        self._insert(tables.member_address, own)

    def _add_collector(self, row: Values) -> None:
        self._addresses.add(row["phone"])
        self._insert_own(tables.collector, row)

    def _add_contact(self, row: Values) -> None:
        """A person who is known here keeps their language; who said STOP anywhere has said it."""
        self._refuse_address(row["address"])
        known = chamas.contact(self._connection, row["address"])
        said = {name: row[name] for name in ("language", "opted_out_at") if row[name] is not None}
        new = {
            name: value
            for name, value in said.items()
            if known is None or getattr(known, name) is None
        }
        groups = chamas.belongings(self._connection, row["address"])
        is_of_another = any(one.chama_id != self.book.chama_id for one in groups)
        if (known is not None or is_of_another) and "opted_out_at" in new:
            self.silenced += 1
        if new:
            chamas.set_contact(self._connection, row["address"], **new)

    def _add_file(self, row: Values) -> None:
        own = {name: value for name, value in row.items() if name != "number"}
        if row["done_at"] is None and row["not_before"] is not None:
            raise GroupFileError("a statement that is being read is not exported.")
        self._files[row["number"]] = self._insert_own(
            tables.statement_file, {**own, "password": ""}
        )

    def _add_proposal(self, row: Values) -> None:
        State(row["state"])
        own = with_files(tables.proposal.name, row, self._files)
        self._proposals[row["number"]] = self._insert_own(tables.proposal, own)

    def _add_vote(self, row: Values) -> None:
        own = {name: value for name, value in row.items() if name != "proposal"}
        proposal_id = self._proposals[row["proposal"]]
        self._insert(tables.vote, {**own, "proposal_id": proposal_id})

    def _add_question(self, row: Values) -> None:
        """With new digits, where digits agree, which its person is shown when it is put again."""
        own = dict(with_files(tables.question.name, row, self._files))
        number, has_code = own.pop("proposal"), own.pop("has_code")
        if row["answered_at"] is None:
            self._refuse_address(row["address"])
        own["key"] = self._free_key(row["key"])
        own["code"] = self._new_code() if has_code else ""
        own["proposal_id"] = None if number is None else self._proposals[number]
        self._insert_own(tables.question, own)

    def _free_key(self, key: str) -> str:
        """Another group may have been asked about the same fact here."""
        named, question = question_key(key, self.book.ref), tables.question
        taken = self._connection.execute(sa.select(question.c.id).where(question.c.key == named))
        return named if taken.first() is None else f"brought:{self.book.ref}:{named}"

    def _add_order(self, row: Values) -> None:
        OrderKind(row["kind"])
        if row["settled_at"] is None or OrderState(row["state"]).is_open:
            raise GroupFileError("an order that is not settled is not exported.")
        self._insert_own(tables.money_order, {**row, "key": f"brought:{row['our_id']}"})

    def _refuse_address(self, address: str) -> None:
        if address not in self._addresses:
            raise GroupFileError("somebody who is not of the group.")

    def _insert_own(self, table: sa.Table, row: Values) -> Any:
        return self._insert(table, {**row, "chama_id": self.book.chama_id}, table.c.id)

    def _insert(
        self, table: sa.Table, row: Values, gives: sa.ColumnElement[Any] | None = None
    ) -> Any:
        adding = database.insert(self._connection, table).values(dict(row))
        given = sa.literal(1) if gives is None else gives
        return self._connection.execute(adding.returning(given)).scalar_one()


def _posting(line: Any) -> Posting:
    """A line of an entry: fund, account, cents."""
    match line:
        case [str(fund), str(code), int(cents)] if type(cents) is int and abs(cents) < 2**63:
            account = Account.parse(fund, code)
            if account.code != code:
                raise GroupFileError("a posting is in no account that there is.")
            return Posting(account, cents)
    raise GroupFileError("a posting is none.")


def _why(error: Exception) -> str:
    """What went wrong, without people's numbers: a database's error names its rule."""
    if isinstance(error, DataError | IntegrityError):
        said = str(error.orig).splitlines()[0]
        return f"the database refuses it: {said}"
    if isinstance(error, LookupError):
        return f"it names {error}, which is not in the file."
    return str(error)
