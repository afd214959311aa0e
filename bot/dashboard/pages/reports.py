"""Paper for the meeting: each report as a file, of whom and of when it is chosen here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from bot.dashboard import kit
from bot.dashboard.papers import path_of
from bot.dashboard.visit import Visit
from bot.dashboard.words import plain
from bot.reports.asked import Takes
from bot.reports.kinds import ReportKind, file_of_words, formats_of, kinds, months_of
from bot.reports.words import Words
from bot.store.chamas import load_group
from bot.views.rounds import rounds

ORDER = 70
MOST_MONTHS = 24

MEMBER, ROUND, MONTH = "member", "round", "month"

FIRST = (
    *("month", "round", "statement", "matrix", "arrears", "cash-book"),
    *("payout", "welfare", "quarter", "annual", "audit"),
)
"""The order of the reports: what a meeting asks for most comes first; others follow."""


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
    """What is chosen counts for every report that takes it; each says of what it is."""
    kit.heading(visit)
    kit.choice(visit, MEMBER, seen.members)
    kit.choice(visit, ROUND, {str(one): str(one) for one in seen.rounds}, empty="round_newest")
    months = {one.isoformat(): visit.say("month_of", on=one.isoformat()) for one in seen.months}
    kit.choice(visit, MONTH, months, empty="up_to_today")
    for name in sorted(kinds(), key=_place):
        _draw_one(visit, seen, name, kinds()[name])


def _place(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _draw_one(visit: Visit, seen: Seen, name: str, kind: ReportKind) -> None:
    words = Words(visit.language, file_of_words(name))
    asked = _asked(visit, seen, kind)
    links = {
        one.upper(): path_of(visit.house, name, chama=visit.chama_id, format=one, **asked)
        for one in formats_of(kind)
    }
    kit.offer(words("title"), words("summary"), links, covers=_covers(visit, seen, kind))


def _asked(visit: Visit, seen: Seen, kind: ReportKind) -> Mapping[str, object]:
    """What is chosen on the page, of what the report takes."""
    asked: dict[str, object] = {}
    if _is_of_a_member(kind):
        asked["member"] = _member(visit, seen)
    if Takes.ROUND in kind.TAKES:
        asked["round"] = _round(visit, seen)
    if _month(visit, seen) is not None:
        asked |= zip(("first", "last"), _days(visit, seen, kind) or (), strict=False)
    return asked


def _covers(visit: Visit, seen: Seen, kind: ReportKind) -> str:
    """Of whom and of when a report is, as chosen."""
    if Takes.ROUND in kind.TAKES:
        return visit.say("covers_round", number=_round(visit, seen))
    days = _days(visit, seen, kind)
    if days is not None:
        when = visit.say("covers_days", first=days[0].isoformat(), last=days[1].isoformat())
    else:
        is_of_a_time = Takes.PERIOD in kind.TAKES
        when = visit.say("covers_all" if is_of_a_time else "covers_now")
    member = _member(visit, seen) if _is_of_a_member(kind) else None
    return f"{plain(seen.members[member])} · {when}" if member else when


def _is_of_a_member(kind: ReportKind) -> bool:
    return Takes.MEMBER in kind.TAKES and Takes.ROUND not in kind.TAKES


def _member(visit: Visit, seen: Seen) -> str | None:
    chosen = visit.asked.get(MEMBER)
    return chosen if chosen in seen.members else next(iter(seen.members), None)


def _round(visit: Visit, seen: Seen) -> int | None:
    """None for the newest."""
    chosen = visit.asked.get(ROUND, "")
    return next((one for one in seen.rounds if str(one) == chosen), None)


def _month(visit: Visit, seen: Seen) -> date | None:
    """The first day of what is chosen, None for all up to today."""
    chosen = visit.asked.get(MONTH)
    return next((one for one in seen.months if one.isoformat() == chosen), None)


def _days(visit: Visit, seen: Seen, kind: ReportKind) -> tuple[date, date] | None:
    """The first and the last day that a report is of: a year or a quarter where it always is of
    one, that which has the month. None where it is of no time, or from the beginning on."""
    month, months = _month(visit, seen), months_of(kind)
    if Takes.PERIOD not in kind.TAKES or not (month or months):
        return None
    within, months = month or visit.today, months or 1
    first = within.replace(month=(within.month - 1) // months * months + 1, day=1)
    after = first
    for _ in range(months):
        after = (after + timedelta(days=31)).replace(day=1)
    return first, min(after - timedelta(days=1), visit.today)
