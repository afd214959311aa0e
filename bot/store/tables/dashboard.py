"""Who may look or fetch in a browser: links that are sent once, and the sessions they opened."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables.columns import UtcDateTime, metadata, of_chama, own_id

# A link that opens a session once. Only the digest of what stands in it is kept.
dashboard_link = sa.Table(
    "dashboard_link",
    metadata,
    own_id(),
    of_chama(nullable=True, index=True),  # that an auditor is to look at, NULL for an officer's own
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("phone", sa.Text, nullable=False),  # of the officer whom it was sent to
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime),
)
sa.Index("ix_dashboard_link_phone", dashboard_link.c.phone, dashboard_link.c.made_at)

# A link that gives a member a file once. Only the digest of what stands in it is kept.
file_link = sa.Table(
    "file_link",
    metadata,
    own_id(),
    of_chama(index=True),
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("member", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime),
)
sa.Index("ix_file_link_phone", file_link.c.phone, file_link.c.made_at)

# A browser that looks on behalf of a person. Only the digest of its cookie is kept.
dashboard_session = sa.Table(
    "dashboard_session",
    metadata,
    own_id(),
    of_chama(nullable=True, index=True),  # that an auditor looks at, NULL for an officer's own look
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),  # when its person did something last
    sa.Column("ended_at", UtcDateTime),
)
SESSION_IS_OPEN = dashboard_session.c.ended_at.is_(None)
sa.Index(
    "ix_dashboard_session_open",
    dashboard_session.c.phone,
    sqlite_where=SESSION_IS_OPEN,
    postgresql_where=SESSION_IS_OPEN,
)
