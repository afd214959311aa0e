"""The rounds of a book as a view gives them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.views.rounds import RoundRow, rounds
from tests.builders import ROUND
from tests.views.groups import AMANI, UMOJA

FIRST = RoundRow(ROUND.key, 1, ROUND.opens_on, ROUND.due_on, ("M01",))


def test_every_round_stands_by_its_key(connection: sa.Connection) -> None:
    assert rounds(connection, UMOJA) == {ROUND.key: FIRST}
    assert list(rounds(connection, AMANI)) == [ROUND.key]


def test_a_round_that_the_book_had_not_yet_is_left_out(connection: sa.Connection) -> None:
    assert rounds(connection, UMOJA, set()) == {}
    assert rounds(connection, UMOJA, {ROUND.key, "9.9"}) == {ROUND.key: FIRST}


def test_several_who_receive_stand_by_position(two_receive: sa.Connection) -> None:
    assert rounds(two_receive, UMOJA)[ROUND.key].recipients == ("M01", "M02")
