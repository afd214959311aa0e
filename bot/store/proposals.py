"""Proposals and the answers to them: opened, read with who has agreed, settled."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation import proposals as kinds_of_proposals
from bot.conversation.effects import EndAgreed, Propose, Settle, Vote, Widen
from bot.conversation.situation import AgreedExpense, Granted
from bot.store.tables import PROPOSAL_IS_OPEN, account, entry, posting, proposal, vote
from chama import entries
from chama.agreement import AND, Proposal, State
from chama.journal import Balances
from chama.kinds import AccountKind, EntryKind
from chama.rota import day_in_nairobi

A_YEAR = timedelta(days=365)

_OF_IDS = sa.select(proposal).where(
    PROPOSAL_IS_OPEN, proposal.c.id.in_(sa.bindparam("ids", expanding=True))
)
_VOTES = sa.select(vote.c.proposal_id, vote.c.member, vote.c.agrees).where(
    vote.c.proposal_id.in_(sa.bindparam("ids", expanding=True))
)


def new_code() -> str:
    """Four digits that nobody can guess."""
    return str(1_000 + secrets.randbelow(9_000))


def open_one(connection: sa.Connection, chama_id: int, new: Propose, now: datetime) -> int:
    """Write a proposal down under the next number of its chama; gives its id.

    Raises IntegrityError where one of the same key is open.
    """
    newest = sa.select(sa.func.coalesce(sa.func.max(proposal.c.number), 0) + 1).where(
        proposal.c.chama_id == chama_id
    )
    values = {
        "chama_id": chama_id,
        "number": newest.scalar_subquery(),
        "kind": new.kind,
        "key": new.key,
        "facts": dict(new.facts),
        "amount_cents": new.amount_cents,
        "member": new.member,
        "asked_by": new.asked_by,
        "interested": sorted(new.interested),
        "voters": list(new.voters),
        "needed": new.needed,
        "is_everyone": new.is_everyone,
        "by_count": new.by_count,
        "state": State.OPEN.value,
        "asked_at": now,
        "expires_at": new.expires_at,
    }
    added = sa.insert(proposal).values(values).returning(proposal.c.id)
    proposal_id: int = connection.execute(added).scalar_one()
    return proposal_id


def open_with_ids(connection: sa.Connection, ids: Iterable[int]) -> tuple[Proposal, ...]:
    """Those of these proposals that are open, with who has agreed so far."""
    wanted = {"ids": sorted(set(ids))}
    if not wanted["ids"]:
        return ()
    rows = connection.execute(_OF_IDS, wanted).all()
    said = _said(connection, wanted["ids"])
    return tuple(_as_proposal(row, said.get(row.id, {})) for row in rows)


def agreed_by(connection: sa.Connection, ids: Sequence[int]) -> dict[int, set[str]]:
    """Who has agreed to each of these proposals."""
    said = _said(connection, ids)
    return {one: _who_said(votes, agrees=True) for one, votes in said.items()}


def _said(connection: sa.Connection, ids: Sequence[int]) -> dict[int, dict[str, bool]]:
    """What each member has said to each of these proposals: whether they agree."""
    said: dict[int, dict[str, bool]] = {}
    for row in connection.execute(_VOTES, {"ids": ids}) if ids else ():
        said.setdefault(row.proposal_id, {})[row.member] = row.agrees
    return said


def _who_said(votes: Mapping[str, bool], *, agrees: bool) -> set[str]:
    return {member for member, said in votes.items() if said is agrees}


def groups_with_expired(connection: sa.Connection, now: datetime) -> Sequence[int]:
    """The chamas that have an open proposal whose time is over."""
    due = sa.select(proposal.c.chama_id).where(PROPOSAL_IS_OPEN, proposal.c.expires_at <= now)
    return sorted(set(connection.execute(due).scalars()))


def expired(connection: sa.Connection, chama_id: int, now: datetime) -> tuple[Proposal, ...]:
    """The open proposals of a chama whose time is over."""
    due = sa.select(proposal.c.id).where(
        PROPOSAL_IS_OPEN, proposal.c.chama_id == chama_id, proposal.c.expires_at <= now
    )
    return open_with_ids(connection, connection.execute(due).scalars().all())


def widen(connection: sa.Connection, wider: Widen) -> None:
    """More people are asked about a proposal, and so many must agree."""
    values = {
        "voters": list(wider.voters),
        "needed": wider.needed,
        "is_everyone": wider.is_everyone,
    }
    chosen = proposal.c.id == wider.proposal_id
    connection.execute(sa.update(proposal).where(chosen).values(values))


def told(connection: sa.Connection, chama_id: int) -> dict[str, int]:
    """Cents by member that words say they paid, and that wait for a yes."""
    is_payment = proposal.c.kind.in_(kinds_of_proposals.of_payments())
    chosen = (
        sa.select(proposal.c.member, sa.func.sum(proposal.c.amount_cents))
        .where(PROPOSAL_IS_OPEN, proposal.c.chama_id == chama_id, is_payment)
        .group_by(proposal.c.member)
    )
    return {member: int(cents) for member, cents in connection.execute(chosen)}


def granted(connection: sa.Connection, chama_id: int, now: datetime) -> tuple[Granted, ...]:
    """What members of a chama were given of welfare in the last year, the newest first.

    As the book has it: what was not sent after all is none of it. What members were assessed for
    stays known, even where nothing of it was given.
    """
    chosen = (
        sa.select(proposal.c.facts, proposal.c.entry, proposal.c.decided_at)
        .where(
            proposal.c.chama_id == chama_id,
            proposal.c.kind == "welfare",
            proposal.c.entry != "",
            proposal.c.decided_at > now - A_YEAR,
        )
        .order_by(proposal.c.number.desc())
    )
    rows = connection.execute(chosen).all()
    given = _given(connection, chama_id, [row.entry for row in rows])
    return tuple(
        Granted(
            row.facts["member"],
            row.facts["kind"],
            row.facts["event"],
            given.get(row.entry, 0),
            day_in_nairobi(row.decided_at),
        )
        for row in rows
        if given.get(row.entry, 0) or row.facts["assessment_cents"]
    )


def _given(connection: sa.Connection, chama_id: int, keys: Sequence[str]) -> dict[str, int]:
    """What the book keeps of each grant, sent or still to be sent, by the key of its entry."""
    grant, also, undone = entry.alias(), entry.alias(), entry.alias()
    first, line = posting.alias(), posting.alias()
    what = sa.func.coalesce(undone.c.kind, also.c.kind)
    chosen = (
        sa.select(grant.c.key, sa.func.sum(-line.c.amount_cents))
        .join(first, first.c.entry_id == grant.c.id)
        .join(account, account.c.id == first.c.account_id)
        .join(line, line.c.account_id == account.c.id)
        .join(also, also.c.id == line.c.entry_id)
        .outerjoin(
            undone,
            sa.and_(undone.c.chama_id == also.c.chama_id, undone.c.seq == also.c.reverses),
        )
        .where(
            grant.c.chama_id == chama_id,
            grant.c.key.in_(keys),
            grant.c.kind == EntryKind.GRANT_AGREED.value,
            account.c.code.startswith(f"{AccountKind.PAYABLE.value}:"),
            what.in_((EntryKind.GRANT_AGREED.value, EntryKind.PAYOUT_RELEASED.value)),
        )
        .group_by(grant.c.key)
    )
    return {key: int(cents) for key, cents in connection.execute(chosen)}


def agreed_expenses(
    connection: sa.Connection, chama_id: int, balances: Balances
) -> tuple[AgreedExpense, ...]:
    """The expenses that the book keeps set aside, with who stands for each."""
    numbers = [int(number) for number in entries.set_aside_in(balances)]
    if not numbers:
        return ()
    chosen = (
        sa.select(proposal)
        .where(proposal.c.chama_id == chama_id, proposal.c.number.in_(numbers))
        .order_by(proposal.c.number)
    )
    rows = connection.execute(chosen).all()
    agreed = agreed_by(connection, [row.id for row in rows])
    return tuple(
        AgreedExpense(
            str(row.number),
            row.facts,
            tuple(sorted({*row.asked_by.split(AND), *agreed.get(row.id, ())})),
        )
        for row in rows
    )


def vote_for(connection: sa.Connection, said: Vote, now: datetime) -> None:
    """Write an answer down, or strike out the one that was given; nobody has two at once."""
    if said.agrees is None:
        own = sa.and_(vote.c.proposal_id == said.proposal_id, vote.c.member == said.member)
        connection.execute(sa.delete(vote).where(own))
        return
    values = {
        "proposal_id": said.proposal_id,
        "member": said.member,
        "agrees": said.agrees,
        "said_at": now,
    }
    connection.execute(sa.insert(vote).values(values))


def settle(connection: sa.Connection, settled: Settle, now: datetime) -> None:
    """A proposal is decided, or its time is over."""
    connection.execute(
        sa.update(proposal)
        .where(proposal.c.id == settled.proposal_id, PROPOSAL_IS_OPEN)
        .values(
            state=settled.state.value, decided_at=now, decided_by=settled.by, entry=settled.entry
        )
    )


def end_agreed(connection: sa.Connection, chama_id: int | None, ended: EndAgreed) -> None:
    """What was agreed to has been carried out whole, or is not to be any more."""
    is_agreed = proposal.c.state == State.AGREED.value
    is_named = sa.or_(proposal.c.key == ended.key, proposal.c.entry == ended.key)
    of_key = sa.and_(proposal.c.chama_id == chama_id, is_named)
    connection.execute(sa.update(proposal).where(of_key, is_agreed).values(state=ended.state.value))


def facts_of(connection: sa.Connection, proposal_id: int) -> Mapping[str, Any]:
    """What was shown to those who agreed."""
    chosen = sa.select(proposal.c.facts).where(proposal.c.id == proposal_id)
    facts: Mapping[str, Any] = connection.execute(chosen).scalar_one()
    return facts


def note_done(connection: sa.Connection, proposal_id: int) -> None:
    """What was agreed to has been carried out."""
    is_agreed = proposal.c.state == State.AGREED.value
    done = sa.update(proposal).where(proposal.c.id == proposal_id, is_agreed)
    connection.execute(done.values(state=State.DONE.value))


def _as_proposal(row: Any, votes: Mapping[str, bool]) -> Proposal:
    return Proposal(
        id=row.id,
        number=row.number,
        kind=row.kind,
        key=row.key,
        facts=row.facts,
        asked_by=row.asked_by,
        interested=frozenset(row.interested),
        voters=frozenset(row.voters),
        needed=row.needed,
        is_everyone=row.is_everyone,
        expires_at=row.expires_at,
        agreed_by=frozenset(_who_said(votes, agrees=True)),
        by_count=row.by_count,
        refused_by=frozenset(_who_said(votes, agrees=False)),
    )
