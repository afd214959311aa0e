"""What the clock does: takes each group's agenda, and queues the reminders that are due.

Nairobi's calendar decides. Each round is opened once (its entry has a key), each reminder is queued
once (its message has a key), so that any number of workers may run this at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from bot.conversation import agenda, paying_out
from bot.conversation.cause import of_clock
from bot.conversation.clock import by_day
from bot.conversation.draft import Draft
from bot.conversation.effects import Purpose
from bot.conversation.money_api import NO_API, ORDERS, Api
from bot.conversation.reminding import TEMPLATE, queued_facts
from bot.conversation.wanted import Wanted
from bot.each_group import each_group
from bot.store import book as books
from bot.store import chamas, outbox, proposals, situations
from bot.store.applying import UnitOfWork
from bot.store.chamas import Groups
from bot.store.database import reading, writing
from bot.store.outbox import NewMessage, Part
from bot.store.tables import account, fund, member, round_
from bot.store.tables import chama as chama_table
from bot.store.tables import outbox as outbox_table
from chama.entries import ROTATION
from chama.group import Group
from chama.journal import round_key
from chama.kinds import AccountKind
from chama.rota import NAIROBI, day_in_nairobi

REMINDER_OFFSETS_DAYS = (1, 0, -3)  # the newest first: the day after, on the day, before
REMINDERS_FROM = time(9)  # in Nairobi
FORGOTTEN_AFTER = timedelta(days=4)  # a reminder older than that reminds nobody of anything
BATCH = 1_000

NewCode = Callable[[], str]


# --- the agenda ----------------------------------------------------------------------------------


def take_what_is_due(
    engine: sa.Engine,
    now: datetime,
    new_code: NewCode = proposals.new_code,
    api: Api = NO_API,
) -> int:
    """Do what has come due in every chama that has something to do today; gives how many had.

    One round a chama and run: should the clock be wrong, it does little before somebody sees it.
    """
    groups = Groups()
    with reading(engine) as connection:
        due = sa.select(chama_table.c.id).where(chama_table.c.clock_on <= day_in_nairobi(now))
        chama_ids = connection.execute(due).scalars().all()
    taken = each_group(
        engine,
        "agenda",
        chama_ids,
        lambda connection, id_: _take_unless_taken(connection, groups, id_, now, new_code, api),
    )
    return sum(taken)


def _take_unless_taken(
    connection: sa.Connection,
    groups: Groups,
    chama_id: int,
    now: datetime,
    new_code: NewCode,
    api: Api,
) -> bool:
    """Another run, which takes long, may have done it meanwhile: looked at once it is locked."""
    books.lock_book(connection, chama_id)
    chosen = sa.select(chama_table.c.clock_on).where(chama_table.c.id == chama_id)
    if connection.execute(chosen).scalar_one() > day_in_nairobi(now):
        return False
    take(connection, groups, chama_id, now, new_code, api)
    return True


def take(
    connection: sa.Connection,
    groups: Groups,
    chama_id: int,
    now: datetime,
    new_code: NewCode = proposals.new_code,
    api: Api = NO_API,
) -> Group:
    """Do what is due in one chama now; gives the group as it is then."""
    situation, book = situations.without_message(connection, groups, chama_id)
    looked_on = chamas.looked_on(connection, chama_id)
    wanted = Wanted(facts=agenda.needs() | {ORDERS})
    situation = situations.informed(connection, situation, wanted, now)
    situation = situations.with_api(connection, situation, api, now)
    cause = of_clock(f"agenda:{chama_id}:{now.isoformat()}", now)
    draft = Draft(replace(situation, clock_looked_on=looked_on), cause)
    agenda.take(draft)
    UnitOfWork(connection, cause, chama_id, book, new_code).apply(by_day(paying_out.finish(draft)))
    chamas.note_looked(connection, chama_id, day_in_nairobi(now), agenda.next_day(draft))
    return draft.group


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
    owing = _owing(running, f"on-{today.isoformat()}", is_asked_for=True)
    if chama_id is not None:
        owing = owing.where(round_.c.chama_id == chama_id)
    return _queue(engine, owing, now)


def _owing(
    rounds: sa.ColumnElement[bool], offset: str, *, is_asked_for: bool = False
) -> sa.Select[Any]:
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
            sa.literal(is_asked_for).label("is_asked_for"),
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
        parts=(
            Part(
                TEMPLATE,
                queued_facts(round_key(row.cycle, row.number), is_asked_for=row.is_asked_for),
            ),
        ),
        purpose=Purpose.NOTICE,
        chama_id=row.chama_id,
        member=row.code,
    )


def _batches(messages: Iterable[NewMessage], size: int) -> Iterator[list[NewMessage]]:
    source = iter(messages)
    while batch := list(islice(source, size)):
        yield batch
