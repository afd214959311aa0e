"""The book: `bot.store.book` alone writes it, and triggers refuse whatever else would."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.store.tables.columns import Id, UtcDateTime, metadata, own_id

# One a chama. seq: the number of its last entry or register row; head: the hash of that.
book = sa.Table(
    "book",
    metadata,
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id"), primary_key=True, autoincrement=False),
    sa.Column("ref", sa.Text, nullable=False, unique=True),  # how hashes name the book
    sa.Column("seq", sa.BigInteger, nullable=False, default=0),
    sa.Column("head", sa.Text, nullable=False, default=""),
)


def _in_book(**options: Any) -> sa.Column[int]:
    return sa.Column("chama_id", Id, sa.ForeignKey("book.chama_id"), nullable=False, **options)


fund = sa.Table(
    "fund",
    metadata,
    own_id(),
    _in_book(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("currency", sa.CHAR(3), nullable=False),
    sa.UniqueConstraint("chama_id", "name"),
    sa.UniqueConstraint("id", "chama_id"),
)

account = sa.Table(
    "account",
    metadata,
    own_id(),
    sa.Column("chama_id", Id, nullable=False),
    sa.Column("fund_id", Id, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("balance_cents", sa.BigInteger, nullable=False, default=0),
    sa.UniqueConstraint("fund_id", "code"),
    sa.UniqueConstraint("id", "chama_id"),
    sa.ForeignKeyConstraint(["fund_id", "chama_id"], ["fund.id", "fund.chama_id"]),
)
ACCOUNT_IS_OPEN = account.c.balance_cents != sa.literal_column("0")
sa.Index(
    "ix_account_open",
    account.c.chama_id,
    sqlite_where=ACCOUNT_IS_OPEN,
    postgresql_where=ACCOUNT_IS_OPEN,
)

entry = sa.Table(
    "entry",
    metadata,
    own_id(),
    _in_book(),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("effective_on", sa.Date),
    sa.Column("recorded_at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("network", sa.Text, nullable=False),
    sa.Column("receipt", sa.Text, nullable=False),
    sa.Column("reverses", sa.BigInteger),
    sa.Column("memo", sa.Text, nullable=False),
    sa.Column("prev_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.UniqueConstraint("chama_id", "seq"),
    sa.UniqueConstraint("chama_id", "key"),
    sa.UniqueConstraint("chama_id", "reverses"),
    sa.UniqueConstraint("id", "chama_id"),
    sa.ForeignKeyConstraint(["chama_id", "reverses"], ["entry.chama_id", "entry.seq"]),
)
sa.Index("ix_entry_hash", entry.c.chama_id, entry.c.hash)
sa.Index("ix_entry_member", entry.c.chama_id, entry.c.member, entry.c.seq)

posting = sa.Table(
    "posting",
    metadata,
    sa.Column("entry_id", Id, primary_key=True),
    sa.Column("line", sa.Integer, primary_key=True),
    sa.Column("chama_id", Id, nullable=False),
    sa.Column("account_id", Id, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    sa.CheckConstraint("amount_cents <> 0", name="not_zero"),
    sa.ForeignKeyConstraint(["entry_id", "chama_id"], ["entry.id", "entry.chama_id"]),
    sa.ForeignKeyConstraint(["account_id", "chama_id"], ["account.id", "account.chama_id"]),
    sqlite_with_rowid=False,  # else INSERT OR REPLACE could take a line away by its hidden rowid
)

# One code of one network moves money once, over all chamas, funds and channels. Of a code that the
# provider shows to be another chama's than a text had told, this stays with the entry of the text;
# the right entry is known by its key.
receipt = sa.Table(
    "receipt",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("network", sa.Text, primary_key=True),
    sa.Column("entry_id", Id, sa.ForeignKey("entry.id"), nullable=False, unique=True),
    # The code as a hurried eye sees it: O and 0 are one, I and 1 are one.
    sa.Column("look", sa.Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# How people, collectors, offices, rules and turns are from a moment on, chained between the
# entries; what is personal stands in it as salted digests only.
register = sa.Table(
    "register",
    metadata,
    _in_book(primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),  # JSON, in its canonical form
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("recorded_at", UtcDateTime, nullable=False),
    sa.Column("prev_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
