"""The worker: sweeps the outbox into DBOS, which sends, and keeps the hours in Nairobi.

The outbox is the truth and DBOS the engine that moves it. Each sweep takes a batch of due messages
and starts one workflow for it, named by the moment of taking, so that starting it twice is once. A
workflow that was running when its worker died is run again by DBOS when a worker of the same id
starts; what it had sent is not sent again, because the outbox says so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa
import structlog
from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    ScheduleInput,
    SetWorkflowID,
)

from bot import schedule
from bot.conversation.money_api import NO_API, Api
from bot.desk import Desk
from bot.follow_up import see_to_what_waits
from bot.listening import STOP_SECONDS
from bot.pipeline import Pipeline
from bot.sender import Sender
from bot.store import dispatch
from bot.store.database import reading, writing
from bot.store.dispatch import Due
from bot.store.forgetting import forget_looks
from bot.trusted_time import is_trusted
from chama.rota import NAIROBI

QUEUE = "out"
BATCH = 15  # messages of one workflow: its own cost is more than theirs
BATCHES_IN_TWO_SECONDS = 8  # makes 60 messages a second, below WhatsApp's 80 for one sender
CONCURRENT_BATCHES = 2  # also small ones must leave as fast as they are swept together
PATIENCE_SECONDS = 0.5  # for how long a slow answer holds up a batch
POLLING_SECONDS = 0.45
SWEEP_SECONDS = 0.3
DESK_SECONDS = 0.5  # between looks at what is to be ordered, or was told
COALESCE_SECONDS = 0.5  # between the engine's looks for news to tell: nobody here waits for any
MOST_BATCHES_WAITING = 4  # of all workers; the rest waits in the outbox, by urgency
ENGINE_SECONDS = 2  # more, for the engine's own threads
WORKFLOW_VERSION = "1"  # raised only when running workflows of older code must not be continued
KEEP_WORKFLOWS = timedelta(days=7)
WORKFLOWS_AT_ONCE = 500

EVERY_MINUTE = "* * * * *"

log = structlog.get_logger()


def system_database_url(database_url: str) -> str:
    """Where DBOS keeps its own tables: a file beside ours on SQLite, a schema on PostgreSQL.

    A second file, because the engine's many small writes would otherwise stand in line with money.
    """
    url = sa.make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return url.set(database=f"{url.database}.dbos").render_as_string(hide_password=False)
    return url.render_as_string(hide_password=False)


def keep_write_ahead_log(system_url: str) -> None:
    """Have SQLite write the engine's many small steps to a log, in half the time; it stays so."""
    if sa.make_url(system_url).get_backend_name() == "sqlite":
        engine = sa.create_engine(system_url)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        engine.dispose()


class Job(NamedTuple):
    """What is done at which hours, in Nairobi, by one worker for all.

    It may be done too often or too late.
    """

    hours: str  # as cron writes them
    act: Callable[[], object]


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
        import_statements: Callable[[], object] = lambda: None,  # no channel hands files over
        desk: Desk | None = None,
        api: Api = NO_API,
    ) -> None:
        self._worker_id = worker_id
        self._database_url = database_url
        self._engine = engine
        self._sender = sender
        self._clock = clock
        self._jobs = {
            "agenda": Job(
                EVERY_MINUTE,
                self._by_the_clock(lambda of, now: schedule.take_what_is_due(of, now, api=api)),
            ),
            "retry_unhandled": Job(EVERY_MINUTE, pipeline.retry_unhandled),
            "import_statements": Job(EVERY_MINUTE, import_statements),
            "queue_reminders": Job("*/10 * * * *", self._by_the_clock(schedule.queue_reminders)),
            "see_to_what_waits": Job("0 7-18 * * *", self._by_the_clock(see_to_what_waits)),
            "forget_workflows": Job(
                "30 3 * * *",
                self._by_the_clock(lambda _, now: forget_workflows(now - KEEP_WORKFLOWS)),
            ),
            "forget_looks": Job("40 3 * * *", self._by_the_clock(forget_looks)),
        }
        if desk is not None:
            self._jobs |= {
                "pull": Job("*/10 * * * *", desk.pull),
                "look_up_names": Job("5 * * * *", desk.look_up_names),
                "ask_balance": Job("30 6 * * *", desk.ask_balance),
            }
        self._desk = desk
        self._last_taken_at = datetime.min.replace(tzinfo=UTC)  # names a batch: never twice one
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweep", daemon=True)
        self._at_desk = threading.Thread(target=self._run_desk, name="desk", daemon=True)
        self._deliver: Callable[[int, list[int]], None] = self._send

    def _by_the_clock(self, act: Callable[[sa.Engine, datetime], object]) -> Callable[[], None]:
        """A job that is not done while the clock is doubted, nor again while it is being done."""
        is_idle = threading.Lock()

        def job() -> None:
            if not is_idle.acquire(blocking=False):
                return
            try:
                now = self._clock()
                if is_trusted(self._engine, now):
                    act(self._engine, now)
            finally:
                is_idle.release()

        return job

    def start(self) -> None:
        """Launch the engine, which resumes what an earlier run left, and begin to sweep."""
        keep_write_ahead_log(system_database_url(self._database_url))
        DBOS(config=self._config())
        keep_hours = self._register()
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=CONCURRENT_BATCHES,
            limiter={"limit": BATCHES_IN_TWO_SECONDS, "period": 2.0},
            polling_interval_sec=POLLING_SECONDS,
        )
        self._keep_to_the_jobs(keep_hours)
        self._thread.start()
        if self._desk is not None:
            self._at_desk.start()

    def stop(self) -> None:
        """Finish what is being sent, within STOP_SECONDS, and end."""
        deadline = time.monotonic() + STOP_SECONDS
        self._stopping.set()
        self._sender.stop()
        self._thread.join(timeout=1)
        # The engine waits for some of its own threads longer than a platform waits for us.
        ending = threading.Thread(target=_end_engine, name="end", daemon=True)
        ending.start()
        self._sender.finish(max(deadline - time.monotonic(), 0))
        ending.join(max(deadline - time.monotonic(), 0) + ENGINE_SECONDS)

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name="chama-bot",
            system_database_url=system_database_url(self._database_url),
            executor_id=self._worker_id,
            application_version=WORKFLOW_VERSION,
            serializer=DBOSPortableJSONSerializer(),
            log_level="WARNING",
            notification_coalesce_sec=COALESCE_SECONDS,
            run_migrations=True,
        )

    def _register(self) -> Callable[[Any, Any], None]:
        """Tell DBOS what this worker can do; gives the workflow that does a job at its hour."""

        @DBOS.workflow(name="deliver")  # without a step: the outbox says what is done
        def deliver(try_number: int, due_ids: list[int]) -> None:
            self._send(try_number, due_ids)

        @DBOS.step(name="job")
        def do(name: str) -> None:
            self._safely(self._jobs[name].act, name)

        @DBOS.workflow(name="keep_hours")
        def keep_hours(_scheduled_at: datetime, name: str) -> None:
            do(name)

        self._deliver = deliver
        return keep_hours

    def _keep_to_the_jobs(self, keep_hours: Callable[[Any, Any], None]) -> None:
        """The engine keeps the hours of these jobs, and of none that older code had."""
        for kept in DBOS.list_schedules():
            if kept["schedule_name"] not in self._jobs:
                DBOS.delete_schedule(kept["schedule_name"])
        DBOS.apply_schedules(
            [
                ScheduleInput(
                    schedule_name=name,
                    workflow_fn=keep_hours,
                    schedule=job.hours,
                    context=name,
                    cron_timezone=NAIROBI.key,
                )
                for name, job in self._jobs.items()
            ]
        )
        for name in self._jobs:
            DBOS.trigger_schedule(name)  # what came due while no worker ran

    def _run(self) -> None:
        """Sweep until told to stop; a failure is logged and the loop goes on."""
        self._safely(self._resume, "resume")
        while not self._stopping.is_set():
            if not self._safely(self._sweep, "sweep"):
                self._stopping.wait(SWEEP_SECONDS)

    def _run_desk(self) -> None:
        """Order and ask until told to stop."""
        while self._desk is not None and not self._stopping.is_set():
            if not self._safely(self._desk.work, "desk"):
                self._stopping.wait(DESK_SECONDS)

    def _safely(self, act: Callable[[], Any], what: str) -> Any:
        try:
            return act()
        except Exception:
            log.exception("worker_step_failed", step=what)
            return None

    def _resume(self) -> None:
        """Start what a worker took and may have died before starting; what runs, runs once."""
        with reading(self._engine) as connection:
            taken = dispatch.in_hand(connection)
        self._start(taken)

    def _sweep(self) -> int:
        """Take what is due and start its delivery; gives how many messages."""
        now = self._clock()
        with reading(self._engine) as connection:
            if not dispatch.has_due(connection, now):
                return 0
        if _batches_waiting() >= MOST_BATCHES_WAITING:
            return 0
        self._last_taken_at = max(now, self._last_taken_at + timedelta(microseconds=1))
        with writing(self._engine) as connection:
            taken = dispatch.take_due(connection, self._last_taken_at, BATCH)
        self._start(taken)
        return len(taken)

    def _start(self, taken: list[Due]) -> None:
        """One workflow for what was taken at one moment; a second one of that name is none."""
        batches = groupby(sorted(taken, key=_try_number), _try_number)
        for try_number, batch in batches:
            due_ids = [due.id for due in batch]
            with SetWorkflowID(f"deliver:{try_number}"):
                DBOS.enqueue_workflow(QUEUE, self._deliver, try_number, due_ids)

    def _send(self, try_number: int, due_ids: list[int]) -> None:
        """Make one try of each message of a batch."""
        self._safely(lambda: self._sender.send(due_ids, try_number, PATIENCE_SECONDS), "send")


def _end_engine() -> None:
    DBOS.destroy(workflow_completion_timeout_sec=STOP_SECONDS, destroy_registry=True)


def _try_number(due: Due) -> int:
    return due.try_number


def _batches_waiting() -> int:
    """How many batches wait or run, whichever worker took them; no more than matter are read."""
    waiting = DBOS.list_queued_workflows(
        queue_name=QUEUE, load_input=False, limit=MOST_BATCHES_WAITING
    )
    return len(waiting)


def forget_workflows(before: datetime) -> None:
    """Delete what the engine keeps of work that ended long ago; the outbox keeps what matters."""
    while ended := DBOS.list_workflows(
        completed_before=before.isoformat(),
        limit=WORKFLOWS_AT_ONCE,
        load_input=False,
        load_output=False,
    ):
        DBOS.delete_workflows([workflow.workflow_id for workflow in ended])
