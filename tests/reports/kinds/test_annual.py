"""The annual pack: income and expenditure, a sheet that balances, members by code."""

from __future__ import annotations

from dataclasses import replace

from bot.reports.kinds.annual import build
from bot.reports.value import Report
from chama.constitution.privacy import Balances, Privacy
from chama.money import Money
from tests.builders import PEOPLE, WANJIRU
from tests.reports.conftest import Ask


def column(report: Report, table: str, place: int) -> dict[str, Money]:
    found = report.table(f"{table} · KES")
    return {str(row.cells[0]): row.cells[place] for row in found.rows}  # type: ignore[misc]


def test_the_sheet_balances_in_each_fund(ask: Ask) -> None:
    report = build(ask("annual"))
    for place in (1, 2, 3):
        sheet = column(report, "Balance sheet", place)
        assert sheet["What there is"] == sheet["What is promised, and the surplus"]
    rotation = column(report, "Balance sheet", 1)
    assert rotation["Money on phones and accounts"] == Money(165_050)
    assert rotation["Contributions that members owe"] == Money(1_034_950)
    assert rotation["Pots of rounds"] == Money(1_200_000)


def test_fines_are_what_the_group_earned(ask: Ask) -> None:
    own = column(build(ask("annual")), "Income and expenditure", 3)
    assert own["Fines, less what was let off"] == Money(20_000)
    assert own["Surplus of the year (below zero: deficit)"] == Money(20_000)


def test_members_stand_by_code_unless_the_rules_let_all_see(ask: Ask) -> None:
    asked = ask("annual")
    report = build(asked)
    for name in ("Members' balances", "Lateness"):
        assert [row.cells[0] for row in report.table(name).rows] == [one.code for one in PEOPLE]
    rules = replace(asked.group.rules, privacy=Privacy(balances=Balances.ALL))
    named = build(replace(asked, group=replace(asked.group, rules=rules)))
    assert named.table("Lateness").rows[0].cells[0] == WANJIRU.name
    assert named.table("Members' balances").total("owed") == Money(1_054_950)


def test_lateness_counts_rounds_and_fines(ask: Ask) -> None:
    lateness = build(ask("annual")).table("Lateness")
    assert [row.cells[1:] for row in lateness.rows] == [
        (0, 0, 0, 2, 1, Money(5_000)),
        (0, 0, 1, 1, 1, Money(5_000)),
        (1, 0, 1, 0, 1, Money(5_000)),
        (0, 0, 0, 2, 1, Money(5_000)),
    ]


def test_it_has_room_for_notes_and_signatures(ask: Ask) -> None:
    *_, notes, signatures = build(ask("annual")).tables
    assert notes.is_form
    assert signatures.is_form
    assert len(signatures.rows) == 5
