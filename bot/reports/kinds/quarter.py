"""The quarterly progress report: what the registrar and lenders ask for, as far as the book knows.

What only people know (sex, age, disability, KRA PIN, the bank) is printed as lines to fill in by
hand: it is special or not ours to keep, and is stored nowhere.
"""

from __future__ import annotations

from bot.reports.asked import Asked, Takes
from bot.reports.forms import lines_to_fill, signatures
from bot.reports.fund_tables import flows, fund_tables
from bot.reports.lines import fund_called
from bot.reports.value import Cell, Column, Kind, Report, Table, rows_of
from bot.views.fine_lines import FineStep, fines_of
from bot.views.funds import CLAIMS, OWED, funds
from bot.views.people_over_time import PeopleView, meetings, people_over_time
from chama.constitution import Office

TAKES = frozenset({Takes.PERIOD})
MONTHS = 3

COUNTED = ("female", "male", "intersex", "total", "disability", "youth", "older")
"""Of the renewal form of October 2022. Source: facts/reports.md 5."""

IDENTITY = ("registration", "kra_pin", "bank", "branch", "account_name", "account_number")
_FURTHER_MEETINGS = 3  # lines for those that nobody called by text


def build(asked: Asked) -> Report:
    """Of the quarter in which the period ends, unless it is said from when."""
    last = asked.period.last
    asked = asked.since(last.replace(month=(last.month - 1) // MONTHS * MONTHS + 1, day=1))
    words, connection, group = asked.words, asked.connection, asked.group
    people = people_over_time(connection, group, asked.until, asked.after)
    views = funds(connection, group, asked.until, asked.after)
    balances = (
        ("balance.money", lambda one: one.cash(), True),
        ("balance.owed", lambda one: one.has(*OWED), False),
        ("balance.claims", lambda one: -one.has(*CLAIMS), False),
    )
    return asked.report(
        [
            _members(asked, people),
            _officers(asked, people),
            _meetings(asked),
            *fund_tables(words, views, flows(), "money"),
            *fund_tables(words, views, balances, "balances"),
            _fines(asked),
            lines_to_fill(asked, "counted", COUNTED),
            lines_to_fill(asked, "identity", IDENTITY),
            signatures(asked, people.officers),
        ],
        facts=[words("founded", day=words.day(group.founded_on))],
        notes=[words("note_people"), words("note_meetings"), words("note_form")],
    )


def _members(asked: Asked, people: PeopleView) -> Table:
    words = asked.words
    rows = (
        ("at_start", people.at_start, ""),
        ("joined", len(people.joined), ", ".join(people.joined)),
        ("left", len(people.left), ", ".join(people.left)),
        ("at_end", people.at_end, ""),
    )
    return Table(
        name=words("members"),
        title=words("members"),
        currency=asked.group.currency,
        columns=(
            Column("what", words("columns.what")),
            Column("count", words("columns.count"), Kind.COUNT),
            Column("names", words("names")),
        ),
        rows=rows_of([(words(f"people.{key}"), count, names) for key, count, names in rows]),
    )


def _officers(asked: Asked, people: PeopleView) -> Table:
    words = asked.words
    rows: list[tuple[Cell, ...]] = [
        (_office(asked, office), name, words("holds"), None) for office, name in people.officers
    ]
    for one in people.changes:
        if one.after:
            rows.append((_office(asked, one.after), one.name, words("begins"), one.on))
        if one.before:
            rows.append((_office(asked, one.before), one.name, words("ends"), one.on))
    return Table(
        name=words("officers"),
        title=words("officers"),
        currency=asked.group.currency,
        columns=(
            Column("office", words("columns.office")),
            Column("name", words("columns.name")),
            Column("what", words("columns.what")),
            Column("date", words("columns.date"), Kind.DATE),
        ),
        rows=rows_of(rows),
    )


def _office(asked: Asked, office: str) -> str:
    return asked.words(f"office.{office}") if office in {*Office} else office


def _meetings(asked: Asked) -> Table:
    words = asked.words
    found = meetings(asked.connection, asked.group, asked.until, asked.after)
    rows: list[tuple[Cell, ...]] = [
        (row.on, row.text or words("meeting_held"), row.absent or None, "") for row in found
    ]
    return Table(
        name=words("meetings"),
        title=words("meetings"),
        currency=asked.group.currency,
        columns=(
            Column("date", words("columns.date"), Kind.DATE),
            Column("what", words("columns.what")),
            Column("absent", words("absent"), Kind.COUNT),
            Column("present", words("present")),
        ),
        rows=rows_of([*rows, *[(None, "", None, "")] * _FURTHER_MEETINGS]),
        is_form=True,
    )


def _fines(asked: Asked) -> Table:
    words = asked.words
    found = fines_of(asked.connection, asked.group, asked.until, asked.after)
    steps = list(FineStep)
    return Table(
        name=words("fines"),
        title=words("fines"),
        currency=asked.group.currency,
        columns=(
            Column("fund", words("columns.fund")),
            *(Column(step.value, words(f"step.{step}"), Kind.MONEY) for step in steps),
            Column("owed", words("columns.owed"), Kind.MONEY),
        ),
        rows=rows_of(
            [(fund_called(words, one.fund), *map(one.sum, steps), one.closing) for one in found]
        ),
    )
