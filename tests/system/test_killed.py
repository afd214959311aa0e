"""kill -9 of web and worker in the middle of a stream: nothing is lost, nothing posts twice."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
import requests
import sqlalchemy as sa

from bot.delivery import BATCH, CONCURRENT_BATCHES
from bot.store.database import open_engine, reading
from bot.store.tables import receipt
from tests.channels.calls import twilio_whatsapp
from tests.channels.stub_provider import StubProvider
from tests.system.installation import Installation, phone_of, text_of, wait_for
from tests.system.people import ACHIENG, BARAKA, OTIENO, TREASURER, Umoja, mpesa_code

CHAMAS = [Umoja(number) for number in range(1, 9)]
SENDERS = 3
PAUSE_SECONDS = 0.25  # of each sender, between two messages
WEB_KILLS = 3
WORKER_KILLS = 2
WORK_BEFORE_A_KILL = 4


@dataclass
class Stream:
    """A provider that hands messages over, each again and again until it is answered 200."""

    installation: Installation
    taken: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)
    _numbers: Iterator[int] = field(default_factory=count)

    def run(self) -> None:
        while not self.is_over.is_set():
            self._hand_over(next(self._numbers))
            time.sleep(PAUSE_SECONDS)

    def _hand_over(self, number: int) -> None:
        code = mpesa_code(number)
        chama = CHAMAS[number % len(CHAMAS)]
        payer = (OTIENO, ACHIENG, BARAKA)[number % 3]
        form = twilio_whatsapp(
            MessageSid=f"SM-{number}",
            From=f"whatsapp:{chama.phone(TREASURER)}",
            Body=chama.received_text(code, payer, shillings=10 + number),
        )
        while not self._is_taken(form):
            time.sleep(0.2)
        self.taken.append(code)

    def _is_taken(self, form: dict[str, str]) -> bool:
        try:
            return self.installation.post_twilio("/webhooks/twilio/whatsapp", form) == 200
        except requests.RequestException:
            return False  # nobody listens, or it died before it answered


def test_nothing_is_lost_and_nothing_posts_twice(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    installation.found(*(chama.constitution() for chama in CHAMAS))
    stub, stream = installation.stub, Stream(installation)
    stub.delay_seconds = 0.1  # so that a kill falls into calls that are answered all the same
    senders = [threading.Thread(target=stream.run) for _ in range(SENDERS)]
    killers = [
        threading.Thread(target=kill_web, args=(installation, stream.taken)),
        threading.Thread(target=kill_worker, args=(installation, stub.calls)),
    ]
    for thread in (*senders, *killers):
        thread.start()
    for thread in killers:
        thread.join()
    with installation.running("serve", "worker"):
        stream.is_over.set()
        for thread in senders:
            thread.join()
        wait_for(lambda: installation.waiting() == 0)

    codes = Counter(stream.taken)
    assert Counter(posted(installation)) == codes
    assert told(stub, set(codes)) == dict.fromkeys(codes, 2)  # treasurer and payer
    assert installation.command("verify").returncode == 0
    second_times = repeated(stub)
    assert (
        second_times <= WORKER_KILLS * CONCURRENT_BATCHES * BATCH
    )  # what was on its way at each kill
    with capsys.disabled():
        sys.stdout.write(
            f"\nkill -9: {len(codes)} messages, {WEB_KILLS} kills of the web, {WORKER_KILLS} of "
            f"the worker; lost 0, posted twice 0; {len(stub.calls)} sent, {second_times} of them "
            "a second time\n"
        )


def kill_web(installation: Installation, taken: Sequence[object]) -> None:
    """Kill what gunicorn has started, again and again, and at last gunicorn with it."""
    with installation.running("serve") as (web,):
        for _ in range(WEB_KILLS - 1):
            wait_for_work(taken)
            web.kill_children()
        wait_for_work(taken)


def kill_worker(installation: Installation, calls: Sequence[object]) -> None:
    """Kill the worker in the middle of its calls, and start it again under its name."""
    for _ in range(WORKER_KILLS):
        with installation.running("worker"):
            wait_for_work(calls)


def wait_for_work(done: Sequence[object]) -> None:
    """Wait until some more has been done than now."""
    before = len(done)
    wait_for(lambda: len(done) >= before + WORK_BEFORE_A_KILL)


def posted(installation: Installation) -> list[str]:
    """The receipt codes in the book."""
    codes: list[str] = query(
        installation, lambda c: list(c.execute(sa.select(receipt.c.code)).scalars())
    )
    return codes


def query(installation: Installation, ask: Callable[[sa.Connection], Any]) -> Any:
    engine = open_engine(installation.database_url)
    with reading(engine) as connection:
        answer = ask(connection)
    engine.dispose()
    return answer


def told(stub: StubProvider, codes: set[str]) -> dict[str, int]:
    """How many people were told of each code."""
    pairs = {
        (phone_of(call), word.strip("(),."))
        for call in stub.calls
        for word in text_of(call).split()
    }
    return Counter(word for _, word in pairs if word in codes)


def repeated(stub: StubProvider) -> int:
    """How many calls gave the provider what it had already."""
    given = Counter((phone_of(call), text_of(call)) for call in stub.calls)
    return sum(times - 1 for times in given.values())
