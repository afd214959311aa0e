"""A book as it was: what a moment's numbers were stays what they are."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.store import book
from bot.store.database import reading
from bot.views.book_at import balances_until, book_at, entries_until
from tests.builders import ACHIENG, OTIENO, WANJIRU, received_text
from tests.transcripts import Stage
from tests.views.groups import AMANI, UMOJA


def test_now_it_is_all_of_it(connection: sa.Connection, stage: Stage) -> None:
    own = book.book_of(connection, UMOJA)
    now = book_at(connection, UMOJA, stage.now)
    assert (now.seq, now.head) == (own.seq, own.head)
    assert list(entries_until(connection, now)) == list(book.entries_of(connection, UMOJA))
    assert balances_until(connection, now) == book.balances(connection, UMOJA)


def test_before_its_first_number_it_is_empty(connection: sa.Connection, stage: Stage) -> None:
    before = book_at(connection, UMOJA, stage.now - timedelta(days=1))
    assert (before.seq, before.head) == (0, "")
    assert list(entries_until(connection, before)) == []
    assert balances_until(connection, before) == {}


def test_what_comes_later_changes_nothing_of_what_was(stage: Stage) -> None:
    with reading(stage.engine) as connection:
        then = book_at(connection, UMOJA, stage.now)
        held = balances_until(connection, then)
    was = stage.now
    stage.move_clock(was + timedelta(hours=2))
    stage.say(WANJIRU, received_text("UKN1AB2C09", "600.00", "OTIENO OUMA 0712000002"))
    with reading(stage.engine) as connection:
        assert book_at(connection, UMOJA, was) == then
        assert balances_until(connection, then) == held
        now = book_at(connection, UMOJA, stage.now)
        (new,) = entries_until(connection, now, after=then)
        assert (new.entry.member, new.entry.receipt) == (OTIENO.code, "UKN1AB2C09")


def test_each_chama_has_its_own(connection: sa.Connection, stage: Stage) -> None:
    members = {
        one.entry.member
        for one in entries_until(connection, book_at(connection, AMANI, stage.now))
        if one.entry.member
    }
    assert members == {"M02"}
    assert ACHIENG.code not in members
