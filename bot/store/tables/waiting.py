"""What waits: claims, proposals and their votes, questions, and what is remembered of evidence."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import Id, UtcDateTime, metadata, of_chama, own_id

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
_IS_SETTLED = claim.c.settled_at.is_not(None)
sa.Index(  # what was open at a moment that is over
    "ix_claim_settled",
    claim.c.chama_id,
    claim.c.settled_at,
    sqlite_where=_IS_SETTLED,
    postgresql_where=_IS_SETTLED,
)
IS_SHARED_CLAIM = sa.and_(
    claim.c.settled_at.is_not(None), sa.type_coerce(claim.c.shares, sa.Text).is_not(None)
)
sa.Index(  # what members paid for others: their statements show it
    "ix_claim_shared",
    claim.c.chama_id,
    claim.c.member,
    claim.c.claimed_at,
    sqlite_where=IS_SHARED_CLAIM,
    postgresql_where=IS_SHARED_CLAIM,
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
    own_id(),
    of_chama(),
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
    # Whether a no is one voice among others, and does not end it.
    sa.Column("by_count", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("decided_at", UtcDateTime),
    sa.Column("decided_by", sa.Text, nullable=False, server_default=""),  # who refused, or withdrew
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
    own_id(),
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
    sa.Column("code_renewed_at", UtcDateTime),  # NULL: it is still the first
)
for _name, _column in (("chama", question.c.chama_id), ("address", question.c.address)):
    sa.Index(
        f"ix_question_open_{_name}",
        _column,
        sqlite_where=question.c.answered_at.is_(None),
        postgresql_where=question.c.answered_at.is_(None),
    )

sa.Index(  # who answers what is settled is told what became of it
    "ix_question_settled",
    question.c.address,
    question.c.answered_at,
    sqlite_where=question.c.answered_at.is_not(None),
    postgresql_where=question.c.answered_at.is_not(None),
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
    own_id(),
    of_chama(),
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

# A statement that an officer forwarded: fetched and read, kept until others have decided on it.
statement_file = sa.Table(
    "statement_file",
    metadata,
    own_id(),
    of_chama(index=True),
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
    sa.Column("digest", sa.Text, nullable=False, server_default=""),  # SHA-256 of the file
    sa.UniqueConstraint("channel", "provider_id", "url"),
)
sa.Index(
    "ix_statement_file_open",
    statement_file.c.not_before,
    sqlite_where=statement_file.c.done_at.is_(None),
    postgresql_where=statement_file.c.done_at.is_(None),
)

# How a statement that was held against the book ended, its rows left out: paper ties to this.
statement_seen = sa.Table(
    "statement_seen",
    metadata,
    of_chama(primary_key=True),
    sa.Column("content", sa.Text, primary_key=True),  # names what it says, in whatever file
    sa.Column("collector", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),  # SHA-256 of the file
    sa.Column("first_on", sa.Date),
    sa.Column("last_on", sa.Date),
    sa.Column("opening_cents", sa.BigInteger, nullable=False),
    sa.Column("closing_cents", sa.BigInteger, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("stood", sa.Text, nullable=False),  # who stands for it, codes; "": the operator
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

meeting = sa.Table(
    "meeting",
    metadata,
    own_id(),
    of_chama(index=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("called_by", sa.Text, nullable=False),
    sa.Column("called_at", UtcDateTime, nullable=False),
)
