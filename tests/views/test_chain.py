"""The chain as it was sealed, and what stands beside it."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bot.store import book
from bot.store.tables import register
from bot.views.book_at import book_at
from bot.views.chain import (
    chain,
    currencies_of,
    personal,
    proposals_at,
    ref_of,
    statements_of,
)
from chama.agreement import State
from chama.journal import SealedEntry, seal, seal_note
from tests.builders import BARAKA, OTIENO, WANJIRU
from tests.transcripts import Stage
from tests.views.groups import UMOJA


def test_every_number_follows_the_one_before_and_has_its_hash(
    connection: sa.Connection, stage: Stage
) -> None:
    until, head = book_at(connection, UMOJA, stage.now), ""
    links = list(chain(connection, until))
    assert [one.seq for one in links] == list(range(1, until.seq + 1))
    for one in links:
        place = {"book": ref_of(connection, UMOJA), "seq": one.seq, "prev_hash": head}
        if isinstance(one, SealedEntry):
            again = seal(one.entry, **place, recorded_at=one.recorded_at).hash
        else:
            again = seal_note(one.note, **place, recorded_at=one.recorded_at).hash
        assert one.hash == again
        head = one.hash
    assert head == until.head


def test_the_chain_of_before_ends_before(connection: sa.Connection, stage: Stage) -> None:
    first = next(iter(book.entries_of(connection, UMOJA)))
    assert first.recorded_at is not None
    before = book_at(connection, UMOJA, first.recorded_at - timedelta(seconds=1))
    assert list(chain(connection, before)) == []


def test_people_and_collectors_are_as_then_until_the_register_says_otherwise(
    connection: sa.Connection, stage: Stage
) -> None:
    until = book_at(connection, UMOJA, stage.now)
    found = {one.subject: one for one in personal(connection, until)}
    assert found["member:M01"].name == WANJIRU.name
    assert found["collector:C1"].phone == WANJIRU.phone
    assert all(one.is_as_then for one in found.values())
    last = connection.execute(
        sa.select(sa.func.max(register.c.seq)).where(register.c.subject == "member:M02")
    ).scalar_one()
    earlier = personal(connection, type(until)(UMOJA, until.at, last - 1, ""))
    assert not {one.subject: one for one in earlier}["member:M02"].is_as_then


def test_proposals_stand_as_they_stood_then(connection: sa.Connection, stage: Stage) -> None:
    until = book_at(connection, UMOJA, stage.now)
    agreed, waiting = proposals_at(connection, until)
    assert (agreed.kind, agreed.asked_by, agreed.state) == ("cash", (WANJIRU.code,), State.DONE)
    assert [(member, agrees) for member, agrees, _ in agreed.votes] == [(OTIENO.code, True)]
    assert (waiting.asked_by, waiting.state, waiting.entry) == ((BARAKA.code,), State.OPEN, "")
    then = book_at(connection, UMOJA, agreed.asked_at)
    (same,) = proposals_at(connection, then)
    assert (same.state, same.votes, same.decided_at, same.entry) == (State.OPEN, (), None, "")


def test_each_fund_has_its_currency(connection: sa.Connection) -> None:
    assert set(currencies_of(connection, UMOJA).values()) == {"KES"}


def test_no_statement_was_brought_in(connection: sa.Connection, stage: Stage) -> None:
    assert statements_of(connection, book_at(connection, UMOJA, stage.now)) == ()
