"""What arrived and was not called back: a list that the provider gives when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.desk import placing
from bot.desk.room import Room
from bot.payments.port import Arrived
from bot.store import about_money
from bot.store.database import reading, writing

ALL = timedelta(hours=48)
"""As far back as the provider looks."""

OVERLAP = timedelta(hours=3)
"""How far behind the last list the next one begins: what came may be listed late."""

MOST_PAGES = 500

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Fetched:
    """How many receipts were not shown before, and whether the list covers all the time asked."""

    count: int
    is_all: bool


def fetch(room: Room, back: timedelta) -> Fetched:
    """Put into the books what arrived in the last time and was not shown before, or with another
    account: that of a callback can be made up.

    What the provider lists by itself when asked needs no other proof.
    """
    count = 0
    for page in _pages(room, back):
        if page is None:
            return Fetched(count, is_all=False)
        for arrived in _not_shown(room, page):
            with writing(room.engine) as connection:
                placing.place(room, connection, arrived, is_proven=True, is_listed=True)
            count += 1
    return Fetched(count, is_all=True)


def _pages(room: Room, back: timedelta) -> Iterator[tuple[Arrived, ...] | None]:
    """Page by page; None, as the last, where the provider tells no more than that."""
    until, offset = room.clock(), 0
    for _ in range(MOST_PAGES):
        pulled = room.payments.pull(until - back, until, offset)
        if pulled is None:
            yield None
            return
        yield pulled.arrived
        offset += len(pulled.arrived)
        if pulled.is_last or not pulled.arrived:
            return
    log.error("pull_too_long", pages=MOST_PAGES)
    yield None


def _not_shown(room: Room, page: tuple[Arrived, ...]) -> list[Arrived]:
    """What the provider has not shown yet, or with another amount or account, whatever texts and
    callbacks have told."""
    with reading(room.engine) as connection:
        known = about_money.shown_as(connection, [one.receipt for one in page])
    return [
        one for one in page if (one.amount_cents, one.account) not in known.get(one.receipt, ())
    ]
