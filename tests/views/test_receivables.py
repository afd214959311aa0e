"""What members were asked for, read from the book, against what the book holds."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from bot.store import book
from bot.store.chamas import load_group
from bot.views.book_at import book_at
from bot.views.receivables import Owing, owing
from chama.entries import dues
from tests.builders import ACHIENG, ROUND
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def read(connection: sa.Connection, stage: Stage) -> Owing:
    return owing(connection, load_group(connection, UMOJA), book_at(connection, UMOJA, stage.now))


def test_every_debt_is_what_its_account_holds(later: sa.Connection, stage: Stage) -> None:
    balances = book.balances(later, UMOJA)
    found = read(later, stage)
    assert {one: kept.left_cents for one, kept in found.by_account.items() if kept.left_cents} == {
        one: cents for one, cents in balances.items() if one.kind.meaning.is_owed
    }
    assert list(found.rounds) == [f"1.{n}" for n in range(1, 5)] + ["2.5", "2.6"]


def test_who_was_asked_nothing_owes_nothing(two_receive: sa.Connection) -> None:
    group = load_group(two_receive, UMOJA)
    found = owing(two_receive, group, book_at(two_receive, UMOJA, Stage.now))
    assert found.for_round("M01", ROUND.key).asked_cents == 0
    assert found.for_round("M03", ROUND.key).asked_cents == 100_000


def test_a_round_is_late_after_its_last_day_and_the_days_of_grace(
    connection: sa.Connection, stage: Stage
) -> None:
    found = read(connection, stage)
    assert found.late_from(found.rounds[ROUND.key]) == date(2026, 11, 27)
    assert dues(ACHIENG.code, ROUND.key) in found.by_account
