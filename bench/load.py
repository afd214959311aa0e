"""The load generator, in a process of its own: one thread, raw sockets, signed calls made before.

Run as a program it reads commands from standard input, a JSON object a line, and answers each with
one line: see `Load` for what a caller sees.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from types import TracebackType
from typing import Any

from bench.world import World

ANSWER_TIMEOUT_SECONDS = 20


@dataclass
class Answers:
    """What a spell of load was answered. seconds: how long it took; cpu_seconds: of the generator.

    latencies_ms: of each answer, from the moment its call was due. refused: what was not 200.
    answered: the payments answered 200. sent_at: when each was sent, by the machine's clock.
    """

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    latencies_ms: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    sent_at: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Calls answered 200, a second."""
        return len(self.answered) / self.seconds


class Load:
    """A running generator with payments of its own; a context manager.

    Each payment is sent once, so that every call is a new message. call: how it is made, a method
    of the world's.
    """

    def __init__(self, world: World, first: int, count: int, call: str = "request") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.load"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        prepared = {"first": first, "count": count, "day": world.day.isoformat(), "call": call}
        self._ask(prepared | {"groups": world.groups, "stride": world.stride})

    def __enter__(self) -> Load:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def closed(self, port: int, seconds: float, connections: int = 8) -> Answers:
        """As much as the server takes: each connection sends when it was answered."""
        return self._run(port=port, seconds=seconds, connections=connections, rate=0)

    def steady(self, port: int, seconds: float, rate: float, connections: int = 16) -> Answers:
        """So many calls a second, come what may; a late start counts as latency."""
        return self._run(port=port, seconds=seconds, connections=connections, rate=rate)

    def _run(self, **command: float) -> Answers:
        return Answers(**self._ask(command))

    def _ask(self, command: dict[str, Any]) -> Any:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("The generator has no pipes.")
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


class _Connection:
    """One keep-alive connection with at most one call on its way. number: its payment's."""

    def __init__(self, port: int, selector: selectors.BaseSelector) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), ANSWER_TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""
        self.number = 0
        self.due_at = 0.0
        selector.register(self._socket, selectors.EVENT_READ, self)

    def send(self, number: int, request: bytes, due_at: float) -> None:
        self.number, self.due_at = number, due_at
        self._socket.sendall(request)

    def answer(self) -> str | None:
        """The status of the answer when it is complete."""
        arrived = self._socket.recv(65_536)
        if not arrived:
            raise ConnectionError("The server hung up.")
        self._received += arrived
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end or len(body) < _content_length(head):
            return None
        self._received = b""
        return head[9:12].decode()

    def close(self) -> None:
        self._socket.close()


def _content_length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0] or 0)


class _Spell:
    """One spell of load over some connections."""

    def __init__(self, calls: Iterator[tuple[int, bytes]], port: int, connections: int) -> None:
        self._calls = calls
        self._selector = selectors.DefaultSelector()
        self._idle = [_Connection(port, self._selector) for _ in range(connections)]
        self._all = list(self._idle)
        self.answers = Answers()

    def run(self, seconds: float, rate: float) -> Answers:
        """Send until the time is over, then wait for what is on its way."""
        started, cpu_started = time.monotonic(), time.process_time()
        ends = started + seconds
        due_at = self._every(1 / rate, started) if rate else time.monotonic
        next_at = due_at()
        while (now := time.monotonic()) < ends or len(self._idle) < len(self._all):
            while self._idle and next_at <= now < ends:
                number, request = next(self._calls)
                self._idle.pop().send(number, request, next_at)
                self.answers.sent_at.append(time.monotonic())
                next_at = due_at()
            self._collect(max(0.0, next_at - now) if self._idle and now < ends else 1.0)
        self.answers.seconds = time.monotonic() - started
        self.answers.cpu_seconds = time.process_time() - cpu_started
        for connection in self._all:
            connection.close()
        return self.answers

    def _every(self, interval: float, started: float) -> Callable[[], float]:
        moments = (started + turn * interval for turn in range(1 << 40))
        return lambda: next(moments)

    def _collect(self, wait_seconds: float) -> None:
        for key, _ in self._selector.select(wait_seconds):
            connection: _Connection = key.data
            status = connection.answer()
            if status is None:
                continue
            self._idle.append(connection)
            latency = time.monotonic() - connection.due_at
            self.answers.latencies_ms.append(round(latency * 1_000, 3))
            if status == "200":
                self.answers.answered.append(connection.number)
            else:
                self.answers.refused.append(status)


def main() -> None:
    """Prepare the calls that the first line names, then one spell a line."""
    first = json.loads(sys.stdin.readline())
    world = World(date.fromisoformat(first["day"]), first["groups"], first["stride"])
    numbers = range(first["first"], first["first"] + first["count"])
    call = getattr(world, first["call"])
    calls = iter([(number, call(number)) for number in numbers])
    print("{}", flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        spell = _Spell(calls, int(command["port"]), int(command["connections"]))
        answers = spell.run(command["seconds"], command["rate"])
        print(json.dumps(asdict(answers)), flush=True)


if __name__ == "__main__":
    main()
