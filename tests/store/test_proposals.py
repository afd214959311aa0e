"""Proposals are numbered within their chama, open once under a key, answered once by each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa

from bot.conversation.effects import Propose, Settle, Vote, Widen
from bot.store import proposals
from bot.store.database import writing
from bot.store.tables import proposal
from chama.agreement import EXPIRES_AFTER, Proposal, State
from tests.builders import NOW
from tests.store.books import new_chama

CASH = Propose(
    "cash:M04:M01",
    "cash",
    {"giver": "M04", "holder": "M01", "amount_cents": 50_000, "member": "M04"},
    asked_by="M04",
    interested=("M04",),
    voters=("M01", "M02"),
    needed=1,
    is_everyone=False,
    expires_at=NOW + EXPIRES_AFTER,
    amount_cents=50_000,
    member="M04",
)


@pytest.fixture
def chama_ids(engine: sa.Engine) -> tuple[int, int]:
    return new_chama(engine, 1), new_chama(engine, 2)


@pytest.fixture
def connection(engine: sa.Engine, chama_ids: tuple[int, int]) -> Iterator[sa.Connection]:
    with writing(engine) as connection:
        yield connection


def numbers(connection: sa.Connection, chama_id: int) -> list[int]:
    chosen = sa.select(proposal.c.number).where(proposal.c.chama_id == chama_id)
    return list(connection.execute(chosen.order_by(proposal.c.id)).scalars())


def test_it_reads_back_as_it_was_put_with_who_has_agreed(
    connection: sa.Connection, chama_ids: tuple[int, int]
) -> None:
    put = proposals.open_one(connection, chama_ids[0], replace(CASH, needed=2), NOW)
    proposals.vote_for(connection, Vote(put, "M02", agrees=True), NOW)
    assert proposals.open_with_ids(connection, [put, put, 99]) == (
        Proposal(
            id=put,
            number=1,
            kind="cash",
            key=CASH.key,
            facts=CASH.facts,
            asked_by="M04",
            interested=frozenset({"M04"}),
            voters=frozenset({"M01", "M02"}),
            needed=2,
            is_everyone=False,
            expires_at=NOW + EXPIRES_AFTER,
            agreed_by=frozenset({"M02"}),
        ),
    )
    assert proposals.open_with_ids(connection, []) == ()


def test_each_chama_numbers_its_own(connection: sa.Connection, chama_ids: tuple[int, int]) -> None:
    first, second = chama_ids
    for chama_id, key in ((first, "a"), (second, "a"), (first, "b"), (first, "c")):
        proposals.open_one(connection, chama_id, replace(CASH, key=key), NOW)
    assert (numbers(connection, first), numbers(connection, second)) == ([1, 2, 3], [1])


def test_of_one_key_one_is_open(engine: sa.Engine, chama_ids: tuple[int, int]) -> None:
    with writing(engine) as connection:
        proposals.open_one(connection, chama_ids[0], CASH, NOW)
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        proposals.open_one(connection, chama_ids[0], CASH, NOW)


@pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
def test_what_is_over_can_be_put_again(
    connection: sa.Connection, chama_ids: tuple[int, int], state: State
) -> None:
    first = proposals.open_one(connection, chama_ids[0], CASH, NOW)
    proposals.settle(connection, Settle(first, state), NOW)
    again = proposals.open_one(connection, chama_ids[0], CASH, NOW)
    assert [one.id for one in proposals.open_with_ids(connection, [first, again])] == [again]
    assert numbers(connection, chama_ids[0]) == [1, 2]


def test_what_is_over_stays_as_it_ended(
    connection: sa.Connection, chama_ids: tuple[int, int]
) -> None:
    put = proposals.open_one(connection, chama_ids[0], CASH, NOW)
    proposals.settle(connection, Settle(put, State.REFUSED, by="M01"), NOW)
    proposals.settle(connection, Settle(put, State.DONE, entry="k"), NOW + timedelta(hours=1))
    row = connection.execute(sa.select(proposal)).one()
    assert (row.state, row.decided_by, row.entry) == ("refused", "M01", "")
    assert row.decided_at == NOW


def test_nobody_answers_twice(engine: sa.Engine, chama_ids: tuple[int, int]) -> None:
    with writing(engine) as connection:
        put = proposals.open_one(connection, chama_ids[0], CASH, NOW)
        proposals.vote_for(connection, Vote(put, "M01", agrees=False), NOW)
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        proposals.vote_for(connection, Vote(put, "M01", agrees=True), NOW)


def test_a_no_is_kept_but_agrees_to_nothing(
    connection: sa.Connection, chama_ids: tuple[int, int]
) -> None:
    put = proposals.open_one(connection, chama_ids[0], CASH, NOW)
    proposals.vote_for(connection, Vote(put, "M01", agrees=False), NOW)
    (read,) = proposals.open_with_ids(connection, [put])
    assert read.agreed_by == frozenset()


def test_it_can_be_put_to_more_people(
    connection: sa.Connection, chama_ids: tuple[int, int]
) -> None:
    put = proposals.open_one(connection, chama_ids[0], CASH, NOW)
    other = proposals.open_one(connection, chama_ids[1], CASH, NOW)
    proposals.widen(connection, Widen(put, ("M01", "M02", "M03"), 2, is_everyone=True))
    wider, same = proposals.open_with_ids(connection, [put, other])
    assert (wider.voters, wider.needed, wider.is_everyone) == ({"M01", "M02", "M03"}, 2, True)
    assert (same.voters, same.needed, same.is_everyone) == ({"M01", "M02"}, 1, False)


def test_the_chamas_of_those_whose_time_is_over_are_found(
    connection: sa.Connection, chama_ids: tuple[int, int]
) -> None:
    first, second = chama_ids
    proposals.open_one(connection, first, CASH, NOW)
    proposals.open_one(connection, first, replace(CASH, key="b"), NOW)
    later = replace(CASH, expires_at=CASH.expires_at + timedelta(days=1))
    proposals.open_one(connection, second, later, NOW)
    over = proposals.open_one(connection, second, replace(CASH, key="over"), NOW)
    proposals.settle(connection, Settle(over, State.DONE), NOW)
    assert proposals.groups_with_expired(connection, due(seconds=-1)) == []
    assert proposals.groups_with_expired(connection, due()) == [first]
    old = proposals.expired(connection, first, due())
    assert {one.key for one in old} == {CASH.key, "b"}
    assert proposals.expired(connection, second, due()) == ()
    assert proposals.groups_with_expired(connection, due(days=1)) == [first, second]


def due(**later: int) -> datetime:
    return CASH.expires_at + timedelta(**later)


def test_codes_are_four_digits_and_differ() -> None:
    codes = [proposals.new_code() for _ in range(200)]
    assert all(len(code) == 4 and code.isdecimal() and code[0] != "0" for code in codes)
    assert any(one != other for one, other in pairwise(codes))
