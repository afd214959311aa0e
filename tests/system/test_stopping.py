"""SIGTERM, ports and numbers of processes, as a platform handles them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter

import psutil
import pytest
import requests

from tests.channels.calls import twilio_whatsapp
from tests.system.installation import Installation, free_port, phone_of, wait_for
from tests.system.people import OTIENO, TREASURER, Umoja, mpesa_code

TIME_TO_END_SECONDS = 10
CHAMAS = [Umoja(number) for number in range(1, 9)]
WELCOMES = 4 * len(CHAMAS)
SILENT, TALKATIVE = Umoja(10), Umoja(20)

on_sqlite = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("installation", ["postgresql"], indirect=True)


def test_a_worker_that_is_told_to_end_finishes_what_it_sends_and_goes_on_later(
    installation: Installation,
) -> None:
    installation.found(*(chama.constitution() for chama in CHAMAS))
    stub = installation.stub
    stub.delay_seconds = 1
    with installation.running("worker") as (worker,):
        wait_for(lambda: len(stub.calls) >= 2)
        assert worker.end() < TIME_TO_END_SECONDS
        assert worker.running.returncode == 0
    assert len(stub.calls) < WELCOMES
    stub.delay_seconds = 0
    with installation.running("worker"):
        wait_for(lambda: len(stub.calls) >= WELCOMES)
    welcomes = Counter(map(phone_of, stub.calls))
    assert set(welcomes.values()) == {1}


@on_sqlite
def test_a_worker_does_not_wait_for_a_provider_that_keeps_silent(
    installation: Installation,
) -> None:
    installation.stub.delay_seconds = 60
    installation.found(SILENT.constitution())
    before = len(installation.stub.calls)
    with installation.running("worker") as (worker,):
        wait_for(lambda: len(installation.stub.calls) > before)
        assert worker.end() < TIME_TO_END_SECONDS
    installation.stub.delay_seconds = 0


def test_a_web_that_is_told_to_end_answers_what_it_has_taken(installation: Installation) -> None:
    installation.found(TALKATIVE.constitution())
    taken: list[str] = []
    is_over = threading.Event()

    def hand_over() -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            code = mpesa_code(number)
            text = TALKATIVE.received_text(code, OTIENO, shillings=number)
            sender = f"whatsapp:{TALKATIVE.phone(TREASURER)}"
            form = twilio_whatsapp(MessageSid=f"SM-{number}", From=sender, Body=text)
            try:
                status = installation.post_twilio("/webhooks/twilio/whatsapp", form)
            except requests.RequestException:
                return
            taken.append(code if status == 200 else f"answered {status}")

    with installation.running("serve") as (web,):
        provider = threading.Thread(target=hand_over)
        provider.start()
        wait_for(lambda: len(taken) > 5)
        assert web.end() < TIME_TO_END_SECONDS
        is_over.set()
        provider.join()
    posted = {row["receipt"] for row in installation.export("entries")}
    assert set(taken) <= posted


@on_postgresql
def test_port_and_number_of_processes_are_what_the_environment_says(
    installation: Installation,
) -> None:
    installation.port = free_port()
    web = installation.start("serve", WEB_CONCURRENCY="3")
    try:
        web.wait_until_ready()
        master = psutil.Process(web.running.pid)
        wait_for(lambda: len(master.children()) == 3)
        listening = {c.laddr.port for c in master.net_connections() if c.status == "LISTEN"}
        assert listening == {installation.port}
    finally:
        web.kill()


TOLD_AT_ANY_MOMENT = """
import os, random, signal, time
from bot.processes import End

asked, ask = os.pipe()
waiting = os.getpid()
if os.fork() == 0:
    os.close(ask)
    while os.read(asked, 1):
        due = time.perf_counter() + random.random() * 3e-5
        while time.perf_counter() < due:
            pass
        os.kill(waiting, signal.SIGTERM)
    os._exit(0)
for _ in range(20_000):
    end = End()
    os.write(ask, b"!")
    end.wait()
"""


def test_a_signal_to_end_is_heard_at_whatever_moment_it_comes() -> None:
    done = subprocess.run([sys.executable, "-c", TOLD_AT_ANY_MOMENT], timeout=120)
    assert done.returncode == 0
