"""The worker: sweeps the outbox into DBOS, which sends; ticks the clock; retries what failed.

The outbox is the truth and DBOS the engine that moves it. The sweep takes due messages and starts a
workflow for each try, named by message and try, so that starting it twice is once. A workflow that
was running when its worker died is run again by DBOS when a worker of the same id starts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID

from bot import schedule
from bot.pipeline import Pipeline
from bot.sending import Sender
from bot.store import sending
from bot.store.database import reading, writing
from bot.store.sending import Due

QUEUE = "out"
MESSAGES_A_SECOND = 60  # below WhatsApp's 80 for one sender
CONCURRENT_SENDS = 8
POLLING_SECONDS = 0.2
SWEEP_SECONDS = 0.2
MOST_IN_FLIGHT = 200  # taken and not finished; the rest waits in the outbox, by urgency
RETRY_UNHANDLED_EVERY = timedelta(seconds=10)
STOP_SECONDS = 6  # of the ten that a platform gives a process to end
WORKFLOW_VERSION = "1"  # raised only when running workflows of older code must not be continued
KEEP_WORKFLOWS = timedelta(days=7)

log = structlog.get_logger()


def system_database_url(database_url: str) -> str:
    """Where DBOS keeps its own tables: a file beside ours on SQLite, a schema on PostgreSQL.

    A second file, because the engine's many small writes would otherwise stand in line with money.
    """
    url = sa.make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return url.set(database=f"{url.database}.dbos").render_as_string(hide_password=False)
    return url.render_as_string(hide_password=False)


class Worker:
    """One worker process's work; at most one of an id may run at a time."""

    def __init__(
        self,
        *,
        worker_id: str,
        database_url: str,
        engine: sa.Engine,
        sender: Sender,
        pipeline: Pipeline,
        clock: Callable[[], datetime],
    ) -> None:
        self._worker_id = worker_id
        self._database_url = database_url
        self._engine = engine
        self._sender = sender
        self._pipeline = pipeline
        self._clock = clock
        self._stopping = threading.Event()
        self._in_flight: set[tuple[int, int]] = set()
        self._thread = threading.Thread(target=self._run, name="sweep")
        self._deliver: Callable[[int, int], None] = sender.send

    def start(self) -> None:
        """Launch the engine, which resumes what an earlier run left, and begin to sweep."""
        DBOS(config=self._config())
        self._register()
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=CONCURRENT_SENDS,
            partition_concurrency=1,  # what one person gets keeps its order
            limiter={"limit": MESSAGES_A_SECOND, "period": 1.0},
            polling_interval_sec=POLLING_SECONDS,
        )
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being sent, within STOP_SECONDS, and end."""
        self._stopping.set()
        self._thread.join()
        DBOS.destroy(workflow_completion_timeout_sec=STOP_SECONDS, destroy_registry=True)

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name="chama-bot",
            system_database_url=system_database_url(self._database_url),
            executor_id=self._worker_id,
            application_version=WORKFLOW_VERSION,
            serializer=DBOSPortableJSONSerializer(),
            log_level="WARNING",
            run_migrations=True,
        )

    def _register(self) -> None:
        """Tell DBOS what this worker can do."""
        send = DBOS.step(name="send")(self._sender.send)

        @DBOS.workflow(name="deliver")
        def deliver(due_id: int, try_number: int) -> None:
            try:
                send(due_id, try_number)
            finally:
                self._in_flight.discard((due_id, try_number))

        self._deliver = deliver

    def _run(self) -> None:
        """Sweep and tick until told to stop; a failure is logged and the loop goes on."""
        next_tick = next_retry = self._clock()
        while not self._stopping.is_set():
            now = self._clock()
            swept = self._safely("sweep", self._sweep)
            if now >= next_tick:
                self._safely("tick", lambda: schedule.tick(self._engine, self._clock()))
                next_tick = now + timedelta(minutes=1)
            if now >= next_retry:
                self._safely("retry_unhandled", self._pipeline.retry_unhandled)
                next_retry = now + RETRY_UNHANDLED_EVERY
            if not swept:
                self._stopping.wait(SWEEP_SECONDS)

    def _safely(self, what: str, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Exception:
            log.exception("worker_step_failed", step=what)
            return None

    def _sweep(self) -> int:
        """Take what is due and start its delivery; gives how many messages."""
        room = MOST_IN_FLIGHT - len(self._in_flight)
        if room < MOST_IN_FLIGHT // 4:
            return 0
        now = self._clock()
        with reading(self._engine) as connection:
            if not sending.has_due(connection, now):
                return 0
        with writing(self._engine) as connection:
            taken = sending.take_due(connection, now, room)
        for due in taken:
            self._start(due)
        return len(taken)

    def _start(self, due: Due) -> None:
        self._in_flight.add((due.id, due.try_number))
        with (
            SetWorkflowID(f"deliver:{due.id}:{due.try_number}"),
            SetEnqueueOptions(queue_partition_key=due.address),
        ):
            DBOS.enqueue_workflow(QUEUE, self._deliver, due.id, due.try_number)
