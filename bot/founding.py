"""Setting up chamas: from constitution files to groups with a book, a first round and a welcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot import schedule
from bot.conversation.effects import Purpose
from bot.store import book as books
from bot.store import chamas, outbox, register
from bot.store.chamas import load_group
from bot.store.database import writing
from bot.store.outbox import NewMessage, Part
from bot.store.salts import NewSalt, new_salt
from chama import entries
from chama.constitution import Constitution, MemberEntry, Office
from chama.constitution.cautions import cautions
from chama.money import Money
from chama.rota import RoundDates, day_in_nairobi, round_dates, round_on


@dataclass(frozen=True, slots=True)
class Founded:
    """A chama that was created. round: the one that runs or else comes first, by number."""

    id: int
    rules: Constitution
    round: int
    dates: RoundDates
    has_begun: bool


def found_all(
    engine: sa.Engine, rules: Sequence[Constitution], now: datetime, new_salt: NewSalt = new_salt
) -> list[Founded]:
    """Create these chamas, all or none, each with the round that runs now.

    Every member is told who added them, why, and how to leave. Raises chamas.ChamaExists.
    """
    with writing(engine) as connection:
        return [_found(connection, one, now, new_salt) for one in rules]


def _found(
    connection: sa.Connection, rules: Constitution, now: datetime, new_salt: NewSalt
) -> Founded:
    chama_id = chamas.found(connection, rules, now, new_salt)
    _bring_along(connection, chama_id, rules, now)
    group = schedule.take(connection, chamas.Groups(), chama_id, now)
    rotation = rules.rules.rotation
    number = round_on(rotation.starts, rotation.every, day_in_nairobi(now)) or 1
    dates = round_dates(rotation.starts, rotation.every, number, rotation.due)
    founded = Founded(chama_id, rules, number, dates, has_begun=group.round is not None)
    outbox.queue(connection, _welcomes(founded), now)
    return founded


def _bring_along(
    connection: sa.Connection, chama_id: int, rules: Constitution, now: datetime
) -> None:
    """What members have paid ahead or owe when the book begins, as the file says."""
    first = next(iter(load_group(connection, chama_id).collectors_in("")), None)
    if first is None:  # nobody brings anything along: the file would be refused
        return
    brought = entries.opening(
        {
            chamas.member_code(number): Money.of(member.opening, rules.currency).cents
            for number, member in enumerate(rules.members, start=1)
        },
        lies_in=first.place,
        on=day_in_nairobi(now),
        actor=register.FOUNDER,
    )
    if brought is not None:
        books.post(connection, books.lock_book(connection, chama_id), brought, recorded_at=now)


# --- what the operator reads ---------------------------------------------------------------------


def report(founded: Founded, today: date) -> Iterator[str]:
    """What was created, what follows from it, and what the group should think about."""
    rules, dates = founded.rules, founded.dates
    count = len(rules.members)
    people = "1 member" if count == 1 else f"{count} members"
    every = rules.rules.rotation.every
    yield (
        f"{rules.name}: {people}, {rules.contribution} a seat every {every}; "
        f"round {founded.round} from {_day(dates.opens_on)}, due {_day(dates.due_on)}."
    )
    if founded.has_begun and dates.opens_on < today:
        overdue = " and is overdue" if dates.due_on < today else ""
        yield (
            f"Take care: round {founded.round} has run since {_day(dates.opens_on)}{overdue}. "
            "Everybody owes it in full, less what their line `opening` says that they have paid."
        )
    yield from (f"Take care: {caution}" for caution in cautions(rules, today))


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


# --- what the members read -----------------------------------------------------------------------


def _welcomes(founded: Founded) -> list[NewMessage]:
    return [
        NewMessage(
            key=f"welcome:{founded.id}:{member.phone}",
            address=member.phone,
            parts=(Part("welcome", _welcome_facts(founded, member)),),
            purpose=Purpose.NOTICE,
            chama_id=founded.id,
            member=chamas.member_code(number),
        )
        for number, member in enumerate(founded.rules.members, start=1)
    ]


def _welcome_facts(founded: Founded, member: MemberEntry) -> dict[str, object]:
    rules, rotation = founded.rules, founded.rules.rules.rotation
    return {
        "name": member.name,
        "chama": rules.name,
        "added_by": _added_by(rules, member),
        "currency": rules.currency,
        "contribution_cents": rotation.contribution_cents * len(member.seats),
        "every": str(rotation.every),
        "starts_on": rotation.starts.isoformat(),
        "due_on": founded.dates.due_on.isoformat(),
    }


def _added_by(rules: Constitution, member: MemberEntry) -> str:
    """Who answers for the list: the first officer who is somebody else, or else the group."""
    officers = {other.office: other.name for other in rules.members if other is not member}
    return next((officers[office] for office in Office if office in officers), rules.name)
