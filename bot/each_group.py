"""One group's trouble never stops the others: a job of the clock, group by group.

A row that cannot be read, rules that make no sense or a bug of ours on one group's data cost that
group its turn, and the rest goes on. It is tried again when the job runs next.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
import structlog

from bot.store.database import StoreBusy, writing

K = TypeVar("K", bound=int | None)
T = TypeVar("T")

ROOT = Path(__file__).parent
MOST_TOLD = 10_000  # failures of which this process remembers that it has logged them

MOST_IN_A_ROW = 3  # groups that the database keeps waiting or lets down
_OF_THE_DATABASE = (sa.exc.OperationalError, sa.exc.InterfaceError, StoreBusy)

log = structlog.get_logger()

_told: dict[tuple[str | None, str, int | None], str] = {}


def each_group(
    engine: sa.Engine,
    job: str,
    chama_ids: Iterable[K],
    act: Callable[[sa.Connection, K], T],
) -> list[T]:
    """Do something for each group once, each in a transaction of its own; gives what they gave.

    chama_ids: None is what belongs to no group. A failure is logged by the chama's id and the place
    in our code, without anybody's words, and once until it is mended. A database that is out of
    reach is everybody's trouble: when several groups in a row meet it, it is raised.
    """
    done: list[T] = []
    in_a_row = 0
    for chama_id in chama_ids:
        try:
            with writing(engine) as connection:
                done.append(act(connection, chama_id))
        except Exception as error:
            in_a_row = in_a_row + 1 if isinstance(error, _OF_THE_DATABASE) else 0
            if in_a_row == MOST_IN_A_ROW:
                raise
            _tell((engine.url.database, job, chama_id), error)
        else:
            in_a_row = 0
            _told.pop((engine.url.database, job, chama_id), None)
    return done


def _tell(about: tuple[str | None, str, int | None], error: Exception) -> None:
    what = f"{type(error).__name__} at {_place(error)}"
    if _told.get(about) == what:
        return
    if len(_told) >= MOST_TOLD:
        _told.clear()
    _told[about] = what
    _, job, chama_id = about
    log.error("group_failed", job=job, chama_id=chama_id, error=what)


def _place(error: Exception) -> str:
    """The line of ours on which it failed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT)]
    last = (ours or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
