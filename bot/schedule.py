"""What the clock does: opens rounds and queues the reminders that are due, idempotently.

Nairobi's calendar decides. Each round is opened once (its entry has a key), each reminder is queued
once (its message has a key), so that any number of workers may run this at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from bot.conversation.cause import CLOCK
from bot.conversation.effects import Purpose
from bot.conversation.reminding import TEMPLATE, queued_facts
from bot.each_group import each_group
from bot.store import book as books
from bot.store import chamas, outbox, register
from bot.store.book import Book
from bot.store.chamas import load_group
from bot.store.database import reading, writing
from bot.store.outbox import NewMessage, Part
from bot.store.tables import account, fund, member, round_
from bot.store.tables import chama as chama_table
from bot.store.tables import outbox as outbox_table
from chama import entries
from chama.entries import ROTATION
from chama.errors import ChamaError
from chama.group import Group
from chama.journal import round_key
from chama.kinds import AccountKind
from chama.rota import (
    NAIROBI,
    RotaError,
    day_in_nairobi,
    propose,
    propose_first,
    round_dates,
    round_on,
)

REMINDER_OFFSETS_DAYS = (1, 0, -3)  # the newest first: the day after, on the day, before
REMINDERS_FROM = time(9)  # in Nairobi
FORGOTTEN_AFTER = timedelta(days=4)  # a reminder older than that reminds nobody of anything
BATCH = 1_000


class RulesUnread(ChamaError):
    """A rule without which no round can be opened is not readable as it was stored."""


# --- rounds --------------------------------------------------------------------------------------


def open_due_rounds(engine: sa.Engine, now: datetime) -> int:
    """Open the next round of every chama whose day for it has come; gives how many.

    One round a chama and run: should the clock be wrong, it does little before somebody sees it.
    """
    today = day_in_nairobi(now)
    with reading(engine) as connection:
        due = sa.select(chama_table.c.id).where(chama_table.c.next_round_on <= today)
        chama_ids = connection.execute(due).scalars().all()
    opened = each_group(
        engine, "open_rounds", chama_ids, lambda connection, id_: _open_due(connection, id_, now)
    )
    return sum(opened)


def _open_due(connection: sa.Connection, chama_id: int, now: datetime) -> int:
    """Open a chama's round unless another run, which takes long, has done so meanwhile."""
    chosen = sa.select(chama_table.c.next_round_on).where(chama_table.c.id == chama_id)
    if connection.execute(chosen).scalar_one() > day_in_nairobi(now):
        return 0
    return open_next_round(connection, chama_id, now)


def open_next_round(connection: sa.Connection, chama_id: int, now: datetime) -> int:
    """Open a chama's next round if it has begun; gives how many, 0 or 1.

    The book of a new chama begins with the round that runs now: what came before it is not ours.
    Raises RulesUnread.
    """
    book = books.lock_book(connection, chama_id)
    group = load_group(connection, chama_id)
    if group.rules.unread:
        raise RulesUnread(f"Chama {chama_id}: {', '.join(group.rules.unread)} cannot be read.")
    rotation = group.rules.rotation
    running = round_on(rotation.starts, rotation.every, day_in_nairobi(now))
    number = group.round.number + 1 if group.round else running or 1
    is_due = running is not None and number <= running
    if is_due:
        _open_round(connection, group, book, number, now)
    elif not group.turns:
        _begin_cycle(connection, group, book, number, now)  # the rota of a group that begins later
    upcoming = round_dates(rotation.starts, rotation.every, number + is_due, rotation.due)
    chamas.set_next_round(connection, chama_id, upcoming.opens_on)
    if is_due:
        chamas.touch(connection, chama_id)
    return int(is_due)


def _open_round(
    connection: sa.Connection, group: Group, book: Book, number: int, now: datetime
) -> None:
    rotation = group.rules.rotation
    cycle, book = _cycle_of(connection, group, book, number, now)
    dates = round_dates(rotation.starts, rotation.every, number, rotation.due)
    cents = rotation.contribution_cents
    chamas.store_round(connection, group.id, cycle, number, dates, cents)
    balances = books.balances(connection, group.id)
    entry = entries.round_opened(
        round_key(cycle, number),
        {person.code: cents * len(person.seats) for person in group.people},
        on=dates.opens_on,
        advances={
            person.code: entries.advance_of(balances, ROTATION, person.code)
            for person in group.people
        },
    )
    book = books.post(connection, book, entry, recorded_at=now).book
    register.note_round(connection, book, number, CLOCK, now)


def _cycle_of(
    connection: sa.Connection, group: Group, book: Book, number: int, now: datetime
) -> tuple[int, Book]:
    """The cycle whose stored turns have this round; the next one begins after the last of them.

    Raises RotaError for a round between stored turns that is nobody's.
    """
    for turn in group.turns:
        if turn.round == number:
            return turn.cycle, book
    if group.turns and number < group.turns[-1].round:
        raise RotaError(f"Round {number} is nobody's turn.")
    return _begin_cycle(connection, group, book, number, now)


def _begin_cycle(
    connection: sa.Connection, group: Group, book: Book, number: int, now: datetime
) -> tuple[int, Book]:
    """Store the turns of the cycle that begins with a round; gives the cycle."""
    if group.turns:
        turns = propose(group.seats, group.turns[-1].cycle + 1, number)
    else:
        turns = propose_first(group.seats, number)
    chamas.store_turns(connection, group.id, turns)
    return turns[0].cycle, register.note_turns(connection, book, turns[0].cycle, CLOCK, now)


# --- reminders -----------------------------------------------------------------------------------


def queue_reminders(engine: sa.Engine, now: datetime) -> int:
    """Queue the reminders that are due today, and of those missed only the newest; gives how many.

    Early in the morning there are none. Amounts are not in them: those are worked out when each
    goes out.
    """
    if now.astimezone(NAIROBI).time() < REMINDERS_FROM:
        return 0
    today = day_in_nairobi(now)
    queued = 0
    for offset_days in REMINDER_OFFSETS_DAYS:
        first, last = _due_days(today, offset_days)
        owing = _owing(round_.c.due_on.between(first, last), str(offset_days))
        queued += _queue(engine, owing, now)
    return queued


def _due_days(today: date, offset_days: int) -> tuple[date, date]:
    """The due days of rounds for which this reminder is the newest that is due."""
    newest = today - timedelta(days=offset_days)
    if offset_days == max(REMINDER_OFFSETS_DAYS):
        return newest - FORGOTTEN_AFTER, newest
    later = min(offset for offset in REMINDER_OFFSETS_DAYS if offset > offset_days)
    return today - timedelta(days=later - 1), newest


def remind_now(engine: sa.Engine, now: datetime, chama_id: int | None = None) -> int:
    """Queue a reminder today to everybody who owes for a running round; gives how many."""
    today = day_in_nairobi(now)
    newer = round_.alias("newer")
    is_superseded = sa.exists().where(
        newer.c.chama_id == round_.c.chama_id, newer.c.number > round_.c.number
    )
    running = sa.and_(round_.c.opens_on <= today, ~is_superseded)
    owing = _owing(running, f"on-{today.isoformat()}")
    if chama_id is not None:
        owing = owing.where(round_.c.chama_id == chama_id)
    return _queue(engine, owing, now)


def _owing(rounds: sa.ColumnElement[bool], offset: str) -> sa.Select[Any]:
    """Who still owes for these rounds and has not had this reminder; with the reminder's key."""
    round_name = sa.cast(round_.c.cycle, sa.Text) + "." + sa.cast(round_.c.number, sa.Text)
    dues = sa.literal(f"{AccountKind.DUES.value}:") + member.c.code + ":" + round_name
    chama_id = sa.cast(round_.c.chama_id, sa.Text)
    key = sa.literal("remind:") + chama_id + ":" + round_name + ":" + member.c.code + f":{offset}"
    is_queued = sa.exists().where(outbox_table.c.key == key)
    return (
        sa.select(
            round_.c.chama_id,
            round_.c.cycle,
            round_.c.number,
            member.c.code,
            member.c.phone,
            key.label("key"),
        )
        .join(fund, sa.and_(fund.c.chama_id == round_.c.chama_id, fund.c.name == ROTATION))
        .join(member, member.c.chama_id == round_.c.chama_id)
        .join(account, sa.and_(account.c.fund_id == fund.c.id, account.c.code == dues))
        .where(rounds, account.c.balance_cents > 0, member.c.wrong_number_at.is_(None), ~is_queued)
        .order_by(round_.c.chama_id, member.c.code)
    )


def _queue(engine: sa.Engine, owing: sa.Select[Any], now: datetime) -> int:
    """Queue one reminder for each row, a batch a transaction, so that memory stays flat."""
    queued = 0
    with reading(engine) as source:
        rows = source.execute(owing, execution_options={"yield_per": BATCH})
        for batch in _batches(map(_reminder, rows), BATCH):
            with writing(engine) as connection:
                queued += outbox.queue(connection, batch, now)
    return queued


def _reminder(row: sa.Row[Any]) -> NewMessage:
    return NewMessage(
        key=row.key,
        address=row.phone,
        parts=(Part(TEMPLATE, queued_facts(round_key(row.cycle, row.number))),),
        purpose=Purpose.NOTICE,
        chama_id=row.chama_id,
        member=row.code,
    )


def _batches(messages: Iterable[NewMessage], size: int) -> Iterator[list[NewMessage]]:
    source = iter(messages)
    while batch := list(islice(source, size)):
        yield batch
