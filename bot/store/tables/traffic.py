"""Messages in and out, and how each try to send one ended."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import Id, UtcDateTime, metadata, own_id

inbox = sa.Table(
    "inbox",
    metadata,
    own_id(),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("provider_id", sa.Text, nullable=False),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("button", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
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
    own_id(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("chama_id", Id, sa.ForeignKey("chama.id")),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),  # "" until chosen at sending
    sa.Column("language", sa.Text, nullable=False, default=""),  # of an answer; "": the person's
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
