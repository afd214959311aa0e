"""Money by API: what we order of a provider and ask it, what it tells us, phones that forward."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import Id, UtcDateTime, metadata, of_chama, own_id

# What we order: money asked of a phone, sent to one, or given back. Stored before the call.
money_order = sa.Table(
    "money_order",
    metadata,
    own_id(),
    of_chama(),
    sa.Column("our_id", sa.Text, nullable=False, unique=True),  # names it to the provider
    sa.Column("key", sa.Text, nullable=False, unique=True),  # what caused it: ordered once
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("member", sa.Text, nullable=False),  # for whom it is asked, or to whom it goes
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("request_id", sa.Text, nullable=False, default=""),  # the provider's name for it
    sa.Column("receipt", sa.Text, nullable=False, default=""),
    sa.Column("why", sa.Text, nullable=False, default=""),
    sa.Column("code", sa.Text, nullable=False, default=""),  # the provider's own, for operators
    sa.Column("ordered_at", UtcDateTime, nullable=False),
    sa.Column("called_at", UtcDateTime),  # committed before the call
    sa.Column("due_at", UtcDateTime),  # when to call, or to ask about it; NULL: nothing to do
    sa.Column("calls", sa.Integer, nullable=False, default=0),
    sa.Column("asks", sa.Integer, nullable=False, default=0),  # since the last call
    sa.Column("settled_at", UtcDateTime),
)
ORDER_IS_DUE = money_order.c.due_at.is_not(None)
ORDER_IS_OPEN = money_order.c.settled_at.is_(None)
sa.Index(
    "ix_money_order_due",
    money_order.c.due_at,
    sqlite_where=ORDER_IS_DUE,
    postgresql_where=ORDER_IS_DUE,
)
sa.Index(
    "ix_money_order_open",
    money_order.c.chama_id,
    sqlite_where=ORDER_IS_OPEN,
    postgresql_where=ORDER_IS_OPEN,
)
sa.Index("ix_money_order_request", money_order.c.request_id)
sa.Index("ix_money_order_phone", money_order.c.phone, money_order.c.ordered_at)

# What the provider told us, as it came; the same body again is no news.
news = sa.Table(
    "news",
    metadata,
    own_id(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("due_at", UtcDateTime),  # when to look at it; NULL: it is done with
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("outcome", sa.Text, nullable=False, default=""),
    sa.UniqueConstraint("kind", "digest"),
)
NEWS_IS_DUE = news.c.due_at.is_not(None)
sa.Index(
    "ix_news_due",
    news.c.due_at,
    sqlite_where=NEWS_IS_DUE,
    postgresql_where=NEWS_IS_DUE,
)

# Which receipts the provider itself has shown when it was asked: the best proof that there is.
# account: for whom it was taken to be paid, by what told of it first; a callback's can be made up.
proof = sa.Table(
    "proof",
    metadata,
    of_chama(primary_key=True),
    sa.Column("network", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True, index=True),
    sa.Column("cents", sa.BigInteger, nullable=False),  # that came, below zero: that were sent
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("shown_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

# A question of ours that the provider answers later: how a transaction stands, what is in hand.
provider_question = sa.Table(
    "provider_question",
    metadata,
    own_id(),
    sa.Column("our_id", sa.Text, nullable=False, unique=True),
    sa.Column("request_id", sa.Text, nullable=False, default="", index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("order_id", Id, sa.ForeignKey("money_order.id")),
    sa.Column("news_id", Id, sa.ForeignKey("news.id")),  # whose receipt it is about
    sa.Column("is_miss", sa.Boolean, nullable=False, default=False),  # it knows of no such thing
    sa.Column("said_cents", sa.BigInteger),  # what an account holds, once that is answered
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Column("answered_at", UtcDateTime),
)

# One access token for all processes: each new one ends the one before it.
provider_token = sa.Table(
    "provider_token",
    metadata,
    sa.Column("provider", sa.Text, primary_key=True),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("ends_at", UtcDateTime, nullable=False),
)

# The name that the provider shows for a number; "" where it says that nobody has it.
number_name = sa.Table(
    "number_name",
    metadata,
    sa.Column("phone", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("checked_at", UtcDateTime, nullable=False),
)

# A phone that posts each money text that it gets by itself.
forwarding_phone = sa.Table(
    "forwarding_phone",
    metadata,
    own_id(),
    of_chama(),
    sa.Column("collector", sa.Text, nullable=False),  # whose texts it gets
    sa.Column("secret_digest", sa.Text, nullable=False, unique=True),  # of its part of the URL
    sa.Column("signing_key", sa.Text, nullable=False),
    sa.Column("enrolled_by", sa.Text, nullable=False),  # who stands for it
    sa.Column("enrolled_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("seen_at", UtcDateTime),  # when it was heard of last
    sa.Column("silence_told_at", UtcDateTime),
)
PHONE_IS_ENROLLED = forwarding_phone.c.ended_at.is_(None)
sa.Index(
    "ix_forwarding_phone_enrolled",
    forwarding_phone.c.chama_id,
    forwarding_phone.c.collector,
    unique=True,  # a new one takes the place of the one before it
    sqlite_where=PHONE_IS_ENROLLED,
    postgresql_where=PHONE_IS_ENROLLED,
)
