"""Members and officers over a period, as the register has them; and meetings, as far as known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from bot.store.tables import meeting, register
from bot.views.book_at import BookAt, entries_until
from bot.views.chamas import all_chamas, legend
from chama.entries import ABSENT
from chama.group import Group
from chama.journal import standing
from chama.kinds import EntryKind
from chama.rota import day_in_nairobi

_SUBJECT = "member:"


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """A member's office changed. before, after: offices, "" for none."""

    on: date
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Members over a period. joined, left: names, of those who have a seat, and have none any more.

    officers: (office, name) at its end.
    """

    at_start: int
    joined: tuple[str, ...]
    left: tuple[str, ...]
    at_end: int
    changes: tuple[OfficeChange, ...]
    officers: tuple[tuple[str, str], ...]


def people_over_time(
    connection: sa.Connection, group: Group, until: BookAt, after: BookAt | None = None
) -> PeopleView:
    """The members from one moment of the book to another; after: None for its beginning.

    What a book begins with counts as there at its start.
    """
    begun = _founding_seq(connection, group.id, until)
    first = begun if after is None else max(after.seq, begun)
    chosen = (
        sa.select(register)
        .where(
            register.c.chama_id == group.id,
            register.c.seq <= until.seq,
            register.c.subject.startswith(_SUBJECT),
        )
        .order_by(register.c.seq)
    )
    (of,) = all_chamas(connection, group.id)
    named = legend(connection, of).members
    start: dict[str, bool] = {}
    now: dict[str, bool] = {}
    offices: dict[str, str] = {}
    changes: list[OfficeChange] = []
    for row in connection.execute(chosen):
        code, facts = row.subject.removeprefix(_SUBJECT), json.loads(row.facts)
        office, before = facts.get("office") or "", offices.get(code, "")
        now[code], offices[code] = bool(facts.get("seats")), office
        if row.seq <= first:
            start[code] = now[code]
        elif office != before:
            on = day_in_nairobi(row.recorded_at)
            changes.append(OfficeChange(on, named.get(code, code), before, office))
    return PeopleView(
        at_start=sum(start.values()),
        joined=_names(named, now, start),
        left=_names(named, start, now),
        at_end=sum(now.values()),
        changes=tuple(changes),
        officers=tuple(
            (office, named.get(code, code))
            for code, office in sorted(offices.items())
            if office and now[code]
        ),
    )


def _names(
    named: Mapping[str, str], there: dict[str, bool], not_there: dict[str, bool]
) -> tuple[str, ...]:
    codes = (code for code, sits in there.items() if sits and not not_there.get(code))
    return tuple(named.get(code, code) for code in codes)


def _founding_seq(connection: sa.Connection, chama_id: int, until: BookAt) -> int:
    """The last number that was put down at the moment at which the book began."""
    begun = (
        sa.select(sa.func.min(register.c.recorded_at))
        .where(register.c.chama_id == chama_id)
        .scalar_subquery()
    )
    chosen = sa.select(sa.func.max(register.c.seq)).where(
        register.c.chama_id == chama_id,
        register.c.seq <= until.seq,
        register.c.recorded_at == begun,
    )
    return connection.execute(chosen).scalar_one() or 0


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that was called, or one that members were fined for missing. text: the notice, ""
    where none is known. absent: how many were fined for it."""

    on: date
    text: str
    absent: int


def meetings(
    connection: sa.Connection, group: Group, until: BookAt, after: BookAt | None = None
) -> tuple[MeetingRow, ...]:
    """The notices of the period by the day on which they went out, and the days of absence fines.

    The day of the meeting itself stands in the words of its notice alone, who was there nowhere.
    """
    since = after.at if after is not None else None
    chosen = sa.select(meeting).where(
        meeting.c.chama_id == group.id, meeting.c.called_at <= until.at
    )
    if since is not None:
        chosen = chosen.where(meeting.c.called_at > since)
    called = [
        MeetingRow(day_in_nairobi(row.called_at), row.text, 0)
        for row in connection.execute(chosen.order_by(meeting.c.called_at, meeting.c.id))
    ]
    first, absent = after.seq if after is not None else 0, Counter[date]()
    for sealed in standing(entries_until(connection, until)):
        entry = sealed.entry
        if sealed.seq > first and entry.kind is EntryKind.FINE and entry.key.startswith(ABSENT):
            absent[date.fromisoformat(entry.key.removeprefix(f"{ABSENT}:").partition(":")[0])] += 1
    missed = [MeetingRow(on, "", count) for on, count in absent.items()]
    return tuple(sorted([*called, *missed], key=lambda row: row.on))
