"""What comes and what waits: the next round with whose turn it is, and what is open, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.store.tables import claim
from bot.views._open_then import questions_open_at
from bot.views.book_at import BookAt
from bot.views.receivables import owing
from chama.group import Group
from chama.rota import day_in_nairobi, round_dates, round_on, turns_from


@dataclass(frozen=True, slots=True)
class NextRound:
    """The round that follows the newest of the book. recipients: names, by position."""

    number: int
    opens_on: date
    recipients: tuple[str, ...]


def next_round(connection: sa.Connection, group: Group, until: BookAt) -> NextRound:
    """The round that was to come, as the book was then; turns as they are stored, else proposed."""
    rotation, known = group.rules.rotation, owing(connection, group, until).rounds
    running = round_on(rotation.starts, rotation.every, day_in_nairobi(until.at)) or 1
    number = max((one.number + 1 for one in known.values()), default=running)
    count = rotation.recipients
    coming = turns_from(group.turns, group.seats, number, count, count)
    codes = group.recipients_of(number) or [one.member for one in coming if one.round == number]
    opens_on = round_dates(rotation.starts, rotation.every, number).opens_on
    return NextRound(number, opens_on, tuple(map(group.name_of, codes)))


def open_matters(connection: sa.Connection, until: BookAt) -> Counter[str]:
    """How many things waited for people at a moment, by their kind; one that several are asked
    about is one. "claim": what members say that they sent, and nothing has shown."""
    matters: dict[tuple[str, int], str] = {}
    for row in connection.execute(questions_open_at(until)):
        is_put = row.proposal_id is not None
        matter = ("proposal", row.proposal_id) if is_put else ("question", row.id)
        matters[matter] = row.details.get("kind", row.kind) if row.kind == "agree" else row.kind
    counted = Counter(matters.values())
    if waiting := _claims_at(connection, until):
        counted["claim"] = waiting
    return counted


def _claims_at(connection: sa.Connection, until: BookAt) -> int:
    """How many claims waited: those that wait still, and those that were settled since."""
    made = sa.select(sa.func.count()).where(
        claim.c.chama_id == until.chama_id, claim.c.claimed_at <= until.at
    )
    is_open, since = claim.c.settled_at.is_(None), claim.c.settled_at > until.at
    counts = [made.where(one).scalar_subquery() for one in (is_open, since)]
    return int(connection.execute(sa.select(counts[0] + counts[1])).scalar_one())
