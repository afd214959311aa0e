"""What stands beside the phones: the round, the book's last entries, the open questions."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.views.entries import EntryRow, newest_entries
from bot.views.questions import QuestionRow, open_questions
from bot.views.round import RoundView, running_round
from chama.group import Group

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
    """A group's state at a glance; entries newest first. collects: how, "phone", "paybill"."""

    id: int
    name: str
    collects: str
    round: RoundLine | None
    entries: tuple[EntryLine, ...]
    questions: tuple[QuestionLine, ...]


def board(connection: sa.Connection, group: Group) -> Board:
    """How a group stands now."""
    running = running_round(connection, group.id)
    return Board(
        id=group.id,
        name=group.name,
        collects=" and ".join(dict.fromkeys(one.kind for one in group.collectors)),
        round=_round(running) if running is not None else None,
        entries=tuple(map(_entry, newest_entries(connection, group.id, ENTRIES_SHOWN))),
        questions=tuple(map(_question, open_questions(connection, group.id))),
    )


def _round(running: RoundView) -> RoundLine:
    return RoundLine(
        number=running.number,
        recipient=running.recipient,
        due_on=f"{running.due_on:%a} {running.due_on.day} {running.due_on:%b}",
        paid_count=running.paid_count,
        member_count=running.member_count,
        collected=str(running.collected),
        expected=str(running.expected),
        waiting=tuple(Waiting(one.name, str(one.amount)) for one in running.owing),
    )


def _entry(row: EntryRow) -> EntryLine:
    return EntryLine(
        seq=row.seq,
        kind=row.kind,
        member=", ".join(row.members),
        amount=str(row.amount),
        receipt=row.receipt,
        chain=row.chain,
    )


def _question(row: QuestionRow) -> QuestionLine:
    amount = str(row.amount) if row.amount is not None else ""
    return QuestionLine(
        id=row.id,
        kind=row.what,
        asked=row.asked or row.address,
        about=", ".join(part for part in (row.about, amount, row.code) if part),
        is_shown=row.is_shown,
    )
