"""Waits have an end: a writer that is stuck costs the others a few seconds and never a thread."""

from __future__ import annotations

import dataclasses
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.app import app_of
from bot.store import turn
from bot.store.database import ANSWERING, WORKING, Deadlines, StoreBusy, open_engine, writing
from bot.store.tables import chama
from bot.store.turn import Turn
from bot.wiring import assemble
from tests.channels.calls import SETTINGS, body_of, signature_headers, twilio_whatsapp

PROVIDERS_PATIENCE_SECONDS = 15
HASTY = Deadlines(lock_seconds=0.3, statement_seconds=0.6, idle_seconds=5, connect_seconds=2)


@pytest.fixture
def hasty(database_url: str) -> Iterator[sa.Engine]:
    engine = open_engine(database_url, deadlines=HASTY)
    yield engine
    engine.dispose()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book-turn"


def elsewhere(path: Path) -> int:
    """The lock of the file, as another process holds it."""
    other = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(other, fcntl.LOCK_EX)
    return other


def test_the_web_waits_for_less_than_its_provider_does() -> None:
    longest = ANSWERING.lock_seconds + (ANSWERING.statement_seconds or 0)
    assert longest + ANSWERING.connect_seconds < PROVIDERS_PATIENCE_SECONDS
    assert WORKING.statement_seconds is None


def test_a_turn_is_waited_for_a_while_only(path: Path) -> None:
    other = elsewhere(path)
    line = Turn(path, wait_seconds=0.2)
    started = time.monotonic()
    with pytest.raises(StoreBusy), line:
        pass
    assert 0.2 <= time.monotonic() - started < 5
    os.close(other)


def test_behind_a_stuck_writer_others_are_told_at_once_until_it_is_free(path: Path) -> None:
    other = elsewhere(path)
    line = Turn(path, wait_seconds=1)
    with pytest.raises(StoreBusy), line:
        pass
    for _ in range(3):
        started = time.monotonic()
        with pytest.raises(StoreBusy), line:
            pass
        assert time.monotonic() - started < 1
    os.close(other)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            with line:
                break
        except StoreBusy:
            continue
    else:
        pytest.fail("the line never moved on")


def test_what_all_have_given_up_is_not_kept_from_other_processes(path: Path) -> None:
    """The thread that still waits for the file gives it back."""
    other = elsewhere(path)
    line = Turn(path, wait_seconds=0.1)
    with pytest.raises(StoreBusy), line:
        pass
    os.close(other)
    free = os.open(path, os.O_RDWR)
    deadline = time.monotonic() + 10
    while True:
        try:
            fcntl.flock(free, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            assert time.monotonic() < deadline
            time.sleep(0.01)
    os.close(free)


def test_a_file_lock_that_fails_leaves_no_thread_locked_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Turn(path, wait_seconds=5)

    def fails(_file: int, _how: int) -> None:
        raise OSError("no locks left")

    with monkeypatch.context() as patch:
        patch.setattr(turn.fcntl, "flock", fails)
        for _ in range(2):
            with pytest.raises(OSError, match="no locks left"), line:
                pass
    with line:
        pass


def test_writers_of_two_processes_and_many_threads_take_turns(path: Path) -> None:
    """Each line is a process's; in all of them one writer at a time."""
    lines = [Turn(path, wait_seconds=30) for _ in range(2)]
    inside: list[int] = []
    most = []

    def write(number: int) -> None:
        with lines[number % 2]:
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.001)
            inside.remove(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(100)))
    assert (len(most), max(most)) == (100, 1)


def test_a_writer_that_never_ends_leaves_the_others_a_busy_store(hasty: sa.Engine) -> None:
    with writing(hasty) as connection:
        connection.execute(sa.text("UPDATE chama SET version = version"))
        lock_a_row(connection)
        started = time.monotonic()
        with ThreadPoolExecutor(1) as pool, pytest.raises(StoreBusy):
            pool.submit(lock_the_same_row, hasty).result()
        assert time.monotonic() - started < 5
    lock_the_same_row(hasty)


def lock_a_row(connection: sa.Connection) -> None:
    connection.execute(sa.text("LOCK TABLE chama" if is_postgresql(connection) else "SELECT 1"))


def lock_the_same_row(engine: sa.Engine) -> None:
    with writing(engine) as connection:
        connection.execute(sa.update(chama).values(version=1))


def is_postgresql(connection: sa.Connection) -> bool:
    return connection.dialect.name == "postgresql"


def test_a_foreign_program_that_holds_the_file_is_not_waited_for(sqlite_url: str) -> None:
    """A shell, a backup: it stands in no line of ours."""
    engine = open_engine(sqlite_url, deadlines=HASTY)
    foreign = sqlite3.connect(str(sa.make_url(sqlite_url).database), isolation_level=None)
    with closing(foreign):
        foreign.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            lock_the_same_row(engine)
    lock_the_same_row(engine)
    engine.dispose()


def test_statements_are_cut_short_for_the_web_and_not_for_the_worker(postgresql_url: str) -> None:
    slow = sa.text("SELECT pg_sleep(1)")
    hurried = open_engine(postgresql_url, deadlines=HASTY)
    patient = open_engine(postgresql_url)
    with pytest.raises(StoreBusy), writing(hurried) as connection:
        connection.execute(slow)
    with writing(patient) as connection:
        connection.execute(slow)
        assert connection.execute(sa.text("SHOW statement_timeout")).scalar_one() == "0"
    for engine in (hurried, patient):
        engine.dispose()


def test_the_web_answers_503_and_tells_its_health_while_a_writer_is_stuck(
    database_url: str,
) -> None:
    """More calls than it has threads: each is answered, and health in between."""
    settings = dataclasses.replace(SETTINGS, database_url=database_url)
    parts = assemble(settings, HASTY)
    app = app_of(parts)
    path = "/webhooks/twilio/whatsapp"

    def post(number: int) -> int:
        form = twilio_whatsapp(MessageSid=f"SM{number:032}", Body="salio")
        headers = signature_headers(f"https://chama.example{path}", form)
        answer = app.test_client().post(
            path,
            data=body_of(form),
            headers=headers,
            content_type="application/x-www-form-urlencoded",
        )
        return answer.status_code

    stuck, is_over = threading.Event(), threading.Event()
    holder = open_engine(database_url)

    def hold() -> None:
        with writing(holder) as connection:
            if is_postgresql(connection):
                connection.execute(sa.text("LOCK TABLE inbox IN EXCLUSIVE MODE"))
            stuck.set()
            is_over.wait(30)

    with ThreadPoolExecutor(5) as pool:
        holding = pool.submit(hold)
        assert stuck.wait(10)
        answers = [pool.submit(post, number) for number in range(8)]
        assert app.test_client().get("/healthz").status_code == 200
        assert {answer.result(20) for answer in answers} == {503}
        is_over.set()
        holding.result(10)
    deadline = time.monotonic() + 10
    while post(99) != 200:
        assert time.monotonic() < deadline
    for engine in (holder, parts.engine):
        engine.dispose()


def test_what_sqlite_has_committed_is_on_the_disk(sqlite_url: str) -> None:
    """As the program opens its book; tests/conftest.py lets go of it afterwards."""
    engine = open_engine(sqlite_url)
    care: list[int] = []

    @sa.event.listens_for(engine, "connect")
    def look(connection: sqlite3.Connection, _record: object) -> None:
        care.extend(connection.execute("PRAGMA synchronous").fetchone())

    with writing(engine):
        pass
    assert care == [2]  # FULL
    engine.dispose()
