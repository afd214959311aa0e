"""The register: how people, collectors, offices, rules and turns are, chained with the book.

Each change is a note at the end of the book's chain, with the whole of what its subject is from
then on. Names, numbers and rules in words are in it as salted digests only: the salt stands in the
row that the note is about, so that erasing name and salt leaves the chain true and tells nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.store import book as books
from bot.store import tables
from bot.store.book import Book
from bot.store.salts import ERASED
from chama.journal import Note

Facts = Mapping[str, Any]
"""JSON-like values: what a subject is from now on."""

FOUNDER = "operator"
"""Who stands for what was read from a constitution's file."""

GONE = "erased"
"""In the place of a digest whose salt was erased, and which cannot be compared any more."""


def note(
    connection: sa.Connection, book: Book, subject: str, facts: Facts, actor: str, now: datetime
) -> Book:
    """Put down what a subject is from now on; gives the book with its new head.

    book: locked, as `lock_book` or the last posting of this transaction gave it.
    """
    what = Note(subject, canonical(facts), actor)
    return books.note(connection, book, what, recorded_at=now)


def canonical(facts: Facts) -> str:
    """Facts as the one text that stands for them, on every machine."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(salt: str, value: str | None) -> str:
    """What stands for a personal detail; "" for none, GONE once the row's salt was erased."""
    if salt == ERASED:
        return GONE
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest() if value else ""


# --- what is put down of each subject; verify compares the same with the tables ------------------


def facts_of_chama(row: Any) -> Facts:
    """Of a row of chama: what no section of its rules says."""
    return {"name": row.name, "currency": row.currency, "language": row.language}


def facts_of_rules(row: Any) -> Facts:
    """Of a row of chama: its rules, which name people."""
    return {
        "text": digest(row.salt, row.constitution),
        "rules": digest(row.salt, canonical(row.rules)),
    }


def facts_of_change(row: Any) -> Facts:
    """Of a row of rule_change; its value may be words about people."""
    return {
        "path": row.path,
        "written": digest(row.salt, canonical({"written": row.written})),
        "from_on": row.from_on.isoformat(),
    }


def facts_of_past_rules(row: Any) -> Facts:
    """Of a row of past_rules: what the rules were until a day."""
    return {
        "change": row.change,
        "until_on": row.until_on.isoformat(),
        "rules": digest(row.salt, canonical(row.rules)),
    }


def facts_of_fund(row: Any) -> Facts:
    """Of a row of fund."""
    return {"currency": row.currency}


def facts_of_member(row: Any, seats: Sequence[int], addresses: Sequence[str]) -> Facts:
    """Of a row of member, where they sit, how they are recognised, and whether that is wrong."""
    wrong_number = {"has_wrong_number": True} if row.wrong_number_at is not None else {}
    receives = {
        name: digest(row.salt, phone)
        for name in ("receive_phone", "next_receive_phone", "pay_phone")
        if (phone := getattr(row, name))
    }
    if row.next_receive_from is not None:
        receives["next_receive_from"] = row.next_receive_from.isoformat()
    return {
        **wrong_number,
        **receives,
        "seats": sorted(seats),
        "office": row.office or "",
        "name": digest(row.salt, row.name),
        "phone": digest(row.salt, row.phone),
        "addresses": (
            GONE
            if row.salt == ERASED
            else sorted(digest(row.salt, address) for address in addresses)
        ),
    }


def facts_of_collector(row: Any) -> Facts:
    """Of a row of collector."""
    return {
        "kind": row.kind,
        "name": digest(row.salt, row.name),
        "phone": digest(row.salt, row.phone),
        "number": digest(row.salt, row.number),
        "holder": row.holder,
        "currency": row.currency,
    }


def facts_of_rate(row: Any) -> Facts:
    """Of a row of rate."""
    return {
        "per_unit": row.per_unit,
        "source": row.source,
        "announced_on": row.announced_on.isoformat(),
    }


def facts_of_round(row: Any) -> Facts:
    """Of a row of round."""
    return {
        "contribution_cents": row.contribution_cents,
        "opens_on": row.opens_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "recipient_pays": row.recipient_pays,
    }


# --- noting --------------------------------------------------------------------------------------


def note_all(connection: sa.Connection, book: Book, actor: str, now: datetime) -> Book:
    """Put down a whole chama as it stands: itself, its funds, rules, people and collectors."""
    found = current(connection, book.chama_id)
    for subject, facts in found.items():
        book = note(connection, book, subject, facts, actor, now)
    return book


def note_member(
    connection: sa.Connection, book: Book, code: str, actor: str, now: datetime
) -> Book:
    """Put down a member as they stand now: added, or changed in name, number, seat or office."""
    facts = _members(connection, book.chama_id)[f"member:{code}"]
    return note(connection, book, f"member:{code}", facts, actor, now)


def note_rules(connection: sa.Connection, book: Book, actor: str, now: datetime) -> Book:
    """Put down the rules as they stand now."""
    facts = _chama(connection, book.chama_id)["rules"]
    return note(connection, book, "rules", facts, actor, now)


def note_change(
    connection: sa.Connection, book: Book, number: int, actor: str, now: datetime
) -> Book:
    """Put down a change of a rule that was just agreed to."""
    subject = f"rule_change:{number}"
    facts = _changes(connection, book.chama_id)[subject]
    return note(connection, book, subject, facts, actor, now)


def note_past_rules(
    connection: sa.Connection, book: Book, number: int, actor: str, now: datetime
) -> Book:
    """Put down what the rules were until now."""
    subject = f"past_rules:{number}"
    facts = _past_rules(connection, book.chama_id)[subject]
    return note(connection, book, subject, facts, actor, now)


def note_round(
    connection: sa.Connection, book: Book, number: int, actor: str, now: datetime
) -> Book:
    """Put down a round that was just opened: whose it is, how much, from when until when."""
    rounds = tables.round_
    chosen = sa.select(rounds).where(rounds.c.chama_id == book.chama_id, rounds.c.number == number)
    row = connection.execute(chosen).one()
    return note(connection, book, _round_subject(row), facts_of_round(row), actor, now)


def note_rate(
    connection: sa.Connection, book: Book, number: int, currency: str, actor: str, now: datetime
) -> Book:
    """Put down the rate at which a round's dues may be paid in a currency from now on."""
    subject = f"rate:{number}.{currency}"
    return note(connection, book, subject, _rates(connection, book.chama_id)[subject], actor, now)


def note_turns(
    connection: sa.Connection, book: Book, cycle: int, actor: str, now: datetime
) -> Book:
    """Put down whose turn each round of a cycle is, as its turns were just stored."""
    of_cycle = {
        subject: facts
        for subject, facts in _turns(connection, book.chama_id).items()
        if subject.startswith(f"turn:{cycle}.")
    }
    for subject, facts in of_cycle.items():
        book = note(connection, book, subject, facts, actor, now)
    return book


# --- reading -------------------------------------------------------------------------------------


def current(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    """All subjects of a chama as its tables have them now, in a fixed order."""
    return {
        **_chama(connection, chama_id),
        **_funds(connection, chama_id),
        **_members(connection, chama_id),
        **_collectors(connection, chama_id),
        **_rounds(connection, chama_id),
        **_turns(connection, chama_id),
        **_rates(connection, chama_id),
        **_changes(connection, chama_id),
        **_past_rules(connection, chama_id),
    }


def _chama(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    chosen = sa.select(tables.chama).where(tables.chama.c.id == chama_id)
    row = connection.execute(chosen).one_or_none()
    return {"chama": facts_of_chama(row), "rules": facts_of_rules(row)} if row else {}


def _funds(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    chosen = _of(tables.fund, chama_id).order_by(tables.fund.c.id)
    return {f"fund:{row.name}": facts_of_fund(row) for row in connection.execute(chosen)}


def _members(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    member, known = tables.member, tables.member_address
    addresses: dict[int, list[str]] = {}
    of_chama = (sa.select(known).join(member, member.c.id == known.c.member_id)).where(
        member.c.chama_id == chama_id
    )
    for row in connection.execute(of_chama):
        addresses.setdefault(row.member_id, []).append(row.address)
    seats: dict[str, list[int]] = {}
    for row in connection.execute(_of(tables.seat, chama_id)):
        seats.setdefault(row.member, []).append(row.number)
    chosen = _of(member, chama_id).order_by(member.c.code)
    return {
        f"member:{row.code}": facts_of_member(
            row, seats.get(row.code, ()), addresses.get(row.id, ())
        )
        for row in connection.execute(chosen)
    }


def _collectors(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    chosen = _of(tables.collector, chama_id).order_by(tables.collector.c.code)
    return {f"collector:{row.code}": facts_of_collector(row) for row in connection.execute(chosen)}


def _rounds(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    chosen = _of(tables.round_, chama_id).order_by(tables.round_.c.number)
    return {_round_subject(row): facts_of_round(row) for row in connection.execute(chosen)}


def _turns(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    turn = tables.turn
    chosen = _of(turn, chama_id).order_by(turn.c.cycle, turn.c.round, turn.c.position)
    return {
        f"turn:{row.cycle}.{row.round}.{row.position}": {"seat": row.seat, "member": row.member}
        for row in connection.execute(chosen)
    }


def _rates(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    rate = tables.rate
    chosen = _of(rate, chama_id).order_by(rate.c.round, rate.c.currency)
    return {
        f"rate:{row.round}.{row.currency}": facts_of_rate(row) for row in connection.execute(chosen)
    }


def _changes(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    change = tables.rule_change
    chosen = _of(change, chama_id).order_by(change.c.number)
    return {f"rule_change:{row.number}": facts_of_change(row) for row in connection.execute(chosen)}


def _past_rules(connection: sa.Connection, chama_id: int) -> dict[str, Facts]:
    past = tables.past_rules
    chosen = _of(past, chama_id).order_by(past.c.number)
    return {
        f"past_rules:{row.number}": facts_of_past_rules(row) for row in connection.execute(chosen)
    }


def _of(table: sa.Table, chama_id: int) -> sa.Select[Any]:
    return sa.select(table).where(table.c.chama_id == chama_id)


def _round_subject(row: Any) -> str:
    return f"round:{row.cycle}.{row.number}"
