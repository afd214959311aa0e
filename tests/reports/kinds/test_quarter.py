"""The quarterly report: what the book knows, and lines for what only people know."""

from __future__ import annotations

from datetime import date

from bot.reports.asked import Period
from bot.reports.kinds.quarter import COUNTED, IDENTITY, build
from chama.money import Money
from tests.builders import OTIENO, WANJIRU
from tests.reports.conftest import Ask

QUARTER = Period(None, date(2026, 12, 7))


def test_members_and_officers_are_those_of_the_register(ask: Ask) -> None:
    members, officers, *_ = build(ask("quarter", period=QUARTER)).tables
    assert [row.cells[1] for row in members.rows] == [4, 0, 0, 4]
    assert [row.cells[:2] for row in officers.rows] == [
        ("Treasurer", WANJIRU.name),
        ("Chair", OTIENO.name),
    ]


def test_it_is_of_the_quarter_in_which_it_ends(ask: Ask) -> None:
    assert build(ask("quarter")).period == "1 October 2026 to 7 December 2026"


def test_the_money_of_each_fund_goes_from_opening_to_closing(ask: Ask) -> None:
    money = build(ask("quarter")).table("Money of each fund · KES")
    rotation = [row.cells[1] for row in money.rows]
    assert rotation[0] == Money(0)
    assert rotation[1] == rotation[-1] == Money(165_050)
    fines = build(ask("quarter")).table("Fines")
    assert fines.rows[0].cells[1:] == (
        *(Money(20_000), Money(0), Money(0), Money(0), Money(20_000)),
    )


def test_what_only_people_know_is_left_blank(ask: Ask) -> None:
    report = build(ask("quarter"))
    for name, keys in (
        ("Membership, counted by the group", COUNTED),
        ("The group", IDENTITY),
    ):
        form = report.table(name)
        assert form.is_form
        assert [row.cells[1] for row in form.rows] == [""] * len(keys)
    signed = report.tables[-1]
    assert [row.cells for row in signed.rows] == [
        ("Treasurer", WANJIRU.name, "", ""),
        ("Chair", OTIENO.name, "", ""),
        ("Secretary", "", "", ""),
    ]
