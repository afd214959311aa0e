"""The outbox as the worker sees it: what is due, what a try needs to know, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog

from bot.conversation import clock, reminding
from bot.conversation.claims import Said, said_for, waiting_for_rate
from bot.conversation.effects import Purpose
from bot.conversation.money_api import NO_API, Api
from bot.messages import DeliveryStatus, Remedy, SendError
from bot.routing import WHATSAPP, WHATSAPP_WINDOW, WINDOW_MARGIN, NextStep
from bot.store import book, chamas, claims, inbox, pauses, proposals, questions
from bot.store import outbox as outbox_rows
from bot.store.chamas import Groups
from bot.store.outbox import NewMessage, Part, parts_of
from bot.store.prepared import Prepared, PreparedRows
from bot.store.tables import (
    IS_QUEUED,
    NOTICE_IS_QUEUED,
    PROMPT_IS_QUEUED,
    QUESTION_HAS_FAILED,
    attempt,
    channel_pause,
    outbox,
    question,
)
from chama.group import Group
from chama.journal import Balances
from chama.rota import day_in_nairobi
from chama.standing import owed_in_order

log = structlog.get_logger()

LEASE = timedelta(minutes=5)
"""For how long a taken message is left to the worker that took it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OTHER_WAYS = (Remedy.USE_TEMPLATE.value, Remedy.USE_SMS.value)


_THIS = outbox.c.id == sa.bindparam("due_id")
_NOW = sa.bindparam("now", type_=outbox.c.sent_at.type)

_MESSAGE = Prepared(sa.select(outbox).where(_THIS))
_LOCK = Prepared(sa.select(outbox.c.id).where(_THIS).with_for_update())
_HOLD = Prepared(
    sa.select(outbox.c.id)
    .where(
        _THIS,
        IS_QUEUED,
        outbox.c.taken_at == sa.bindparam("taken_at", type_=outbox.c.taken_at.type),
    )
    .with_for_update()
)
_DUE = (outbox.c.id, outbox.c.taken_at)
_IN_HAND = [
    Prepared(sa.select(*_DUE).where(waiting, outbox.c.taken_at.is_not(None)))
    for waiting in (PROMPT_IS_QUEUED, NOTICE_IS_QUEUED)
]
_HAS_DUE = Prepared(
    sa.select(
        sa.or_(
            sa.exists().where(PROMPT_IS_QUEUED, outbox.c.not_before <= _NOW),
            sa.exists().where(NOTICE_IS_QUEUED, outbox.c.not_before <= _NOW),
        ).label("has_due")
    )
)
_LOCK_QUEUED = Prepared(sa.select(outbox.c.id).where(_THIS, IS_QUEUED).with_for_update())
_UNANSWERED = Prepared(
    sa.select(attempt.c.id)
    .where(attempt.c.outbox_id == sa.bindparam("due_id"), attempt.c.finished_at.is_(None))
    .limit(1)
)
_PAUSED = Prepared(sa.select(channel_pause.c.channel).where(channel_pause.c.until > _NOW))
_BEGIN_ATTEMPT = PreparedRows(
    attempt, ("id", "outbox_id", "channel", "started_at", "cost", "error")
)
_NOTE_WAY = Prepared(
    sa.update(outbox)
    .where(_THIS)
    .values(channel=sa.bindparam("new_channel"), text=sa.bindparam("new_text"))
)
_END_ATTEMPT = Prepared(
    sa.update(attempt)
    .where(attempt.c.id == sa.bindparam("attempt_id"))
    .values(
        provider_id=sa.bindparam("new_provider_id"),
        cost=sa.bindparam("new_cost"),
        finished_at=_NOW,
    )
    .returning(attempt.c.error)
)
# A report may have come before our own record; its status stands.
_NOTE_SENT = Prepared(
    sa.update(outbox)
    .where(_THIS)
    .values(
        provider_id=sa.bindparam("new_provider_id"),
        sent_at=_NOW,
        status=sa.case(
            (IS_QUEUED, DeliveryStatus.SENT.value),
            else_=outbox.c.status,
        ),
        error=sa.case((IS_QUEUED, ""), else_=outbox.c.error),
    )
)


@dataclass(frozen=True, slots=True)
class Due:
    """A message that a worker has taken. try_number: names this try, by when it was taken."""

    id: int
    try_number: int


@dataclass(frozen=True, slots=True)
class ToSend:
    """What a try of one message needs to know.

    parts: () when there is nothing left to say. tries: how many tries that count came before.
    may_be_out: an earlier try got no answer, so that the provider may have the message already.
    is_in_several: the person belongs to several groups.
    """

    id: int
    try_number: int
    tries: int
    address: str
    template: str
    parts: tuple[Part, ...]
    purpose: Purpose
    language: str
    wanted: str
    last_channel: str
    is_window_open: bool
    failed_with: str
    may_be_out: bool
    is_opted_out: bool
    has_wrong_number: bool
    is_in_several: bool
    group: Group | None
    paused: frozenset[str]


def take_due(connection: sa.Connection, now: datetime, limit: int) -> list[Due]:
    """Take messages that are due, answers before notices, so that no other worker does.

    One whose worker never came back is taken anew after its lease, as a further try.
    """
    prompt = _take(connection, _TAKE_PROMPT, now, limit)
    return prompt + _take(connection, _TAKE_NOTICES, now, limit - len(prompt))


def _take(connection: sa.Connection, taking: Prepared, now: datetime, limit: int) -> list[Due]:
    if limit < 1:
        return []
    values = {"now": now, "until": now + LEASE, "most": limit}
    return sorted(map(_due, taking.rows(connection, values)), key=lambda due: due.id)


def _taking(waiting: sa.ColumnElement[bool]) -> Prepared:
    due = (
        sa.select(outbox.c.id)
        .where(waiting, outbox.c.not_before <= _NOW)
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(skip_locked=True)
    )
    was_lost = sa.case((outbox.c.taken_at.is_(None), 0), else_=1)
    return Prepared(
        sa.update(outbox)
        .where(outbox.c.id.in_(due))
        .values(
            taken_at=_NOW,
            not_before=sa.bindparam("until", type_=outbox.c.not_before.type),
            tries=outbox.c.tries + was_lost,
        )
        .returning(*_DUE)
    )


_TAKE_PROMPT, _TAKE_NOTICES = _taking(PROMPT_IS_QUEUED), _taking(NOTICE_IS_QUEUED)


def _due(row: Any) -> Due:
    return Due(row.id, _try_number(row.taken_at))


def _try_number(taken_at: datetime) -> int:
    """Microseconds: two tries of one message are never taken at the same moment."""
    return (taken_at - _EPOCH) // timedelta(microseconds=1)


def in_hand(connection: sa.Connection) -> list[Due]:
    """What workers have taken and not finished; one that died may never have begun with it."""
    found = [row for which in _IN_HAND for row in which.rows(connection, {})]
    return sorted(map(_due, found), key=lambda due: due.id)


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """A question that did not reach the person who is asked. reason: as in outbox.error."""

    question_id: int
    address: str
    reason: str


def undeliverable_questions(connection: sa.Connection, limit: int) -> list[Undeliverable]:
    """Open questions whose newest message was given up, the longest known first."""
    newer = outbox.alias("newer")
    is_shown_again = sa.exists().where(
        newer.c.question_id == outbox.c.question_id, newer.c.id > outbox.c.id
    )
    is_open = sa.exists().where(
        question.c.id == outbox.c.question_id, question.c.answered_at.is_(None)
    )
    found = (
        sa.select(outbox.c.question_id, outbox.c.address, outbox.c.error)
        .where(QUESTION_HAS_FAILED, is_open, ~is_shown_again)
        .order_by(outbox.c.question_id)
        .limit(limit)
    )
    return [Undeliverable(*row) for row in connection.execute(found)]


def has_due(connection: sa.Connection, now: datetime) -> bool:
    """Whether anything waits to be taken; a look that locks nothing."""
    return bool(_HAS_DUE.rows(connection, {"now": now})[0][0])


def to_send(
    connection: sa.Connection,
    groups: Groups,
    due_id: int,
    try_number: int,
    paused: frozenset[str],
    now: datetime,
    api: Api = NO_API,
) -> ToSend | None:
    """What this try needs to know, None when the message is sent or another try's already.

    api: what the provider can do now.
    """
    row = _MESSAGE.first(connection, {"due_id": due_id})
    if row is None or row.status != DeliveryStatus.QUEUED.value:
        return None
    if row.taken_at is None or _try_number(row.taken_at) != try_number:
        return None
    group = groups.get(connection, row.chama_id) if row.chama_id is not None else None
    contact = chamas.contact(connection, row.address)
    person = group.person_at(row.address) if group else None
    return ToSend(
        id=row.id,
        try_number=try_number,
        tries=row.tries,
        address=row.address,
        template=row.template,
        parts=_current(connection, group, row, now, api),
        purpose=Purpose(row.purpose),
        language=row.language or _own_language(contact, group),
        wanted=row.channel,
        last_channel=inbox.newest_channel(connection, row.address),
        is_window_open=inbox.wrote_on(
            connection, row.address, WHATSAPP, WHATSAPP_WINDOW - WINDOW_MARGIN, now
        ),
        failed_with=row.error,
        may_be_out=_has_unanswered(connection, due_id),
        is_opted_out=bool(contact and contact.opted_out_at),
        has_wrong_number=bool(person and person.has_wrong_number),
        is_in_several=len(chamas.belongings(connection, row.address)) > 1,
        group=group,
        paused=paused,
    )


def _own_language(contact: Any, group: Group | None) -> str:
    """A person's own, else their group's; "" for a stranger's."""
    return (contact and contact.language) or (group.language if group else "")


def _current(
    connection: sa.Connection, group: Group | None, row: Any, now: datetime, api: Api
) -> tuple[Part, ...]:
    """The parts of a message as they hold now; () for a reminder that reminds of nothing more."""
    parts = parts_of(row.facts)
    if row.template == clock.REMINDER:
        is_open = questions.is_unanswered(connection, parts[0].facts[clock.QUESTION_ID])
        return parts if is_open else ()
    if group is None or row.template != reminding.TEMPLATE:
        return parts
    return _reminder(connection, group, row.member, parts[0].facts, now, api)


def _reminder(
    connection: sa.Connection,
    group: Group,
    member: str,
    queued: Mapping[str, Any],
    now: datetime,
    api: Api,
) -> tuple[Part, ...]:
    """A reminder to pay, with what is owed now and not on its way.

    None on the day on which a message about a fine says the same.
    """
    person = group.person(member)
    if person is None:
        return ()
    round_key, today = queued[reminding.ROUND], day_in_nairobi(now)
    due_on = chamas.due_on(connection, group.id, round_key)
    balances = book.balances(connection, group.id)
    said = _said_for(connection, group, member, balances)
    debts = owed_in_order(group, balances, member)
    owed = reminding.left(debts, round_key, said)
    is_told = reminding.is_told_of_fine(group, debts, round_key, due_on, today)
    if is_told and not queued[reminding.IS_ASKED_FOR]:
        return ()
    facts = reminding.reminder_facts(group, person, owed, due_on, today, api)
    return (Part(reminding.TEMPLATE, facts),) if facts is not None else ()


def _said_for(connection: sa.Connection, group: Group, member: str, balances: Balances) -> Said:
    """What waits in a member's favour to be confirmed, or for a rate."""
    unowned = claims.unowned(connection, group.id, balances)
    return said_for(
        member, claims.open_claims(connection, group.id), proposals.told(connection, group.id)
    ) + waiting_for_rate(member, unowned, group.rules.abroad.currencies)


def _has_unanswered(connection: sa.Connection, due_id: int) -> bool:
    return _UNANSWERED.first(connection, {"due_id": due_id}) is not None


def paused(connection: sa.Connection, now: datetime) -> frozenset[str]:
    """The channels that must not be tried at the moment."""
    return frozenset(row.channel for row in _PAUSED.rows(connection, {"now": now}))


def hold(connection: sa.Connection, due_id: int, try_number: int) -> bool:
    """Keep a message for this transaction; False when it is settled or another try's by now."""
    taken_at = _EPOCH + timedelta(microseconds=try_number)
    return _HOLD.first(connection, {"due_id": due_id, "taken_at": taken_at}) is not None


def start_attempts(
    connection: sa.Connection, begun: Sequence[tuple[int, str, str, str]], now: datetime
) -> None:
    """Write down what is about to go out, and which way, before any provider is called.

    begun: for each message its id, the attempt's id, the channel and the text.
    """
    rows = [
        {
            "id": attempt_id,
            "outbox_id": due_id,
            "channel": channel,
            "started_at": now,
            "cost": "",
            "error": "",
        }
        for due_id, attempt_id, channel, _ in begun
    ]
    _BEGIN_ATTEMPT.rows(connection, rows)
    for due_id, _, channel, text in begun:
        _NOTE_WAY.rows(connection, {"due_id": due_id, "new_channel": channel, "new_text": text})


def withdraw(connection: sa.Connection, due_id: int, attempt_id: str, now: datetime) -> None:
    """The call was not made after all: there was no attempt, and the next sweep takes it."""
    if _LOCK_QUEUED.first(connection, {"due_id": due_id}) is not None:
        connection.execute(sa.delete(attempt).where(attempt.c.id == attempt_id))
        postpone(connection, due_id, now)


def split(connection: sa.Connection, due_id: int, now: datetime) -> None:
    """Make each part of a message one of its own, in their order; the first keeps the row."""
    row = _MESSAGE.first(connection, {"due_id": due_id})
    first, *others = parts_of(row.facts)
    outbox_rows.queue(
        connection,
        [
            NewMessage(
                key=f"{row.key}/{number}",
                address=row.address,
                parts=(part,),
                purpose=Purpose(row.purpose),
                chama_id=row.chama_id,
                member=row.member,
                channel=row.channel,
                language=row.language,
                question_id=row.question_id,
            )
            for number, part in enumerate(others, start=2)
        ],
        now,
    )
    _update(connection, due_id, facts=outbox_rows.facts_of((first,)), not_before=now, taken_at=None)


def postpone(connection: sa.Connection, due_id: int, until: datetime) -> None:
    """Not now: by then at the earliest. Does not count as a try."""
    _update(connection, due_id, not_before=until, taken_at=None)


def drop(connection: sa.Connection, due_id: int, reason: str) -> None:
    """Never: it is not wanted any more, or there is no way to the person."""
    _update(connection, due_id, status=DeliveryStatus.FAILED.value, error=reason, sent_at=None)


def succeeded(
    connection: sa.Connection,
    due_id: int,
    attempt_id: str,
    *,
    provider_id: str,
    cost: str,
    now: datetime,
) -> None:
    """The provider took the message over; a report that came before this stands."""
    _lock(connection, due_id)
    answer = {"attempt_id": attempt_id, "new_provider_id": provider_id, "new_cost": cost}
    (taken_over,) = _END_ATTEMPT.rows(connection, {**answer, "now": now})
    if taken_over.error:
        return  # and reported its failure already: what follows is settled
    _NOTE_SENT.rows(connection, {"due_id": due_id, "new_provider_id": provider_id, "now": now})


def failed(
    connection: sa.Connection,
    due_id: int,
    attempt_id: str,
    error: SendError,
    step: NextStep,
    now: datetime,
) -> None:
    """The provider refused, or gave no answer; a report that it has the message all the same
    may have come before this, and stands. Without an answer the attempt is never finished."""
    _lock(connection, due_id)
    refused = (
        sa.update(attempt)
        .where(attempt.c.id == attempt_id, attempt.c.provider_id.is_(None))
        .values(error=error.code, finished_at=None if error.ambiguous else now)
        .returning(attempt.c.channel)
    )
    channel = connection.execute(refused).scalar_one_or_none()
    if channel is not None:
        follow(connection, due_id, error, step, channel=channel, now=now)


def follow(
    connection: sa.Connection,
    due_id: int,
    error: SendError,
    step: NextStep,
    *,
    channel: str,
    now: datetime,
) -> None:
    """Do what an error asks for: queue the message again or give it up, spare the person or the
    channel."""
    if step.retry_at is None:
        drop(connection, due_id, error.code)
    else:
        _queue_again(connection, due_id, error.remedy, step, step.retry_at)
    if step.opt_out:
        opt_out(connection, due_id, now)
    if step.pause_until is not None:
        _pause(connection, channel, step.pause_until, error.code)


def _queue_again(
    connection: sa.Connection, due_id: int, remedy: Remedy, step: NextStep, retry_at: datetime
) -> None:
    """While a message waits its error is the remedy to heed; another way, once found, is kept."""
    found_before = sa.case((outbox.c.error.in_(_OTHER_WAYS), outbox.c.error), else_=remedy.value)
    _update(
        connection,
        due_id,
        status=DeliveryStatus.QUEUED.value,
        not_before=retry_at,
        taken_at=None,
        sent_at=None,  # it has not reached anybody
        tries=outbox.c.tries + int(step.counts),
        error=remedy.value if remedy.value in _OTHER_WAYS else found_before,
    )


def opt_out(connection: sa.Connection, due_id: int, now: datetime) -> None:
    """The person a message was for wants none."""
    address = connection.execute(sa.select(outbox.c.address).where(outbox.c.id == due_id))
    chamas.set_contact(connection, address.scalar_one(), opted_out_at=now)


def _pause(connection: sa.Connection, channel: str, until: datetime, reason: str) -> None:
    """Keep off a channel for a while: a fault of the account's, which the operator must hear of."""
    log.error("channel_paused", channel=channel, code=reason, until=until.isoformat())
    pauses.begin(connection, channel, until, reason)


def _lock(connection: sa.Connection, due_id: int) -> None:
    """Hold the message before its attempts, as reports do, so that nobody waits in a circle."""
    _LOCK.rows(connection, {"due_id": due_id})


def _update(connection: sa.Connection, due_id: int, **values: Any) -> None:
    connection.execute(sa.update(outbox).where(outbox.c.id == due_id).values(**values))
