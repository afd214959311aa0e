"""Money by API: Daraja's confirmations taken by the web, then booked by the worker's desk."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Collection, Iterator

import sqlalchemy as sa

from bench import servers
from bench.checks import BenchFailed
from bench.founding import found, new_world
from bench.load import Answers, Load
from bench.report import Figure
from bench.scale import Bench
from bench.servers import Server
from bench.world import CALLBACK_SECRET, PAYBILL, World, code, phone
from bot.around import utc_now
from bot.daraja_settings import DarajaSettings
from bot.desk import Desk
from bot.desk.room import Room
from bot.payments.daraja.client import Daraja
from bot.store.database import open_engine, reading
from bot.store.tables import entry
from bot.store.tokens import StoredTokens
from bot.store.verify import faults_in

GROUPS = 100
WARM_UP_SECONDS = 1.5
MOST_A_SECOND = 2_500  # more confirmations are made ready than any server of ours takes
BOOKED = 2_000  # of what the web took, at most: the rest would show nothing new

_SETTINGS = DarajaSettings("bench", "bench", PAYBILL, CALLBACK_SECRET)
"""Without an initiator: the desk asks nobody, and books what it was told."""

_COLLECTS = f'[[collectors]]\nkind = "paybill"\nname = "Bench"\nnumber = "{PAYBILL}"\n'
_ENVIRONMENT = {
    "DARAJA_CONSUMER_KEY": "bench",
    "DARAJA_CONSUMER_SECRET": "bench",
    "DARAJA_SHORTCODE": PAYBILL,
    "DARAJA_CALLBACK_SECRET": CALLBACK_SECRET,
}


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """The share of the yardstick, and how many a second the desk books, on one kind of database."""
    world, scale = new_world(GROUPS), bench.scale
    ours_url = bench.databases.create(kind)
    bare_url = bench.databases.create(kind, is_migrated=False)
    found(ours_url, world, f'{_COLLECTS}phone = "{phone(0, 1)}"\n')
    log = bench.log(f"arriving-{kind}")
    count = int((scale.rounds * scale.round_seconds + WARM_UP_SECONDS) * MOST_A_SECOND)
    with (
        servers.gunicorn(servers.YARDSTICK, bare_url, log) as bare,
        servers.gunicorn(servers.OUR_APP, ours_url, log, **_ENVIRONMENT) as ours,
        Load(world, 0, count, "confirmation") as our_load,
        Load(world, 0, 2 * count, "confirmation") as bare_load,
    ):
        pairs = list(_alternate(bench, ours, our_load, bare, bare_load))
    yield _share(kind, pairs)
    yield _booking(kind, ours_url, world, [one for pair in pairs for one in pair[0].answered])


def _alternate(
    bench: Bench, ours: Server, our_load: Load, bare: Server, bare_load: Load
) -> Iterator[tuple[Answers, Answers]]:
    """Rounds of ours beside the yardstick's, after one that warms both up."""
    our_load.closed(ours.port, WARM_UP_SECONDS)
    bare_load.closed(bare.port, WARM_UP_SECONDS)
    for _ in range(bench.scale.rounds):
        theirs = bare_load.closed(bare.port, bench.scale.round_seconds)
        own = our_load.closed(ours.port, bench.scale.round_seconds)
        if own.refused:
            raise BenchFailed(f"{len(own.refused)} calls were refused: {own.refused[0]}")
        yield own, theirs


def _share(kind: str, pairs: list[tuple[Answers, Answers]]) -> Figure:
    share = statistics.median(own.rate / theirs.rate for own, theirs in pairs)
    own_rate = statistics.median(own.rate for own, _ in pairs)
    bare_rate = statistics.median(theirs.rate for _, theirs in pairs)
    note = f"{own_rate:.0f} of {bare_rate:.0f} a second"
    return Figure(f"confirmations, share of the yardstick, {kind}", share, "", None, note)


def _booking(kind: str, url: str, world: World, answered: Collection[int]) -> Figure:
    """One worker's desk, by itself."""
    engine = open_engine(url)
    payments = Daraja(_SETTINGS, "https://chama.example", StoredTokens(engine))
    desk = Desk(Room(engine, payments, utc_now))
    done, started = 0, time.monotonic()
    while done < BOOKED and (more := desk.work()):
        done += more
    seconds = time.monotonic() - started
    try:
        _check(engine, world, answered, done)
    finally:
        engine.dispose()
    return Figure(f"confirmations that one desk books, {kind}", done / seconds, "a second")


def _check(engine: sa.Engine, world: World, answered: Collection[int], done: int) -> None:
    """Each that was looked at is in the book once, nothing else is, and the book is sound."""
    with reading(engine) as connection:
        receipts = sa.select(entry.c.receipt).where(entry.c.receipt != "")
        posted = Counter(connection.execute(receipts).scalars())
        faults = [str(one) for one in faults_in(connection)]
    last = max(answered) + 1
    known = {code(number, world.day) for number in range(last)}
    if len(posted) != done or set(posted.values()) != {1} or set(posted) - known or faults:
        raise BenchFailed(f"{len(posted)} of {done} were booked, with {len(faults)} faults")
