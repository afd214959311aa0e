"""The desk in a worker process of its own, which dies by SIGKILL where it is told to.

Another takes its place and goes on. The clock is the stage's: it comes with each order.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy import event

from bot.daraja_settings import DarajaSettings
from bot.desk import Desk
from bot.desk.room import Room
from bot.payments.daraja.client import Daraja
from bot.store.database import open_engine
from bot.store.tokens import StoredTokens

CALLS = frozenset({"push", "ask_push", "pay_out", "ask_status", "reverse"})
"""What is asked of the provider about money on its way."""

_SLOW_TO_LOAD = ("access", "bodies", "pages", "transport")  # each worker would do it anew

_PROCESSES = get_context("forkserver")  # a fork of a process with threads could hang
_PROCESSES.set_forkserver_preload(
    [__name__, *(f"bot.payments.daraja.{name}" for name in _SLOW_TO_LOAD)]
)
_LOOKS = 200  # in one order: what really works needs fewer
_END_SECONDS, _ORDER_SECONDS = 10, 60


class Workers:
    """One worker at a time, from a database's URL and a Daraja account.

    deaths: before which of its steps the first worker dies, the second, and so on; 0, and what is
    not said: not at all. A step is a commit of what it wrote, or a call to the provider: these
    moments are all that can be told apart from outside.
    """

    def __init__(
        self,
        url: str,
        settings: DarajaSettings,
        base_url: str,
        clock: Callable[[], datetime],
        deaths: Iterable[int] = (),
    ) -> None:
        self._of_a_worker = (url, settings, base_url)
        self._clock = clock
        self._deaths = iter(deaths)
        self.killed = 0

    def __enter__(self) -> Workers:
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe.close()  # it ends when it has read that
        self._process.join(_END_SECONDS)
        assert not self._process.is_alive()

    def work(self) -> int:
        """As the desk does; 1 where a worker died of it, as there is more to do."""
        return self._order("work")

    def pull(self) -> int:
        """As the desk does; 1 where a worker died of it."""
        return self._order("pull")

    def kill(self) -> None:
        """As a power cut would. Any thread may; who gave the order sees to the rest."""
        assert self._process.pid is not None
        os.kill(self._process.pid, signal.SIGKILL)

    def _begin(self) -> None:
        self._pipe, theirs = _PROCESSES.Pipe()
        arguments = (theirs, *self._of_a_worker, next(self._deaths, 0))
        self._process = _PROCESSES.Process(target=_work, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def _order(self, what: str) -> int:
        self._pipe.send((what, self._clock()))
        if not wait([self._pipe, self._process.sentinel], _ORDER_SECONDS):
            raise AssertionError("The worker hangs.")
        try:
            done: int | str = self._pipe.recv()
        except (EOFError, ConnectionResetError):
            return self._bury()
        if isinstance(done, str):
            raise AssertionError(f"The worker failed: {done}")
        return done

    def _bury(self) -> int:
        self._process.join(_END_SECONDS)
        assert self._process.exitcode == -signal.SIGKILL
        self._pipe.close()
        self.killed += 1
        self._begin()
        return 1


def _work(
    pipe: Connection, url: str, settings: DarajaSettings, base_url: str, dies_at: int
) -> None:
    """What a worker process does: one order after the other, until nobody gives any."""
    be_silent()
    clock = _Clock()
    engine = open_engine(url)
    payments: Any = Daraja(settings, base_url, StoredTokens(engine, clock=clock), clock)
    if dies_at:
        payments = _Doomed(payments, engine, dies_at)
    desk = Desk(Room(engine, payments, clock))
    while True:
        try:
            what, now = pipe.recv()
        except EOFError:
            return
        clock.set(now)
        pipe.send(_done(getattr(desk, what)))


class _Clock:
    """The stage's, which stands still, until it was looked at so often that somebody must be
    waiting for it: a turn of a worker that died has to end."""

    def __init__(self) -> None:
        self._now, self._looks = datetime.now(UTC), 0

    def set(self, now: datetime) -> None:
        """It is as late as that."""
        self._now, self._looks = now, 0

    def __call__(self) -> datetime:
        self._looks += 1
        if self._looks > _LOOKS:
            self._now += timedelta(seconds=1)
        return self._now


def _done(act: Callable[[], int]) -> int | str:
    try:
        return act()
    except Exception as error:  # the test says so, not this process
        return repr(error)


def be_silent() -> None:
    """What goes wrong here is meant to; the stage's own process says what did."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


class _Doomed:
    """The provider to a worker that dies before one of its steps."""

    def __init__(self, payments: Daraja, engine: sa.Engine, dies_at: int) -> None:
        self._payments = payments
        self._left = dies_at
        event.listen(engine, "commit", self._before_commit)

    def __getattr__(self, name: str) -> Any:
        if name in CALLS:
            self._step()
        return getattr(self._payments, name)

    def _before_commit(self, connection: sa.Connection) -> None:
        if not connection.get_execution_options().get("reads_only"):
            self._step()

    def _step(self) -> None:
        self._left -= 1
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)
