"""What was put to others, and what came of it, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from bot.store.tables import PROPOSAL_IS_OPEN, chama, entry, proposal, vote
from bot.views._streamed import streamed
from bot.views.chamas import Legend, all_chamas, legend
from chama.agreement import State
from chama.money import Money


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal, by its number in its chama.

    amount: None where it is about no money; in the chama's currency. member: the name of whom it is
    about, "" for the group. asked_by, agreed_by, refused_by: names, who agreed in the order in
    which they did. entry: the number of the first entry that was posted for it.
    """

    chama: str
    number: int
    kind: str
    amount: Money | None
    currency: str
    member: str
    asked_by: tuple[str, ...]
    agreed_by: tuple[str, ...]
    refused_by: tuple[str, ...]
    state: State
    entry: int | None
    asked_at: datetime
    expires_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """What waits for agreement. asked: the names of all who may agree. needed: how many must.
    words: what an expense is for, as who asks for it wrote it; "" of all else."""

    row: ProposalRow
    asked: tuple[str, ...]
    needed: int
    words: str = ""


EXPENSE = "expense"
"""The kind of a proposal of which all who are asked read what it is for."""

_A_LINE_FOR_EACH_WHO_AGREED = (
    sa.select(
        proposal,
        chama.c.currency,
        entry.c.seq.label("entry_seq"),
        vote.c.member.label("agreed"),
    )
    .join(chama, chama.c.id == proposal.c.chama_id)
    .outerjoin(
        entry, sa.and_(entry.c.chama_id == proposal.c.chama_id, entry.c.key == proposal.c.entry)
    )
    .outerjoin(vote, sa.and_(vote.c.proposal_id == proposal.c.id, vote.c.agrees))
    .order_by(proposal.c.number, vote.c.said_at, vote.c.member)
)


def proposals(connection: sa.Connection, chama_id: int | None = None) -> Iterator[ProposalRow]:
    """Every proposal, in the order in which they were put."""
    for of in all_chamas(connection, chama_id):
        named = legend(connection, of)
        chosen = _A_LINE_FOR_EACH_WHO_AGREED.where(proposal.c.chama_id == of.id)
        for _, lines in groupby(streamed(connection, chosen), attrgetter("number")):
            yield _row(list(lines), named)


def open_proposals(connection: sa.Connection, chama_id: int) -> tuple[OpenProposal, ...]:
    """What waits for agreement in a chama, in the order in which it was put."""
    (of,) = all_chamas(connection, chama_id)
    named = legend(connection, of)
    chosen = _A_LINE_FOR_EACH_WHO_AGREED.where(proposal.c.chama_id == chama_id, PROPOSAL_IS_OPEN)
    found = groupby(connection.execute(chosen).all(), attrgetter("number"))
    return tuple(_open(list(lines), named) for _, lines in found)


def _open(lines: Sequence[sa.Row[Any]], of: Legend) -> OpenProposal:
    asked = tuple(of.members.get(code, code) for code in lines[0].voters)
    first = lines[0]
    words = str(first.facts.get("words", "")) if first.kind == EXPENSE else ""
    return OpenProposal(_row(lines, of), asked, first.needed, words)


def _row(lines: Sequence[sa.Row[Any]], of: Legend) -> ProposalRow:
    row = lines[0]
    return ProposalRow(
        chama=of.chama,
        number=row.number,
        kind=row.kind,
        amount=None if row.amount_cents is None else Money(row.amount_cents, row.currency),
        currency=row.currency,
        member=of.members.get(row.member, row.member),
        asked_by=of.names(row.asked_by),
        agreed_by=tuple(of.members.get(one.agreed, one.agreed) for one in lines if one.agreed),
        refused_by=of.names(row.decided_by),
        state=State(row.state),
        entry=row.entry_seq,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        decided_at=row.decided_at,
    )
