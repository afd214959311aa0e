"""Every member and every round, as a view gives them."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from bot.store.chamas import load_group
from bot.store.database import reading
from bot.views.book_at import book_at
from bot.views.matrix import Matrix, State, matrix
from chama.money import Money
from chama.rota import day_in_nairobi
from tests.builders import ACHIENG, BARAKA, NOW, OTIENO, WANJIRU, received_text
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def read(connection: sa.Connection, stage: Stage, first: date | None = None) -> Matrix:
    until = book_at(connection, UMOJA, stage.now)
    today = day_in_nairobi(stage.now)
    return matrix(connection, load_group(connection, UMOJA), until, first, today)


def states(found: Matrix, member: str) -> list[State]:
    (row,) = (row for row in found.rows if row.code == member)
    return [cell.state for cell in row.cells]


def test_a_round_that_runs_is_open_in_part_or_paid(connection: sa.Connection, stage: Stage) -> None:
    found = read(connection, stage)
    assert [states(found, one.code) for one in (WANJIRU, OTIENO, ACHIENG, BARAKA)] == [
        [State.OPEN],
        [State.PART],
        [State.PAID],
        [State.PART],
    ]


def test_what_came_after_the_last_day_is_late_and_what_never_came_missed(stage: Stage) -> None:
    stage.move_clock(NOW + timedelta(days=5))  # Saturday; the round fell due on Thursday
    text = received_text("UKS1AB2C07", "600.00", "OTIENO OUMA 0712000002", day="28/11/26")
    stage.say(WANJIRU, text)
    with reading(stage.engine) as connection:
        found = read(connection, stage)
    assert states(found, OTIENO.code) == [State.LATE, State.OPEN]
    assert states(found, WANJIRU.code) == [State.MISSED, State.OPEN]
    assert found.rows[0].count(State.MISSED, State.OPEN) == 2


def test_who_receives_and_does_not_pay_is_asked_nothing(two_receive: sa.Connection) -> None:
    group = load_group(two_receive, UMOJA)
    until = book_at(two_receive, UMOJA, Stage.now)
    found = matrix(two_receive, group, until, None, day_in_nairobi(Stage.now))
    assert states(found, WANJIRU.code) == [State.WAIVED]
    assert found.rows[0].cells[0].asked == Money(0)


def test_a_period_has_the_rounds_that_ran_in_it(later: sa.Connection, stage: Stage) -> None:
    found = read(later, stage, date(2026, 12, 18))
    assert [one.number for one in found.rounds] == [5, 6]
    assert {len(row.cells) for row in found.rows} == {2}
