"""What stands beside the phones: the round, the book's last entries, the open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.store import book
from bot.store.tables import entry, question
from chama.group import Group
from chama.journal import SealedEntry
from chama.money import Money
from chama.standing import round_standing

ENTRIES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """A member who still owes for the round."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """The running round; amounts as people write them, "KES 3,000"."""

    number: int
    recipient: str
    due_on: str
    paid_count: int
    member_count: int
    collected: str
    expected: str
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of the book; member "" for the group."""

    seq: int
    kind: str
    member: str
    amount: str
    receipt: str
    chain: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """An open question. asked: to whom. about: the money it is about. is_shown: not in line."""

    id: int
    kind: str
    asked: str
    about: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A group's state at a glance; entries newest first."""

    id: int
    name: str
    round: RoundLine | None
    entries: tuple[EntryLine, ...]
    questions: tuple[QuestionLine, ...]


def board(connection: sa.Connection, group: Group) -> Board:
    """How a group stands now."""
    return Board(
        id=group.id,
        name=group.name,
        round=_round(group, book.balances(connection, group.id)),
        entries=_entries(connection, group),
        questions=_questions(connection, group),
    )


def _round(group: Group, balances: Mapping[Any, int]) -> RoundLine | None:
    standing = round_standing(group, balances)
    if standing is None or group.round is None:
        return None
    return RoundLine(
        number=standing.round,
        recipient=standing.recipient,
        due_on=f"{group.round.due_on:%a} {group.round.due_on.day} {group.round.due_on:%b}",
        paid_count=standing.paid_count,
        member_count=standing.member_count,
        collected=str(Money(standing.collected_cents, group.currency)),
        expected=str(Money(standing.expected_cents, group.currency)),
        waiting=tuple(
            Waiting(person.name, str(Money(cents, group.currency)))
            for person, cents in standing.owing
        ),
    )


def _entries(connection: sa.Connection, group: Group) -> tuple[EntryLine, ...]:
    newest = (
        sa.select(entry.c.id)
        .where(entry.c.chama_id == group.id)
        .order_by(entry.c.seq.desc())
        .limit(ENTRIES_SHOWN)
    )
    ids = connection.execute(newest).scalars().all()
    sealed = book.entries_with_ids(connection, ids)
    return tuple(_entry(group, one) for one in sorted(sealed, key=lambda one: -one.seq))


def _entry(group: Group, sealed: SealedEntry) -> EntryLine:
    return EntryLine(
        seq=sealed.seq,
        kind=sealed.entry.kind.value,
        member=group.name_of(sealed.entry.member),
        amount=str(Money(sealed.entry.amount_cents, group.currency)),
        receipt=sealed.entry.receipt,
        chain=sealed.chain_code,
    )


def _questions(connection: sa.Connection, group: Group) -> tuple[QuestionLine, ...]:
    opened = (
        sa.select(question)
        .where(question.c.chama_id == group.id, question.c.answered_at.is_(None))
        .order_by(question.c.id)
    )
    return tuple(_question(group, row) for row in connection.execute(opened))


def _question(group: Group, row: Any) -> QuestionLine:
    asked = group.person_at(row.address)
    return QuestionLine(
        id=row.id,
        kind=row.kind,
        asked=asked.name if asked is not None else row.address,
        about=_about(row.details, group.currency),
        is_shown=row.presented_at is not None,
    )


def _about(details: Mapping[str, Any], currency: str) -> str:
    """Whose money, how much and by which receipt, as far as the question knows."""
    facts = {**details, **details.get("payment", {})}
    cents = facts.get("amount_cents")
    parts = (
        facts.get("payer_name") or facts.get("member_name"),
        str(Money(cents, currency)) if isinstance(cents, int) else None,
        facts.get("code"),
    )
    return ", ".join(part for part in parts if part)
