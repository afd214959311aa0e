"""A round, member by member, as a view gives it."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.views.book_at import book_at
from bot.views.round_sheet import NoSuchRound, Paid, PaidBy, RoundSheet, round_sheet
from chama.entries import pot
from chama.money import Money
from tests.builders import ACHIENG, BARAKA, ROUND, WANJIRU
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def sheet(connection: sa.Connection, stage: Stage, number: int | None = None) -> RoundSheet:
    group = load_group(connection, UMOJA)
    return round_sheet(connection, group, book_at(connection, UMOJA, stage.now), number)


def test_what_is_paid_and_left_is_what_the_pot_was_promised(
    connection: sa.Connection, stage: Stage
) -> None:
    found = sheet(connection, stage)
    balances = book.balances(connection, UMOJA)
    assert sum(row.due.cents for row in found.rows) == -balances[pot(ROUND.key)]
    assert sum(row.paid.cents + row.left.cents for row in found.rows) == -balances[pot(ROUND.key)]


def test_each_member_has_by_what_they_paid(connection: sa.Connection, stage: Stage) -> None:
    found = sheet(connection, stage)
    rows = {row.code: row for row in found.rows}
    assert (found.number, found.recipients, found.due_on) == (1, (WANJIRU.name,), ROUND.due_on)
    achieng, baraka = rows[ACHIENG.code], rows[BARAKA.code]
    assert achieng.by == (Paid(PaidBy.RECEIPT, "UKN1AB2C01", Money(100_000)),)
    assert (achieng.paid, achieng.left, achieng.overdue_since) == (
        *(Money(100_000), Money(0)),
        None,
    )
    (cash,) = baraka.by
    assert (cash.by, cash.amount, len(cash.code)) == (PaidBy.CASH, Money(30_000), 8)
    assert baraka.overdue_since is None  # there is time until Thursday


def test_what_is_left_after_the_last_day_is_overdue(later: sa.Connection, stage: Stage) -> None:
    rows = {row.code: row for row in sheet(later, stage, 1).rows}
    assert rows[BARAKA.code].overdue_since == date(2026, 11, 27)
    assert rows[ACHIENG.code].overdue_since is None
    ahead = {row.code: row for row in sheet(later, stage, 2).rows}[ACHIENG.code]
    assert (ahead.paid, ahead.by[0].by) == (Money(25_050), PaidBy.AHEAD)
    assert sheet(later, stage).number == 6


def test_a_round_that_is_not_there_is_named_with_those_that_are(
    later: sa.Connection, stage: Stage
) -> None:
    with pytest.raises(NoSuchRound, match="Round 7 of Umoja is not in the book: it has 1 to 6"):
        sheet(later, stage, 7)


def test_before_the_first_round_there_is_no_sheet(connection: sa.Connection, stage: Stage) -> None:
    group, founded = load_group(connection, UMOJA), book_at(connection, UMOJA, stage.now)
    empty = type(founded)(UMOJA, stage.now, 0, "")
    with pytest.raises(NoSuchRound, match="No round of Umoja is in the book yet"):
        round_sheet(connection, group, empty)
