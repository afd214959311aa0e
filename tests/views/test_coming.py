"""What comes next and what waits, as of whatever moment."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from bot.store.chamas import load_group
from bot.views.book_at import book_at
from bot.views.coming import next_round, open_matters
from tests.builders import OTIENO
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def test_the_next_round_follows_the_newest_of_the_book(
    connection: sa.Connection, stage: Stage
) -> None:
    group = load_group(connection, UMOJA)
    coming = next_round(connection, group, book_at(connection, UMOJA, stage.now))
    assert (coming.number, coming.opens_on) == (2, date(2026, 11, 27))
    assert coming.recipients == (OTIENO.name,)


def test_before_the_first_round_it_is_the_one_that_runs(
    connection: sa.Connection, stage: Stage
) -> None:
    group = load_group(connection, UMOJA)
    before = book_at(connection, UMOJA, stage.now - timedelta(days=400))
    assert next_round(connection, group, before).number == 1


def test_what_is_open_is_counted_once_by_its_kind(connection: sa.Connection, stage: Stage) -> None:
    until = book_at(connection, UMOJA, stage.now)
    assert open_matters(connection, until) == {"whose_payment": 1, "cash": 1}


def test_nothing_was_open_before_it_was_asked(connection: sa.Connection, stage: Stage) -> None:
    before = book_at(connection, UMOJA, stage.now - timedelta(days=1))
    assert open_matters(connection, before) == {}
