"""Paper for the meeting: each report as a file, of whom and of when it is chosen here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from bot.dashboard import kit
from bot.dashboard.papers import path_of
from bot.dashboard.visit import Visit
from bot.reports.asked import Takes
from bot.reports.kinds import ReportKind, file_of_words, formats_of, kinds
from bot.reports.words import Words
from bot.store.chamas import load_group
from bot.views.rounds import rounds

ORDER = 70
MOST_MONTHS = 24

MEMBER, ROUND, MONTH = "member", "round", "month"


@dataclass(frozen=True, slots=True)
class Seen:
    """Of whom, of which round and of which month a report may be: names, numbers, first days."""

    members: Mapping[str, str]
    rounds: tuple[int, ...]
    months: tuple[date, ...]


def see(connection: sa.Connection, visit: Visit) -> Seen:
    """What there is to choose from, the newest first."""
    group = load_group(connection, visit.chama_id)
    found = list(rounds(connection, visit.chama_id).values())
    begins = found[0].opens_on if found else visit.today
    months = [visit.today.replace(day=1)]
    while months[-1] > begins and len(months) < MOST_MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return Seen(
        members={one.code: one.name for one in group.people},
        rounds=tuple(one.number for one in reversed(found)),
        months=tuple(months),
    )


def draw(visit: Visit, seen: Seen) -> None:
    """What is chosen counts for every report that takes it."""
    kit.heading(visit)
    kit.choice(visit, MEMBER, seen.members)
    kit.choice(visit, ROUND, {str(one): str(one) for one in seen.rounds}, empty="round_newest")
    months = {one.isoformat(): visit.say("month_of", on=one.isoformat()) for one in seen.months}
    kit.choice(visit, MONTH, months, empty="from_the_beginning")
    for name, kind in kinds().items():
        _draw_one(visit, seen, name, kind)


def _draw_one(visit: Visit, seen: Seen, name: str, kind: ReportKind) -> None:
    words = Words(visit.language, file_of_words(name))
    asked = _asked(visit, seen, kind)
    links = {
        one.upper(): path_of(visit.house, name, chama=visit.chama_id, format=one, **asked)
        for one in formats_of(kind)
    }
    kit.offer(words("title"), words("summary"), links)


def _asked(visit: Visit, seen: Seen, kind: ReportKind) -> Mapping[str, object]:
    """What is chosen on the page, of what the report takes."""
    asked: dict[str, object] = {}
    if Takes.MEMBER in kind.TAKES and Takes.ROUND not in kind.TAKES:
        asked["member"] = visit.asked.get(MEMBER) or next(iter(seen.members), None)
    if Takes.ROUND in kind.TAKES:
        asked["round"] = visit.asked.get(ROUND) or None
    month = visit.asked.get(MONTH)
    if Takes.PERIOD in kind.TAKES and month:
        first = date.fromisoformat(month)
        after = (first + timedelta(days=31)).replace(day=1)
        asked |= {"first": first, "last": min(after - timedelta(days=1), visit.today)}
    return asked
