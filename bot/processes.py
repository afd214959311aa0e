"""The worker of the Procfile: how it runs and ends, and what of its work an operator asks for."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import NamedTuple

from bot.around import utc_now
from bot.channels import twilio, twilio_media
from bot.delivery import Worker
from bot.desk import Desk
from bot.desk.room import Room, api_of
from bot.importing.forwarded import SentStatements
from bot.render import Renderer
from bot.sender import Sender
from bot.settings import Settings, SettingsError
from bot.wiring import TEMPLATES, Parts, assemble

LOOK_SECONDS = 1
RECONCILE_SECONDS = 30


def worker_of(parts: Parts) -> Worker:
    """The worker of assembled parts."""
    twilio = parts.settings.twilio
    sender = Sender(
        parts.engine,
        parts.channels,
        Renderer(TEMPLATES, parts.settings.public_base_url, parts.settings.dashboard_url),
        twilio.content_sids if twilio else {},
        utc_now,
        api_of(parts.payments),
        keeps_secrets=parts.settings.demo,
    )
    return Worker(
        worker_id=parts.settings.worker_id,
        database_url=parts.settings.database_url,
        engine=parts.engine,
        sender=sender,
        pipeline=parts.pipeline,
        clock=utc_now,
        import_statements=_statements(parts).work_through,
        desk=_desk(parts),
        api=api_of(parts.payments),
    )


def _desk(parts: Parts) -> Desk | None:
    """Where orders go out to the provider that moves money, where there is one."""
    if parts.payments is None:
        return None
    return Desk(Room(parts.engine, parts.payments, utc_now, operator=parts.settings.operator_phone))


def _statements(parts: Parts) -> SentStatements:
    """The statements that officers send, and how each channel hands them over."""
    account = parts.settings.twilio
    fetch = partial(twilio_media.fetch, account) if account else None
    fetchers = {twilio.WHATSAPP: fetch, twilio.SMS: fetch} if fetch else {}
    return SentStatements(parts.engine, fetchers, utc_now)


class Reconciled(NamedTuple):
    """How much was looked at, and of how many orders nobody knows yet how they ended."""

    looked_at: int
    unknown: int


def reconcile(settings: Settings) -> Reconciled:
    """Ask the provider about all that is unknown, for half a minute at most.

    Raises SettingsError where there is no provider.
    """
    with _at_desk(settings) as desk:
        looked_at = desk.reconcile()
        looked_at += _work_until(desk, lambda: not desk.unknown())
        return Reconciled(looked_at, desk.unknown())


def give_up(settings: Settings, our_id: str) -> None:
    """End an order that M-Pesa does not know, and that is not on its portal.

    Raises SettingsError where there is no provider, NotTheOperators where it may not be ended so.
    """
    with _at_desk(settings) as desk:
        desk.give_up(our_id)


def settle(settings: Settings, our_id: str, receipt: str) -> bool:
    """Have M-Pesa show a payout that is on its portal; whether it did, in half a minute at most.

    Raises SettingsError where there is no provider, NotTheOperators where there is nothing to ask.
    """
    with _at_desk(settings) as desk:
        desk.ask_by_receipt(our_id, receipt)
        _work_until(desk, lambda: desk.is_done(our_id))
        return desk.is_done(our_id)


@contextmanager
def _at_desk(settings: Settings) -> Iterator[Desk]:
    """The desk, in a process of its own. Raises SettingsError where there is no provider."""
    parts = assemble(settings)
    desk = _desk(parts)
    if desk is None:
        raise SettingsError("Daraja is not configured, so there is nobody to ask.")
    try:
        yield desk
    finally:
        parts.engine.dispose()


def _work_until(desk: Desk, is_enough: Callable[[], bool]) -> int:
    """Answers come to the web process, and are acted on here; gives how many things were looked
    at."""
    looked_at, deadline = 0, time.monotonic() + RECONCILE_SECONDS
    while time.monotonic() < deadline and not is_enough():
        time.sleep(LOOK_SECONDS)
        looked_at += desk.work()
    return looked_at


class End:
    """SIGTERM or SIGINT, from the moment this is made.

    A queue, as its `put` may interrupt its own `get`: the handler of an Event would wait for the
    lock that the interrupted wait holds. It is looked at each second, as a signal that comes just
    before the system is asked to wait wakes nobody.
    """

    def __init__(self) -> None:
        self._arrived: SimpleQueue[int] = SimpleQueue()
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signal_number, lambda number, _frame: self._arrived.put(number))

    def wait(self) -> None:
        """Return once it came."""
        while True:
            with suppress(Empty):
                self._arrived.get(timeout=LOOK_SECONDS)
                return


def work(settings: Settings) -> None:
    """Run the worker until SIGTERM or SIGINT."""
    parts = assemble(settings)
    worker = worker_of(parts)
    end = End()
    worker.start()
    end.wait()
    worker.stop()
    parts.engine.dispose()
    # A call to a provider that keeps silent would hold the process; its try is made again later.
    os._exit(os.EX_OK)
