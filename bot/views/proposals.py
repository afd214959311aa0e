"""What was put to a second person, one row each: who asked, who agreed, what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from bot.store.tables import chama, entry, proposal, vote
from bot.views._streamed import streamed
from bot.views.chamas import Legend, all_chamas, legend
from chama.money import Money


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal. number: within its chama. amount: None where it is about no money.

    members: whom it is about. asked_by, agreed_by: names, or what
    caused it ("clock"); who agreed in the order of their answers.
    entry: the number in the book of the first entry that came of it.
    """

    chama: str
    number: int
    kind: str
    amount: Money | None
    members: tuple[str, ...]
    asked_by: tuple[str, ...]
    agreed_by: tuple[str, ...]
    state: str
    asked_at: datetime
    entry: int | None


def proposals(connection: sa.Connection, chama_id: int | None = None) -> Iterator[ProposalRow]:
    """Every proposal of whatever state, in the order of its chama's numbers."""
    for of in all_chamas(connection, chama_id):
        named = legend(connection, of)
        lines = streamed(connection, _of(of.id))
        for _, votes in groupby(lines, attrgetter("number")):
            yield _row(list(votes), named)


def _of(chama_id: int) -> sa.Select[Any]:
    """A chama's proposals, a row for each who agreed."""
    agreed = sa.and_(vote.c.proposal_id == proposal.c.id, vote.c.agrees)
    recorded = sa.and_(entry.c.chama_id == proposal.c.chama_id, entry.c.key == proposal.c.entry)
    return (
        sa.select(
            proposal,
            chama.c.currency,
            vote.c.member.label("agreed_by"),
            entry.c.seq.label("entry_seq"),
        )
        .join(chama, chama.c.id == proposal.c.chama_id)
        .outerjoin(vote, agreed)
        .outerjoin(entry, recorded)
        .where(proposal.c.chama_id == chama_id)
        .order_by(proposal.c.number, vote.c.said_at, vote.c.member)
    )


def _row(votes: list[sa.Row[Any]], of: Legend) -> ProposalRow:
    one = votes[0]
    cents = one.amount_cents
    return ProposalRow(
        chama=of.chama,
        number=one.number,
        kind=one.kind,
        amount=None if cents is None else Money(cents, one.currency),
        members=of.names(one.member),
        asked_by=of.names(one.asked_by),
        agreed_by=tuple(name for said in votes for name in of.names(said.agreed_by or "")),
        state=one.state,
        asked_at=one.asked_at,
        entry=one.entry_seq,
    )
