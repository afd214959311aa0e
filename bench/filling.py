"""Fills a database with groups that have a history, by a few large statements.

The rows are what the product would have written, but that hashes are invented: such a book can be
posted to, not verified. The guards are off while it is filled, and on again afterwards.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bench.world import AMOUNT, CONTRIBUTION, NAMES, SEATS, constitution
from bot.store import tables
from bot.store.database import open_engine
from bot.store.tables import UtcDateTime
from chama.constitution import parse
from chama.entries import ROTATION, WELFARE, collector, dues, pot

ACCOUNTS = SEATS + 2  # the dues of each seat, the collector, the pot
FUNDS = (ROTATION, WELFARE)
NOTES = SEATS  # the register has one of each member, before the first entry
ROUND = "1.1"
GROUP_DIGITS = 7  # of a phone number; the seat is the last digit

_MANY = 10**GROUP_DIGITS
_TEN_MILLIARDS = 10**10


def fill(url: str, groups: int, entries: int, today: date) -> None:
    """Store groups 0 … groups - 1 of the world, each with so many entries; all owe a round."""
    engine = open_engine(url)
    with engine.connect() as connection, _guards_off(connection), warnings.catch_warnings():
        warnings.simplefilter("ignore", sa.exc.SAWarning)  # every pair of two series is wanted
        for table, columns in _contents(groups, entries, today):
            chosen = sa.select(*columns.values())
            connection.execute(sa.insert(table).from_select(list(columns), chosen))
        _number_on(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    os.sync()  # else what was filled in is written to the disk while something is measured


def _contents(
    groups: int, entries: int, today: date
) -> Iterator[tuple[sa.Table, dict[str, sa.ColumnElement[Any]]]]:
    """Each table with an expression a column, in the order in which they can be filled."""
    moment = sa.literal(datetime.now(UTC) - timedelta(days=1), UtcDateTime())
    group = _series("groups", groups)
    group_id = group + 1
    yield (
        tables.chama,
        {
            "id": group_id,
            "name": "Group " + _text(group),
            "fingerprint": _text(group),
            "currency": sa.literal("KES"),
            "language": sa.literal("en"),
            "constitution": sa.func.replace(_constitution(today), "9999999", _padded(group)),
            "rules": sa.literal(parse(_constitution(today)).rules.to_store(), sa.JSON()),
            "version": sa.literal(1),
            "clock_on": sa.literal(today + timedelta(days=31)),
            "created_at": moment,
            "salt": sa.literal("salt"),
        },
    )
    yield from _people(group, moment)
    yield (
        tables.round_,
        {
            "id": group_id,
            "chama_id": group_id,
            "cycle": sa.literal(1),
            "number": sa.literal(1),
            "contribution_cents": sa.literal(CONTRIBUTION * 100),
            "opens_on": sa.literal(today.replace(day=1)),
            "due_on": sa.literal(today),
        },
    )
    yield from _book(group, entries, moment, today)


def _constitution(today: date) -> str:
    """The file of a group whose number has all its digits, which others replace by theirs."""
    return constitution(_MANY - 1, today)


def _people(
    group: sa.ColumnElement[int], moment: sa.ColumnElement[Any]
) -> Iterator[tuple[sa.Table, dict[str, sa.ColumnElement[Any]]]]:
    seat = _series("seats", SEATS)
    member_id = group * SEATS + seat + 1
    phone = "+2547" + _padded(group) + _text(seat)
    yield (
        tables.member,
        {
            "id": member_id,
            "chama_id": group + 1,
            "code": _member_code(seat),
            "name": sa.case(dict(enumerate(NAMES)), value=seat),
            "phone": phone,
            "phone_hash": sa.literal(""),  # nobody is paid here by a hidden number
            "office": sa.case((seat == 0, "treasurer")),
            "added_at": moment,
            "salt": sa.literal("salt"),
        },
    )
    yield tables.member_address, {"address": phone, "member_id": member_id}
    yield (
        tables.seat,
        {"chama_id": group + 1, "number": seat + 1, "member": _member_code(seat)},
    )
    yield (
        tables.turn,
        {
            "chama_id": group + 1,
            "cycle": sa.literal(1),
            "round": seat + 1,
            "position": sa.literal(1),
            "seat": seat + 1,
            "member": _member_code(seat),
        },
    )
    yield (
        tables.collector,
        {
            "id": group + 1,
            "chama_id": group + 1,
            "code": sa.literal("C1"),
            "kind": sa.literal("phone"),
            "name": sa.literal(NAMES[0]),
            "phone": "+2547" + _padded(group) + "0",
            "holder": sa.literal("M01"),
            "currency": sa.literal(""),
            "salt": sa.literal("salt"),
        },
    )


def _book(
    group: sa.ColumnElement[int], entries: int, moment: sa.ColumnElement[Any], today: date
) -> Iterator[tuple[sa.Table, dict[str, sa.ColumnElement[Any]]]]:
    yield (
        tables.book,
        {
            "chama_id": group + 1,
            "ref": _text(group),
            "seq": sa.literal(NOTES + entries),
            "head": _text(group) + "-" + str(NOTES + entries),
        },
    )
    number = _series("funds", len(FUNDS))
    yield (
        tables.fund,
        {
            "id": _fund_id(group, number),
            "chama_id": group + 1,
            "name": sa.case(dict(enumerate(FUNDS)), value=number),
            "currency": sa.literal("KES"),
        },
    )
    note = _series("notes", NOTES)
    yield (
        tables.register,
        {
            "chama_id": group + 1,
            "seq": note + 1,
            "subject": "member:" + _member_code(note),
            "facts": sa.literal(300 * "."),
            "actor": sa.literal("operator"),
            "recorded_at": moment,
            **_links(group, note),
        },
    )
    slot = _series("accounts", ACCOUNTS)
    codes = [dues(f"M{seat:02d}", ROUND) for seat in range(1, SEATS + 1)]
    codes += [collector(ROTATION, "C1"), pot(ROUND)]
    yield (
        tables.account,
        {
            "id": group * ACCOUNTS + slot + 1,
            "chama_id": group + 1,
            "fund_id": _fund_id(group, FUNDS.index(ROTATION)),
            "code": sa.case({i: account.code for i, account in enumerate(codes)}, value=slot),
            "balance_cents": sa.case((slot < SEATS, CONTRIBUTION * 100), else_=AMOUNT * 100),
        },
    )
    if entries:
        yield from _history(group, entries, moment, today)


def _history(
    group: sa.ColumnElement[int], entries: int, moment: sa.ColumnElement[Any], today: date
) -> Iterator[tuple[sa.Table, dict[str, sa.ColumnElement[Any]]]]:
    turn = _series("turns", entries)
    entry_id = group * entries + turn + 1
    code = _code(entry_id)
    seat = 1 + turn % (SEATS - 1)
    yield (
        tables.entry,
        {
            "id": entry_id,
            "chama_id": group + 1,
            "seq": NOTES + turn + 1,
            "kind": sa.literal("contribution"),
            "key": "receipt:mpesa:" + code,
            "effective_on": sa.literal(today),
            "recorded_at": moment,
            "actor": sa.literal("M01"),
            "member": _member_code(seat),
            "network": sa.literal("mpesa"),
            "receipt": code,
            "memo": sa.literal("M-Pesa"),
            **_links(group, NOTES + turn),
        },
    )
    line = _series("lines", 2)
    slot = sa.case((line == 0, SEATS), else_=seat)
    yield (
        tables.posting,
        {
            "entry_id": entry_id,
            "line": line + 1,
            "chama_id": group + 1,
            "account_id": group * ACCOUNTS + slot + 1,
            "amount_cents": sa.case((line == 0, AMOUNT * 100), else_=-AMOUNT * 100),
        },
    )
    yield (
        tables.receipt,
        {
            "code": code,
            "network": sa.literal("mpesa"),
            "entry_id": entry_id,
            "look": sa.func.replace(sa.func.replace(code, "O", "0"), "I", "1"),
        },
    )
    yield from _messages(group, entry_id, seat, moment)


def _fund_id(group: sa.ColumnElement[int], number: Any) -> sa.ColumnElement[int]:
    return group * len(FUNDS) + number + 1


def _links(
    group: sa.ColumnElement[int], before: sa.ColumnElement[int]
) -> dict[str, sa.ColumnElement[Any]]:
    """The hashes of what stands in a book after so many others."""
    return {
        "prev_hash": sa.case((before == 0, ""), else_=_text(group) + "-" + _text(before)),
        "hash": _text(group) + "-" + _text(before + 1),
    }


def _messages(
    group: sa.ColumnElement[int],
    entry_id: sa.ColumnElement[int],
    seat: sa.ColumnElement[int],
    moment: sa.ColumnElement[Any],
) -> Iterator[tuple[sa.Table, dict[str, sa.ColumnElement[Any]]]]:
    """What came in and went out for each entry, handled and sent long ago."""
    sender = "+2547" + _padded(group) + "0"
    nothing = sa.literal("")
    yield (
        tables.inbox,
        {
            "id": entry_id,
            "channel": sa.literal("twilio_whatsapp"),
            "provider_id": "filled:" + _text(entry_id),
            "sender": sender,
            "recipient": sa.literal("+14155238886"),
            "text": _code(entry_id) + " Confirmed.You have received Ksh500.00 from" + 80 * ".",
            "button": nothing,
            "kind": sa.literal("text"),
            "raw": sa.literal({"Body": 150 * "."}, sa.JSON()),
            "received_at": moment,
            "handled_at": moment,
            "tries": sa.literal(0),
            "error": nothing,
        },
    )
    yield (
        tables.outbox,
        {
            "id": entry_id,
            "key": "filled:" + _text(entry_id),
            "chama_id": group + 1,
            "member": _member_code(seat),
            "address": "+2547" + _padded(group) + _text(seat),
            "channel": nothing,
            "template": sa.literal("receipt"),
            "facts": sa.literal({"parts": [["receipt", {"code": 150 * "."}]]}, sa.JSON()),
            "purpose": sa.literal("event"),
            "created_at": moment,
            "not_before": moment,
            "status": sa.literal("sent"),
            "tries": sa.literal(0),
            "provider_id": nothing,
            "text": sa.literal(150 * "."),
            "error": nothing,
        },
    )


# --- expressions that both databases know --------------------------------------------------------


def _series(name: str, length: int) -> sa.ColumnElement[int]:
    """0 … length - 1, as a column of a table of that name; two series make every pair."""
    numbers = sa.select(sa.literal(0).label("n")).cte(name, recursive=True)
    following = sa.select(numbers.c.n + 1).where(numbers.c.n < length - 1)
    column: sa.ColumnElement[int] = numbers.union_all(following).c.n
    return column


def _text(number: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    return sa.cast(number, sa.Text)


def _padded(group: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    return sa.func.substr(_text(group + _MANY), 2, type_=sa.Text)


def _member_code(seat_index: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    return "M" + sa.func.substr(_text(seat_index + 101), 2, type_=sa.Text)


def _code(entry_id: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """A code that no payment of the world has: those of today begin with a letter."""
    return _text(sa.cast(entry_id, sa.BigInteger) + sa.literal(_TEN_MILLIARDS, sa.BigInteger))


# --- guards --------------------------------------------------------------------------------------


@contextmanager
def _guards_off(connection: sa.Connection) -> Iterator[None]:
    """One transaction without triggers and foreign keys, committed at the end."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield
        connection.commit()
        return
    connection.exec_driver_sql("ROLLBACK")  # the setting is ignored inside a transaction
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    stored = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = connection.exec_driver_sql(stored).all()
    for trigger in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
    yield
    for trigger in triggers:
        connection.exec_driver_sql(trigger.sql)
    connection.commit()


def _number_on(connection: sa.Connection) -> None:
    """Let PostgreSQL's counters go on behind the ids that were given by hand."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables.metadata.sorted_tables:
        if "id" in table.c and isinstance(table.c.id.type, sa.BigInteger):
            name = f"'{table.name}', 'id'"
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence({name}), "
                f'(SELECT coalesce(max(id), 0) + 1 FROM "{table.name}"))'
            )
