"""The questions of a chama that were open at a moment, each part of it by its own index."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.store.tables import collector, member, question
from bot.views.book_at import BookAt


def questions_open_at(until: BookAt) -> sa.Select[Any]:
    """Those that nobody had answered by then, in the order in which they were asked.

    What was answered since is found by whom it was asked, a member or the phone of a collector.
    """
    asked = question.c
    of_chama = (asked.chama_id == until.chama_id, asked.asked_at <= until.at)
    phones = sa.union(
        sa.select(member.c.phone).where(member.c.chama_id == until.chama_id),
        sa.select(collector.c.phone).where(collector.c.chama_id == until.chama_id),
    )
    still = sa.select(question).where(*of_chama, asked.answered_at.is_(None))
    since = sa.select(question).where(
        *of_chama,
        asked.answered_at.is_not(None),
        asked.answered_at > until.at,
        asked.address.in_(phones),
    )
    found = sa.union_all(still, since).subquery()
    return sa.select(found).order_by(found.c.id)
