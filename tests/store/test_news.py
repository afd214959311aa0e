"""What the provider told us is kept as it came, once, until something has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.payments.port import NewsKind
from bot.store import news
from bot.store.database import writing
from bot.store.news import Outcome, Piece
from tests.builders import NOW

BODY = b'{"TransID": "UKN1AB2C01"}'
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    with writing(engine) as connection:
        yield connection


def kept(connection: sa.Connection, body: bytes = BODY) -> Piece:
    """What is due after this body was stored; it is the only one."""
    news.store(connection, NewsKind.STK, body, NOW)
    (piece,) = news.due(connection, NOW, 10)
    return piece


def test_a_piece_reads_back_as_it_was_stored_and_is_due_at_once(
    connection: sa.Connection,
) -> None:
    piece = kept(connection)
    assert piece == Piece(piece.id, NewsKind.STK, BODY, NOW, tries=0, outcome=Outcome.NEW)
    assert news.with_id(connection, piece.id) == piece


def test_the_same_body_again_is_no_news_even_when_it_is_done_with(
    connection: sa.Connection,
) -> None:
    piece = kept(connection)
    news.store(connection, NewsKind.STK, BODY, LATER)
    assert news.due(connection, LATER, 10) == [piece]
    news.done(connection, piece.id, Outcome.BOOKED)
    news.store(connection, NewsKind.STK, BODY, LATER)
    assert news.due(connection, LATER, 10) == []


def test_the_same_body_on_another_path_is_news(connection: sa.Connection) -> None:
    kept(connection)
    news.store(connection, NewsKind.C2B_CONFIRMATION, BODY, NOW)
    assert len(news.due(connection, NOW, 10)) == 2


@pytest.mark.parametrize(
    ("body", "read_back"),
    [
        pytest.param(b"caf\xe9", rb"caf\xe9", id="bytes that are no UTF-8 are spelled out"),
        pytest.param(b"a\x00b", b"ab", id="a NUL, which PostgreSQL keeps in no text, is left out"),
        pytest.param("Wanjirũ".encode(), "Wanjirũ".encode(), id="letters stay"),
        pytest.param(b"", b"", id="nothing"),
    ],
)
def test_any_bytes_can_be_kept(connection: sa.Connection, body: bytes, read_back: bytes) -> None:
    assert kept(connection, body).body == read_back


def test_bodies_that_differ_by_what_cannot_be_kept_are_two(connection: sa.Connection) -> None:
    kept(connection, b"ab")
    news.store(connection, NewsKind.STK, b"a\x00b", NOW)
    assert len(news.due(connection, NOW, 10)) == 2


def test_the_oldest_are_due_first(connection: sa.Connection) -> None:
    first = kept(connection)
    news.store(connection, NewsKind.STK, b"second", NOW)
    second = news.due(connection, NOW, 10)[1]
    news.look_again(connection, first.id, LATER)
    assert [one.id for one in news.due(connection, NOW, 10)] == [second.id]
    assert [one.id for one in news.due(connection, LATER, 10)] == [second.id, first.id]
    assert [one.id for one in news.due(connection, LATER, 1)] == [second.id]


def test_who_saw_a_piece_before_it_was_looked_at_gets_it_no_more(
    connection: sa.Connection,
) -> None:
    seen = kept(connection)
    assert news.take(connection, seen)
    news.look_again(connection, seen.id, LATER, Outcome.ASKED)
    again = news.with_id(connection, seen.id)
    assert not news.take(connection, seen)
    assert (again.tries, again.outcome) == (1, Outcome.ASKED)
    assert news.take(connection, again)


def test_what_is_done_with_is_neither_due_nor_taken(connection: sa.Connection) -> None:
    piece = kept(connection)
    news.done(connection, piece.id, Outcome.NOBODYS)
    done = news.with_id(connection, piece.id)
    assert done.outcome is Outcome.NOBODYS
    assert not news.take(connection, done)
    news.hurry_all(connection, NOW)
    assert news.due(connection, LATER, 10) == []


def test_all_that_waits_can_be_looked_at_at_once(connection: sa.Connection) -> None:
    piece = kept(connection)
    news.look_again(connection, piece.id, LATER)
    news.hurry_all(connection, NOW)
    assert [one.id for one in news.due(connection, NOW, 10)] == [piece.id]
