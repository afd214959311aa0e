"""Every fault, on every kind of money: the provider's book and ours say the same in the end."""

from __future__ import annotations

import zlib

import pytest
import sqlalchemy as sa

from bot.simulator.daraja import Fault, Kind
from bot.store.database import open_engine
from tests.conftest import IS_LONG, Databases
from tests.money_cells import CELLS, MENDED, NOTHING_MOVES, WHY_NOT, Cell, Ending, play_cell

SEED = 20261127


PLAYED_ONE_IN, POSTGRESQL_ONE_IN = 2, 3


def _databases(cell: Cell) -> list[str]:
    """Of two cells one is played, of three one on PostgreSQL; the long run plays all on both."""
    if IS_LONG:
        return ["sqlite", "postgresql"]
    number = zlib.crc32(str(cell).encode())
    is_on_postgresql = number % POSTGRESQL_ONE_IN == 0
    is_played = number // POSTGRESQL_ONE_IN % PLAYED_ONE_IN == 0
    return ["postgresql" if is_on_postgresql else "sqlite"] if is_played else []


@pytest.fixture
def engine(request: pytest.FixtureRequest, databases: Databases) -> sa.Engine:
    """An open engine on a fresh database of the kind that the case names."""
    url = databases.create(request.param)
    engine = open_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


CASES = [
    pytest.param(database, cell, id=f"{database}, {cell}")
    for cell in CELLS
    for database in _databases(cell)
]


@pytest.mark.parametrize(("engine", "cell"), CASES, indirect=["engine"])
def test_each_shilling_is_booked_once_whatever_the_provider_does(
    engine: sa.Engine, cell: Cell
) -> None:
    is_mended = cell.fault in MENDED and cell not in NOTHING_MOVES
    expected = Ending.MENDED if is_mended else Ending.OK
    assert play_cell(engine, cell, SEED) is expected


def test_each_fault_that_cannot_happen_to_some_money_says_to_what_it_can() -> None:
    assert {fault for fault in Fault if fault.touches != frozenset(Kind)} == set(WHY_NOT)


def test_money_moves_in_every_cell_but_those_that_say_why_not() -> None:
    assert set(NOTHING_MOVES) <= {Cell(fault, kind) for fault in Fault for kind in fault.touches}


def test_each_of_the_twenty_families_has_a_cell() -> None:
    """The twentieth is of what goes back, and of a validation that is too late."""
    assert {cell.fault.number for cell in CELLS} == set(range(1, 21))
