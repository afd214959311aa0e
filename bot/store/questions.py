"""The questions that wait for their answers, as the conversation and the clock see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.conversation import questions, said
from bot.conversation.clock import A_DAY, MOST_REMINDERS
from bot.conversation.situation import Question, Settled
from bot.store import proposals
from bot.store.tables import contact, entry, outbox, proposal, question
from chama.agreement import State
from chama.entries import receipt_of
from chama.journal import chain_code
from chama.kinds import EntryKind, kind_called

ANSWERED_LATE_WITHIN = timedelta(days=7)
"""As long as a code lasts: who answers a settled question then is told what became of it."""

MOST_SETTLED = 8

APOLOGY_LASTS = timedelta(days=14)

_IS_UNANSWERED = question.c.answered_at.is_(None)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that is to be shown again, for the number-th time."""

    question: Question
    number: int
    is_opted_out: bool


SHOWN_AT = (
    sa.select(sa.func.min(outbox.c.sent_at))
    .where(outbox.c.question_id == question.c.id)
    .scalar_subquery()
    .label("shown_at")
)
"""When a provider first took over a message that puts a question."""


def as_question(row: Any) -> Question:
    """The question of a stored row."""
    return Question(
        id=row.id,
        kind=row.kind,
        address=row.address,
        details=row.details,
        is_presented=row.presented_at is not None,
        asked_at=row.asked_at,
        chama_id=row.chama_id,
        presented_at=row.presented_at,
        shown_at=row.shown_at,
        proposal_id=row.proposal_id,
        code=row.code,
        wrong_codes=row.wrong_codes,
        code_renewed_at=row.code_renewed_at,
    )


_contra = entry.alias("contra")
_SETTLED = (
    sa.select(
        question,
        SHOWN_AT,
        proposal.c.state,
        proposal.c.needed,
        proposal.c.decided_by,
        proposal.c.entry.label("entry_key"),
        entry.c.hash,
        entry.c.kind.label("entry_kind"),
        _contra.c.id.is_not(None).label("is_undone"),
    )
    .outerjoin(proposal, proposal.c.id == question.c.proposal_id)
    .outerjoin(
        entry,
        sa.and_(
            entry.c.chama_id == proposal.c.chama_id,
            entry.c.key == proposal.c.entry,
            proposal.c.entry != "",
        ),
    )
    .outerjoin(
        _contra,
        sa.and_(_contra.c.chama_id == entry.c.chama_id, _contra.c.reverses == entry.c.seq),
    )
    .where(
        question.c.address == sa.bindparam("address"),
        question.c.chama_id == sa.bindparam("chama_id"),
        question.c.presented_at.is_not(None),
        question.c.answered_at > sa.bindparam("since", type_=question.c.answered_at.type),
    )
    .order_by(question.c.presented_at.desc(), question.c.id.desc())
    .limit(MOST_SETTLED)
)


def settled(connection: sa.Connection, chama_id: int, address: str, now: datetime) -> list[Settled]:
    """What a person was asked and need not answer any more, the one shown last first."""
    wanted = {"address": address, "chama_id": chama_id, "since": now - ANSWERED_LATE_WITHIN}
    rows = connection.execute(_SETTLED, wanted).all()
    ids = [row.proposal_id for row in rows if row.proposal_id is not None]
    agreed = proposals.agreed_by(connection, ids)
    return [_as_settled(row, agreed.get(row.proposal_id, set())) for row in rows]


def _as_settled(row: Any, agreed_by: Collection[str]) -> Settled:
    is_booked = row.hash is not None
    may_be_undone = is_booked and kind_called(EntryKind, row.entry_kind).meaning.may_be_undone
    return Settled(
        question=as_question(row),
        answer=row.answer or "",
        state=State(row.state) if row.state else None,
        agreed_by=tuple(sorted(agreed_by)),
        needed=row.needed or 1,
        refused_by=row.decided_by or "",
        is_booked=is_booked,
        undo=_named(row.entry_key, row.hash) if may_be_undone else "",
        is_undone=row.is_undone,
    )


def _named(entry_key: str, entry_hash: str) -> str:
    """How an officer names an entry: by its receipt's code, else by its own."""
    receipt = receipt_of(entry_key)
    return receipt.code if receipt else chain_code(entry_hash)


def groups_with_unanswered(connection: sa.Connection, now: datetime) -> list[int | None]:
    """Groups of which some question has waited a day, the longest first; None is no group."""
    due = sa.select(question.c.chama_id).where(_is_due(now)).order_by(question.c.remind_at)
    return list(dict.fromkeys(connection.execute(due).scalars()))


def take_unanswered(
    connection: sa.Connection, chama_id: int | None, now: datetime
) -> list[Unanswered]:
    """A group's questions that were shown a day ago and not answered; no other worker takes them.

    Each is now the one that its person was shown last, and due again in a day, unless this was the
    last time.
    """
    due = (
        sa.select(question.c.id)
        .where(_is_due(now), _is_of(chama_id))
        .with_for_update(skip_locked=True)
    )
    ids = connection.execute(due).scalars().all()
    taken = (
        sa.update(question)
        .where(question.c.id.in_(ids))
        .values(
            presented_at=now,
            reminders=question.c.reminders + 1,
            remind_at=next_reminder(now, question.c.reminders + 1),
        )
        .returning(question, SHOWN_AT)
    )
    rows = sorted(connection.execute(taken), key=lambda row: row.id)
    silent = _opted_out(connection, {row.address for row in rows})
    return [Unanswered(as_question(row), row.reminders, row.address in silent) for row in rows]


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(_IS_UNANSWERED, question.c.remind_at <= now, _has_no("STANDS_ASIDE", question))


def _is_of(chama_id: int | None) -> sa.ColumnElement[bool]:
    return question.c.chama_id.is_(None) if chama_id is None else question.c.chama_id == chama_id


def _has_no(mark: str, of: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether the kind of a question lacks a mark that the conversation gives to kinds."""
    return of.c.kind.not_in(sorted(questions.marked(mark)))


def _is_next_in_line(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a question that waits in line has none before it but such as were given up: shown as
    often as questions are, a day ago for the last time."""
    before = question.alias("before")
    is_given_up = sa.and_(
        before.c.reminders >= MOST_REMINDERS, before.c.presented_at <= now - A_DAY
    )
    blocking = sa.exists().where(
        before.c.answered_at.is_(None),
        before.c.address == question.c.address,
        before.c.chama_id == question.c.chama_id,
        _has_no("WAITS_FOR_LIST", before),
        sa.or_(
            sa.and_(
                before.c.presented_at.is_not(None), ~is_given_up, _has_no("STANDS_ASIDE", before)
            ),
            sa.and_(before.c.presented_at.is_(None), before.c.id < question.c.id),
        ),
    )
    is_waiting = sa.and_(
        _IS_UNANSWERED, question.c.presented_at.is_(None), _has_no("WAITS_FOR_LIST", question)
    )
    return sa.and_(is_waiting, question.c.chama_id.is_not(None), ~blocking)


def groups_with_said(connection: sa.Connection, until: datetime) -> list[int]:
    """Groups of which some member said something before this moment that no list has had."""
    chosen = (
        sa.select(question.c.chama_id)
        .where(
            _IS_UNANSWERED,
            question.c.kind == said.SAID,
            question.c.presented_at.is_(None),
            question.c.asked_at < until,
            question.c.chama_id.is_not(None),
        )
        .distinct()
    )
    return sorted(connection.execute(chosen).scalars())


def apologies(
    connection: sa.Connection, chama_id: int, asked: Sequence[str], now: datetime
) -> dict[str, tuple[date, ...]]:
    """By member, the days of the apologies that these people, by phone, accepted lately."""
    chosen = sa.select(question.c.details).where(
        question.c.address.in_(asked),
        question.c.answered_at > now - APOLOGY_LASTS,
        question.c.chama_id == chama_id,
        question.c.kind == said.SAID,
        question.c.answer == said.AGREED,
    )
    found: dict[str, tuple[date, ...]] = {}
    for details in connection.execute(chosen).scalars():
        if details["what"] == said.APOLOGY:
            said_on = date.fromisoformat(details["said_on"])
            found[details["member"]] = (*found.get(details["member"], ()), said_on)
    return found


def groups_with_next_in_line(connection: sa.Connection, now: datetime) -> list[int]:
    """Groups of which some question waits behind none but such as were given up."""
    chosen = sa.select(question.c.chama_id).where(_is_next_in_line(now)).distinct()
    return sorted(connection.execute(chosen).scalars())


def take_next_in_line(connection: sa.Connection, chama_id: int, now: datetime) -> list[Question]:
    """Those of a group, each of which is now in front of its person; no other worker takes them."""
    due = (
        sa.select(question.c.id)
        .where(_is_next_in_line(now), question.c.chama_id == chama_id)
        .with_for_update(skip_locked=True)
    )
    ids = connection.execute(due).scalars().all()
    taken = (
        sa.update(question)
        .where(question.c.id.in_(ids), question.c.presented_at.is_(None))
        .values(presented_at=now, remind_at=now + A_DAY)
        .returning(question, SHOWN_AT)
    )
    rows = sorted(connection.execute(taken), key=lambda row: row.id)
    return [as_question(row) for row in rows]


def next_reminder(now: datetime, reminders: sa.ColumnElement[int]) -> sa.ColumnElement[Any]:
    """When a question shown now is shown again; never after so many reminders."""
    in_a_day = sa.literal(now + A_DAY, question.c.remind_at.type)
    return sa.case((reminders < MOST_REMINDERS, in_a_day))


def by_chama(connection: sa.Connection, ids: Sequence[int]) -> dict[int, set[int]]:
    """These questions by the chama that they are of; those of none are left out."""
    chosen = sa.select(question.c.id, question.c.chama_id).where(
        question.c.id.in_(ids), question.c.chama_id.is_not(None)
    )
    found: dict[int, set[int]] = {}
    for row in connection.execute(chosen):
        found.setdefault(row.chama_id, set()).add(row.id)
    return found


def waiting_for_group(connection: sa.Connection, address: str) -> str:
    """What a person wrote that waits for their answer to "which group?", "" for nothing."""
    chosen = (
        sa.select(question.c.details)
        .where(_IS_UNANSWERED, question.c.address == address, question.c.kind == "which_chama")
        .order_by(question.c.id.desc())
        .limit(1)
    )
    details = connection.execute(chosen).scalar()
    return str(details["text"]) if details else ""


def is_unanswered(connection: sa.Connection, question_id: int) -> bool:
    """Whether a question still waits for its answer."""
    chosen = sa.select(question.c.id).where(_IS_UNANSWERED, question.c.id == question_id)
    return connection.execute(chosen).first() is not None


def _opted_out(connection: sa.Connection, addresses: set[str]) -> set[str]:
    chosen = sa.select(contact.c.address).where(
        contact.c.address.in_(sorted(addresses)), contact.c.opted_out_at.is_not(None)
    )
    return set(connection.execute(chosen).scalars())
