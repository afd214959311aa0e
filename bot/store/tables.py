"""The tables, as SQLAlchemy Core: the same on SQLite and PostgreSQL.

The book (book, fund, account, entry, posting, receipt, register) is written by `bot.store.book`
alone; triggers in the migrations refuse edits, deletes and unbalanced entries there. A member is
named by a short code within the chama ("M03"), which is what accounts, entries and questions carry.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.store.salts import new_salt


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC; SQLite keeps it as text without a zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", Id, sa.Identity(), primary_key=True)


def _salt() -> sa.Column[str]:
    return sa.Column("salt", sa.Text, nullable=False, default=new_salt)


def _chama(**options: Any) -> sa.Column[int]:
    return sa.Column("chama_id", Id, sa.ForeignKey("chama.id"), nullable=False, **options)


# --- the group -----------------------------------------------------------------------------------

chama = sa.Table(
    "chama",
    metadata,
    _id(),
    sa.Column("name", sa.Text, nullable=False),
    # Name and phones in one hash: a second chama of the same people is refused.
    sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
    sa.Column("currency", sa.CHAR(3), nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("constitution", sa.Text, nullable=False),  # the file as it was read
    # What the file says apart from people, section by section, as chama.constitution stores it.
    sa.Column("rules", sa.JSON, nullable=False),
    # Grows with every change of people, collectors or rounds, so that processes may cache those.
    sa.Column("version", sa.Integer, nullable=False, default=1),
    # The day on which the next round opens, in Nairobi: what the clock looks for.
    sa.Column("next_round_on", sa.Date, nullable=False, index=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    _salt(),
)

member = sa.Table(
    "member",
    metadata,
    _id(),
    _chama(),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("office", sa.Text),
    sa.Column("added_at", UtcDateTime, nullable=False),
    _salt(),
    sa.UniqueConstraint("chama_id", "code"),
    sa.UniqueConstraint("chama_id", "phone"),
)

# Who sits where now. A seat pays and receives; a member may have several.
seat = sa.Table(
    "seat",
    metadata,
    _chama(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("member", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["chama_id", "member"], ["member.chama_id", "member.code"]),
    sqlite_with_rowid=False,
)

# How a member is recognised: a phone number, or a provider's id for people without one.
member_address = sa.Table(
    "member_address",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("member.id"), primary_key=True),
)

collector = sa.Table(
    "collector",
    metadata,
    _id(),
    _chama(),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False, index=True),
    sa.Column("number", sa.Text),
    sa.Column("holder", sa.Text, nullable=False),  # in which member's hand the phone is
    _salt(),
    sa.UniqueConstraint("chama_id", "code"),
)

round_ = sa.Table(
    "round",
    metadata,
    _id(),
    _chama(),
    sa.Column("cycle", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("contribution_cents", sa.BigInteger, nullable=False),
    sa.Column("opens_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False, index=True),
    sa.UniqueConstraint("chama_id", "number"),
)

# Who receives in which round: stored for a whole cycle when it begins, and never worked out again.
turn = sa.Table(
    "turn",
    metadata,
    _chama(primary_key=True),
    sa.Column("cycle", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seat", sa.Integer, nullable=False),
    sa.Column("member", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

# What the clock was last believed to say, and since when it is doubted.
clock = sa.Table(
    "clock",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sa.Column("doubted_at", UtcDateTime),
)

# A person behind an address, whatever chamas they are in.
contact = sa.Table(
    "contact",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("language", sa.Text),
    sa.Column("opted_out_at", UtcDateTime),
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id")),  # the group they chose to talk about
    sa.Column("chosen_at", UtcDateTime),
    sa.Column("stranger_answered_at", UtcDateTime),
)

# --- the book ------------------------------------------------------------------------------------

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
    _id(),
    _in_book(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("currency", sa.CHAR(3), nullable=False),
    sa.UniqueConstraint("chama_id", "name"),
    sa.UniqueConstraint("id", "chama_id"),
)

account = sa.Table(
    "account",
    metadata,
    _id(),
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
    _id(),
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

# One code of one network moves money once, over all chamas, funds and channels.
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

# --- evidence that waits -------------------------------------------------------------------------

# A member's own "sent to" text, until the collector's text shows the same code.
claim = sa.Table(
    "claim",
    metadata,
    sa.Column("network", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id"), primary_key=True),
    sa.Column("member", sa.Text, primary_key=True),
    sa.Column("amount_cents", sa.BigInteger),  # NULL: only the code was given
    sa.Column("claimed_at", UtcDateTime, nullable=False),
    sa.Column("settled_at", UtcDateTime),
    sa.Column("shares", sa.JSON(none_as_null=True)),  # for whom: [member, cents]; NULL: the claimer
    sa.Column("remind_at", UtcDateTime),  # when an officer is asked about it; NULL: no more
)
sa.Index(
    "ix_claim_open",
    claim.c.chama_id,
    claim.c.member,
    sqlite_where=claim.c.settled_at.is_(None),
    postgresql_where=claim.c.settled_at.is_(None),
)

# An officer's answer to "who is J. Otieno?", kept for the next time.
payer = sa.Table(
    "payer",
    metadata,
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id"), primary_key=True),
    sa.Column("payer_key", sa.Text, primary_key=True),
    sa.Column("member", sa.Text, nullable=False),
)

# What waits for a second person's agreement. facts: what is shown, and so what is agreed to.
proposal = sa.Table(
    "proposal",
    metadata,
    _id(),
    _chama(),
    sa.Column("number", sa.Integer, nullable=False),  # within the chama, from 1
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("amount_cents", sa.BigInteger),
    sa.Column("member", sa.Text, nullable=False),  # whom it is about, "" for the group
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("interested", sa.JSON, nullable=False),
    sa.Column("voters", sa.JSON, nullable=False),
    sa.Column("needed", sa.Integer, nullable=False),
    sa.Column("is_everyone", sa.Boolean, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("decided_at", UtcDateTime),
    sa.Column("decided_by", sa.Text, nullable=False, server_default=""),  # who refused, if one did
    sa.Column("entry", sa.Text, nullable=False, server_default=""),  # key of the first entry
    sa.UniqueConstraint("chama_id", "number"),
)
PROPOSAL_IS_OPEN = proposal.c.state == sa.literal_column("'open'")
sa.Index(
    "ix_proposal_open",
    proposal.c.chama_id,
    proposal.c.key,
    unique=True,  # one that was refused or expired can be made again
    sqlite_where=PROPOSAL_IS_OPEN,
    postgresql_where=PROPOSAL_IS_OPEN,
)
sa.Index(
    "ix_proposal_expires",
    proposal.c.expires_at,
    sqlite_where=PROPOSAL_IS_OPEN,
    postgresql_where=PROPOSAL_IS_OPEN,
)

# Each person's answer to a proposal; the first counts.
vote = sa.Table(
    "vote",
    metadata,
    sa.Column("proposal_id", Id, sa.ForeignKey("proposal.id"), primary_key=True),
    sa.Column("member", sa.Text, primary_key=True),
    sa.Column("agrees", sa.Boolean, nullable=False),
    sa.Column("said_at", UtcDateTime, nullable=False),
)

question = sa.Table(
    "question",
    metadata,
    _id(),
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id")),  # NULL: "which chama?"
    sa.Column("proposal_id", Id, sa.ForeignKey("proposal.id"), index=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),  # who is asked
    sa.Column("details", sa.JSON, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("presented_at", UtcDateTime),  # NULL: waits in line behind another question
    sa.Column("answered_at", UtcDateTime),
    sa.Column("answer", sa.Text),
    sa.Column("remind_at", UtcDateTime),  # when it is shown again; NULL: no more, or not yet shown
    sa.Column("reminders", sa.Integer, nullable=False, server_default="0"),
    sa.Column("code", sa.Text, nullable=False, server_default=""),  # that agrees to money out
    sa.Column("wrong_codes", sa.Integer, nullable=False, server_default="0"),
)
for _name, _column in (("chama", question.c.chama_id), ("address", question.c.address)):
    sa.Index(
        f"ix_question_open_{_name}",
        _column,
        sqlite_where=question.c.answered_at.is_(None),
        postgresql_where=question.c.answered_at.is_(None),
    )

for _table, _is_open in (
    (question, question.c.answered_at.is_(None)),
    (claim, claim.c.settled_at.is_(None)),
):
    sa.Index(
        f"ix_{_table.name}_remind",
        _table.c.remind_at,
        sqlite_where=_is_open,
        postgresql_where=_is_open,
    )

# M-Pesa's word that a payment was taken back, come before the payment's own text.
early_reversal = sa.Table(
    "early_reversal",
    metadata,
    sa.Column("network", sa.Text, primary_key=True),
    sa.Column("original", sa.Text, primary_key=True),  # the code of the payment
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id"), primary_key=True),
    sa.Column("code", sa.Text, nullable=False),  # of the reversal itself
    sa.Column("amount_cents", sa.BigInteger),  # NULL: the whole
    sa.Column("reversed_on", sa.Date, nullable=False),
    sa.Column("applied_at", UtcDateTime),
)

# A payer's word on whom their next payment is for; it moves no money by itself.
intention = sa.Table(
    "intention",
    metadata,
    _id(),
    _chama(),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("shares", sa.JSON, nullable=False),  # [member, cents], cents NULL: all that comes
    sa.Column("said_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime),
)
sa.Index(
    "ix_intention_open",
    intention.c.chama_id,
    sqlite_where=intention.c.used_at.is_(None),
    postgresql_where=intention.c.used_at.is_(None),
)

# The balance that the newest text of a collector printed: the next one should follow from it.
sight = sa.Table(
    "sight",
    metadata,
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id"), primary_key=True),
    sa.Column("collector", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("printed_at", UtcDateTime, nullable=False),
    sa.Column("balance_cents", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# A provider's statement that an officer forwarded, until the worker has fetched and read it.
statement_file = sa.Table(
    "statement_file",
    metadata,
    _id(),
    _chama(index=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("provider_id", sa.Text, nullable=False),  # of the message that brought it
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("content_type", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),  # as written with it; emptied once it was read
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("not_before", UtcDateTime),  # when it is tried next; NULL while people are asked
    sa.Column("statement", sa.JSON(none_as_null=True)),  # as read, kept until it is decided on
    sa.Column("proposal_id", Id, sa.ForeignKey("proposal.id")),  # that people have agreed to
    sa.Column("stand", sa.JSON(none_as_null=True)),  # the codes of those who stand for it
    sa.Column("done_at", UtcDateTime),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("channel", "provider_id", "url"),
)
sa.Index(
    "ix_statement_file_open",
    statement_file.c.not_before,
    sqlite_where=statement_file.c.done_at.is_(None),
    postgresql_where=statement_file.c.done_at.is_(None),
)

meeting = sa.Table(
    "meeting",
    metadata,
    _id(),
    _chama(index=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("called_by", sa.Text, nullable=False),
    sa.Column("called_at", UtcDateTime, nullable=False),
)

# --- messages ------------------------------------------------------------------------------------

inbox = sa.Table(
    "inbox",
    metadata,
    _id(),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("provider_id", sa.Text, nullable=False),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("button", sa.Text, nullable=False),
    sa.Column("has_media", sa.Boolean, nullable=False),
    sa.Column("raw", sa.JSON, nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("handled_at", UtcDateTime),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("error", sa.Text, nullable=False, default=""),
    sa.UniqueConstraint("channel", "provider_id"),
)
sa.Index("ix_inbox_sender", inbox.c.sender, inbox.c.received_at)
sa.Index(
    "ix_inbox_unhandled",
    inbox.c.received_at,
    sqlite_where=inbox.c.handled_at.is_(None),
    postgresql_where=inbox.c.handled_at.is_(None),
)

outbox = sa.Table(
    "outbox",
    metadata,
    _id(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id")),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),  # "" until chosen at sending
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),  # when it may go out
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("not_before", UtcDateTime, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("taken_at", UtcDateTime),  # by a worker, for this try; else NULL
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("provider_id", sa.Text, nullable=False, default=""),
    sa.Column("text", sa.Text, nullable=False, default=""),  # as it went out
    sa.Column("error", sa.Text, nullable=False, default=""),
    sa.Column("sent_at", UtcDateTime),
    sa.Column("question_id", Id, sa.ForeignKey("question.id")),  # what it asks; NULL: nothing
    # How the group's book stood when this was queued: a witness of its head.
    sa.Column("book_seq", sa.BigInteger),
    sa.Column("book_hash", sa.Text),
)
# Answers and receipts are looked for first, notices with what room is left. A database uses a
# partial index only for a query that says its condition in the same literal words.
IS_QUEUED = outbox.c.status == sa.literal_column("'queued'")
_NOTICE: sa.ColumnElement[str] = sa.literal_column("'notice'")
PROMPT_IS_QUEUED = sa.and_(IS_QUEUED, outbox.c.purpose != _NOTICE)
NOTICE_IS_QUEUED = sa.and_(IS_QUEUED, outbox.c.purpose == _NOTICE)
for _name, _is_due in (("prompt", PROMPT_IS_QUEUED), ("notice", NOTICE_IS_QUEUED)):
    sa.Index(
        f"ix_outbox_due_{_name}",
        outbox.c.not_before,
        sqlite_where=_is_due,
        postgresql_where=_is_due,
    )
sa.Index("ix_outbox_address", outbox.c.address, outbox.c.created_at)
QUESTION_HAS_FAILED = sa.and_(
    outbox.c.question_id.is_not(None), outbox.c.status == sa.literal_column("'failed'")
)
for _name, _which in (("", outbox.c.question_id.is_not(None)), ("_failed", QUESTION_HAS_FAILED)):
    sa.Index(
        f"ix_outbox_question{_name}",
        outbox.c.question_id,
        sqlite_where=_which,
        postgresql_where=_which,
    )

# Committed before each call to a provider, so that a crash never hides that we may have sent.
attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("outbox_id", Id, sa.ForeignKey("outbox.id"), nullable=False, index=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("provider_id", sa.Text),
    sa.Column("cost", sa.Text, nullable=False, default=""),
    sa.Column("error", sa.Text, nullable=False, default=""),
)
sa.Index("ix_attempt_provider_id", attempt.c.channel, attempt.c.provider_id)

# A channel that must not be tried for a while: bad credentials, no airtime.
channel_pause = sa.Table(
    "channel_pause",
    metadata,
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("until", UtcDateTime, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)
