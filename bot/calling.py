"""The calls to providers: people side by side, each person's messages in their order.

A provider that keeps silent costs the others nothing: a batch waits for its answers only a moment,
and a call that takes longer writes down its own outcome when it has one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import structlog

from bot.channels.base import CONNECTIONS, Channel
from bot.messages import Accepted, OutboundMessage, SendError
from bot.routing import stops_the_channel
from bot.store.dispatch import ToSend

CONCURRENT_CALLS = CONNECTIONS  # what five in a hundred silent calls occupy, at 60 a second
LINES = 256  # locks that keep one person's messages in order; a few people share one

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Call:
    """A message as it goes out, its attempt written down."""

    known: ToSend
    channel: Channel
    message: OutboundMessage


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call. answer: None when it was not made after all."""

    call: Call
    answer: Accepted | SendError | None


Note = Callable[[Sequence[Outcome]], None]
"""Writes outcomes down, in one transaction."""


class Calls:
    """Makes calls and hands on what came of them; for all batches of a process."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._pool = ThreadPoolExecutor(CONCURRENT_CALLS, thread_name_prefix="call")
        self._slots = threading.BoundedSemaphore(CONCURRENT_CALLS)
        self._lines = [threading.Lock() for _ in range(LINES)]
        self._stopping = threading.Event()
        self._open: set[Future[None]] = set()

    def make(self, calls: Sequence[Call], patience_seconds: float | None) -> None:
        """Make these calls. patience_seconds: for how long a slow one holds up the batch's
        outcomes, which are noted together; None: until the last one is there."""
        batch = _Batch(self._note)
        by_person: dict[str, list[Call]] = {}
        for call in calls:
            by_person.setdefault(call.known.address, []).append(call)
        started = [self._start(batch, line) for line in by_person.values()]
        wait(started, patience_seconds)
        batch.close()

    def stop(self) -> None:
        """Begin no more calls: what waits for its turn is left to the next worker."""
        self._stopping.set()

    def finish(self, timeout_seconds: float) -> None:
        """Wait for the calls that are being made."""
        wait(list(self._open), timeout_seconds)

    def _start(self, batch: _Batch, line: Sequence[Call]) -> Future[None]:
        self._slots.acquire()
        started = self._pool.submit(self._call_in_order, batch, line)
        self._open.add(started)
        started.add_done_callback(self._ended)
        return started

    def _ended(self, ended: Future[None]) -> None:
        self._open.discard(ended)
        self._slots.release()

    def _call_in_order(self, batch: _Batch, line: Sequence[Call]) -> None:
        with self._lines[hash(line[0].known.address) % LINES]:
            for call in line:
                try:
                    batch.add(self._outcome(batch, call))
                except Exception:  # what became of it is not known: its lease will end
                    log.exception("call_failed", outbox_id=call.known.id)

    def _outcome(self, batch: _Batch, call: Call) -> Outcome:
        if self._stopping.is_set() or call.channel.name in batch.stopped:
            return Outcome(call, None)
        try:
            return Outcome(call, call.channel.send(call.message))
        except SendError as error:
            if stops_the_channel(error):
                batch.stopped.add(call.channel.name)
            return Outcome(call, error)


class _Batch:
    """Gathers the outcomes of one batch. stopped: the channels that are of no use for the rest."""

    def __init__(self, note: Note) -> None:
        self.stopped: set[str] = set()
        self._note = note
        self._lock = threading.Lock()
        self._gathered: list[Outcome] = []
        self._is_closed = False

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome for the batch's own note, or note it now when that is written."""
        with self._lock:
            is_late = self._is_closed
            if not is_late:
                self._gathered.append(outcome)
        if is_late:
            self._note([outcome])

    def close(self) -> None:
        """Note what has come in by now."""
        with self._lock:
            self._is_closed = True
        if self._gathered:
            self._note(self._gathered)
