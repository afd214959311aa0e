"""Everybody by seat, and one member's own page: statement, fines, phone."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.dashboard import kit
from bot.dashboard.kit import Cell, Share, Worded
from bot.dashboard.visit import Visit
from bot.reports.asked import Asked, Period
from bot.reports.kinds import statement
from bot.reports.value import Table
from bot.reports.words import Words
from bot.store.chamas import load_group
from bot.views.book_at import book_at
from bot.views.fines import FineRow, fines_of
from bot.views.standings import MemberStanding, standings
from chama.standing import as_dialled

ORDER = 20
MOST_LINES = 50

MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Own:
    """One member's page."""

    standing: MemberStanding
    statement: Table
    fines: tuple[FineRow, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Everybody, and the one who is chosen."""

    everybody: tuple[MemberStanding, ...]
    chosen: Own | None


def see(connection: sa.Connection, visit: Visit) -> Seen:
    """All members; of the one in the page's address, all there is."""
    everybody = standings(connection, visit.chama_id, visit.at)
    code = visit.asked.get(MEMBER, "")
    chosen = next((one for one in everybody if one.code == code), None)
    return Seen(everybody, _own(connection, visit, chosen) if chosen is not None else None)


def _own(connection: sa.Connection, visit: Visit, standing: MemberStanding) -> Own:
    group, until = (
        load_group(connection, visit.chama_id),
        book_at(connection, visit.chama_id, visit.at),
    )
    report = statement.build(
        Asked(
            connection=connection,
            name="statement",
            group=group,
            words=Words(visit.language, "statement"),
            as_of=until,
            period=Period(None, visit.today),
            member=group.person(standing.code),
        )
    )
    fines = fines_of(connection, standing.code, group.currency, until)
    return Own(standing, report.tables[0], fines)


def draw(visit: Visit, seen: Seen) -> None:
    """The table of all, then whoever is chosen."""
    kit.heading(visit)
    kit.table(visit, _columns(visit, seen.everybody), "everybody_table")
    kit.choice(visit, MEMBER, {one.code: one.name for one in seen.everybody}, "nobody")
    if seen.chosen is not None:
        _draw_own(visit, seen.chosen)


def _columns(visit: Visit, everybody: tuple[MemberStanding, ...]) -> dict[str, list[Cell]]:
    return {
        "seat": [", ".join(map(str, one.seats)) for one in everybody],
        "name": [one.name for one in everybody],
        "turn": [", ".join(map(str, one.turns)) for one in everybody],
        "paid": [Share(one.paid, one.due) if one.due else None for one in everybody],
        "owed": [one.owed for one in everybody],
        "ahead": [one.ahead for one in everybody],
    }


def _draw_own(visit: Visit, own: Own) -> None:
    one = own.standing
    kit.section(visit, "own_title", name=one.name)
    kit.figures(
        [
            (visit.say("owed"), str(one.owed)),
            (visit.say("ahead"), str(one.ahead)),
        ]
    )
    kit.says(visit, "phone", phone=as_dialled(one.phone))
    if one.receives_on != one.phone:
        kit.says(visit, "receives_on", phone=as_dialled(one.receives_on))
    if one.office:
        kit.says(visit, f"office_{one.office}")
    if not one.is_reached:
        kit.says(visit, "wrong_number")
    _draw_fines(visit, own.fines)
    kit.part(visit, "statement_title")
    kit.report(visit, own.statement, "statement_table", MOST_LINES)


def _draw_fines(visit: Visit, fines: tuple[FineRow, ...]) -> None:
    kit.part(visit, "fines_title", count=len(fines))
    if not fines:
        kit.nothing(visit, "fines_none")
        return
    kit.table(
        visit,
        {
            "fine_on": [one.on for one in fines],
            "fine_for": [Worded(visit.say("fine_round", number=one.round)) for one in fines],
            "fine_clause": [", ".join(one.clauses) for one in fines],
            "fine_amount": [one.amount for one in fines],
            "fine_let_off": [one.let_off or None for one in fines],
            "fine_left": [one.left for one in fines],
        },
        "fines_table",
    )
