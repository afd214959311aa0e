"""Founds the groups of a world through the product's own door."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bench.world import World, constitution
from bot.founding import found_all
from bot.store.database import open_engine, writing
from bot.store.tables import outbox
from chama.constitution import parse
from chama.rota import NAIROBI

GROUPS_AT_ONCE = 200


def new_world(groups: int) -> World:
    """Payments of today in Nairobi."""
    return World(datetime.now(NAIROBI).date(), groups)


def found(url: str, world: World, more: str = "") -> None:
    """Create the world's groups, each with its first round open; nobody waits for a welcome.

    more: TOML at the end of each one's file.
    """
    engine = open_engine(url)
    now = datetime.now(UTC) - timedelta(minutes=1)
    for first in range(0, world.groups, GROUPS_AT_ONCE):
        numbers = range(first, min(first + GROUPS_AT_ONCE, world.groups))
        files = [(constitution(n, world.day) + more, f"{n}.toml") for n in numbers]
        found_all(engine, [parse(text, name) for text, name in files], now)
    with writing(engine) as connection:
        # What waits for the morning, or goes out now, would only be noise in a measurement.
        connection.execute(sa.update(outbox).values(status="sent"))
    engine.dispose()
