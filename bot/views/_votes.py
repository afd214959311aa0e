"""Who said yes or no to proposals by a moment, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.store.tables import vote
from bot.views.book_at import BookAt

Votes = tuple[tuple[str, bool, datetime], ...]
"""A member's code, whether they agreed, and when; in the order in which they said so."""

AT_ONCE = 500


def votes_on(
    connection: sa.Connection, proposals: Sequence[int], until: BookAt
) -> Mapping[int, Votes]:
    """The votes by the row of their proposal; those without any are left out."""
    found: dict[int, Votes] = {}
    for start in range(0, len(proposals), AT_ONCE):
        chosen = (
            sa.select(vote)
            .where(
                vote.c.proposal_id.in_(proposals[start : start + AT_ONCE]),
                vote.c.said_at <= until.at,
            )
            .order_by(vote.c.said_at, vote.c.member)
        )
        for row in connection.execute(chosen):
            before = found.get(row.proposal_id, ())
            found[row.proposal_id] = (*before, (row.member, row.agrees, row.said_at))
    return found
