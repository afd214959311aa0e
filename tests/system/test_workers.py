"""Several workers, and workers that die: who sends what, who is held up, what the engine keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from dbos import DBOS

from bot.delivery import BATCH, CONCURRENT_BATCHES, Worker, forget_workflows
from bot.store import dispatch
from bot.store.database import open_engine, writing
from bot.store.tables import outbox, round_
from bot.trusted_time import is_trusted
from tests.builders import rules
from tests.system.inside import Inside
from tests.system.installation import Installation, phone_of, wait_for
from tests.system.people import Umoja

CHAMAS = [Umoja(number) for number in range(1, 9)]
WELCOMES = 4 * len(CHAMAS)


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_of_two_workers_one_goes_on_when_the_other_dies_for_good(
    installation: Installation,
) -> None:
    """What the dead one had on its way goes out when its lease has run out."""
    installation.found(*(chama.constitution() for chama in CHAMAS))
    stub = installation.stub
    stub.delay_seconds = 0.3
    first = installation.start("worker", WORKER_ID="first")
    second = installation.start("worker", WORKER_ID="second")
    try:
        wait_for(lambda: len(stub.calls) >= 4)
        first.kill()
        stub.delay_seconds = 0
        wait_for(lambda: installation.waiting() <= CONCURRENT_BATCHES * BATCH)
        end_leases(installation)
        wait_for(lambda: installation.waiting() == 0)
    finally:
        first.kill()
        second.kill()
    assert {phone_of(call) for call in stub.calls} == {
        chama.phone(seat) for chama in CHAMAS for seat in range(1, 5)
    }
    assert len(stub.calls) <= WELCOMES + CONCURRENT_BATCHES * BATCH


def end_leases(installation: Installation) -> None:
    """As if dispatch.LEASE had gone by."""
    engine = open_engine(installation.database_url)
    with writing(engine) as connection:
        taken = sa.update(outbox).where(outbox.c.status == "queued", outbox.c.taken_at.is_not(None))
        connection.execute(taken.values(not_before=datetime.now(UTC)))
    engine.dispose()


# --- one worker inside this process --------------------------------------------------------------


@pytest.fixture
def start_worker(inside: Inside, database_url: str) -> Iterator[Callable[[], Worker]]:
    """Starts a worker at the real time; it is stopped at the end."""
    workers = []

    def start() -> Worker:
        worker = Worker(
            worker_id="inside",
            database_url=database_url,
            engine=inside.engine,
            sender=inside.sender,
            pipeline=inside.pipeline,
            clock=inside.clock,
        )
        workers.append(worker)
        worker.start()
        return worker

    yield start
    for worker in workers:
        worker.stop()


def test_what_a_worker_took_and_never_began_goes_out_when_it_is_back(
    inside: Inside, start_worker: Callable[[], Worker]
) -> None:
    """It died between its two databases; nobody waits for the lease. Then the engine forgets."""
    inside.now = datetime.now(UTC)
    inside.queue()
    with writing(inside.engine) as connection:
        assert len(dispatch.take_due(connection, inside.now, limit=10)) == 1

    start_worker()
    wait_for(lambda: len(inside.stub.calls) == 1)
    inside.now += timedelta(seconds=1)
    inside.queue("next")
    wait_for(lambda: inside.row(key="next").status == "sent")
    assert len(inside.stub.calls) == 2

    wait_for(lambda: "SUCCESS" in statuses_of_deliveries())
    forget_workflows(datetime.now(UTC) - timedelta(hours=1))
    assert "SUCCESS" in statuses_of_deliveries()
    forget_workflows(datetime.now(UTC) + timedelta(hours=1))
    assert "SUCCESS" not in statuses_of_deliveries()


def statuses_of_deliveries() -> list[str]:
    return [workflow.status for workflow in DBOS.list_workflows(name="deliver")]


def test_the_hours_are_kept_by_the_engine(
    inside: Inside, start_worker: Callable[[], Worker]
) -> None:
    """In Nairobi's time, of no job that only older code had; what came due while no worker ran
    is done at the start.
    """
    inside.now = datetime.now(UTC)
    worker = start_worker()
    older = DBOS.workflow(name="older")(lambda _scheduled_at, _job: None)
    DBOS.create_schedule(schedule_name="older", workflow_fn=older, schedule="* * * * *")
    worker.stop()
    start_worker()
    schedules = {one["schedule_name"]: one for one in DBOS.list_schedules()}
    assert set(schedules) == {
        "agenda",
        "queue_reminders",
        "retry_unhandled",
        "import_statements",
        "see_to_what_waits",
        "forget_workflows",
        "forget_looks",
    }
    assert {one["cron_timezone"] for one in schedules.values()} == {"Africa/Nairobi"}
    wait_for(lambda: jobs_done() == set(schedules))


def jobs_done() -> set[str]:
    """The schedules of which a run has ended well."""
    done = DBOS.list_workflows(name="keep_hours", status="SUCCESS")
    return {str(workflow.input["args"][1]) for workflow in done if workflow.input}


def jobs() -> list[tuple[str, Any]]:
    """How every run of a schedule stands."""
    runs = DBOS.list_workflows(name="keep_hours")
    return [(one.status, one.input and one.input["args"]) for one in runs]


def test_a_worker_whose_clock_has_jumped_opens_nothing_and_reminds_nobody(
    inside: Inside, start_worker: Callable[[], Worker]
) -> None:
    inside.found(rules())
    assert is_trusted(inside.engine, inside.now)
    inside.now += timedelta(days=40)
    start_worker()
    wait_for(lambda: jobs_done() >= {"agenda", "queue_reminders"}, what=jobs)
    assert [row.number for row in inside.rows(round_)] == [1]
    assert {row.template for row in inside.rows(outbox)} == {"welcome"}
