"""After a load: is each answered payment in the book once, told once, and the book sound?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

import sqlalchemy as sa

from bench.world import World, code
from bot.store import outbox
from bot.store.database import open_engine, reading
from bot.store.tables import entry, inbox
from bot.store.tables import outbox as outbox_table
from bot.store.verify import faults_in

RECEIPT = "receipt"  # the template of what a payer gets
SHOWN = 5  # problems in one message


class BenchFailed(Exception):
    """A measurement whose outcome is wrong, however fast it was."""


def check_book(url: str, world: World, answered: Collection[int]) -> None:
    """Raise BenchFailed unless every answered payment did exactly what it should have done."""
    expected = {code(number, world.day) for number in answered}
    engine = open_engine(url)
    try:
        with reading(engine) as connection:
            problems = [*_problems(connection, expected), *map(str, faults_in(connection))]
    finally:
        engine.dispose()
    if problems:
        raise BenchFailed(f"{len(problems)} problems: {'; '.join(problems[:SHOWN])}")


def _problems(connection: sa.Connection, expected: set[str]) -> Iterator[str]:
    with_receipt = sa.select(entry.c.receipt).where(entry.c.receipt != "")
    posted = Counter(connection.execute(with_receipt).scalars())
    told = Counter(_told(connection))
    for one in expected:
        if (posted[one], told[one]) != (1, 1):
            yield f"{one} was posted {posted[one]} times and told {told[one]} times"
    waiting = sa.select(sa.func.count()).where(inbox.c.handled_at.is_(None))
    if unhandled := connection.execute(waiting).scalar_one():
        yield f"{unhandled} messages were not handled"


def _told(connection: sa.Connection) -> Iterator[str]:
    """The code of each receipt that was queued."""
    for facts in connection.execute(sa.select(outbox_table.c.facts)).scalars():
        for part in outbox.parts_of(facts):
            if part.template == RECEIPT:
                yield part.facts["code"]
