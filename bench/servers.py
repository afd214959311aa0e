"""Starts the processes of a measurement on loopback, and ends each by its id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import sqlalchemy as sa

from bench import world
from bot.serving import POSTGRESQL_PROCESSES, SQLITE_PROCESSES, THREADS

ROOT = Path(__file__).parent.parent
START_TIMEOUT_SECONDS = 30
STOP_TIMEOUT_SECONDS = 15
POLL_SECONDS = 0.005

OUR_APP = "bot:create_app()"
YARDSTICK = "bench.yardstick:create_app()"


@dataclass(frozen=True, slots=True)
class Server:
    """A running process. port: 0 for one that listens to nobody."""

    process: subprocess.Popen[bytes]
    port: int = 0
    start_seconds: float = 0.0

    def resident_mb(self) -> float:
        """Resident memory of the largest process that answers calls."""
        parent = psutil.Process(self.process.pid)
        largest: int = max(one.memory_info().rss for one in parent.children() or [parent])
        return largest / 1_000_000

    def peak_mb(self) -> float:
        """The most that the process itself had resident so far; Linux alone tells."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(kilobytes.split()[1]) * 1_024 / 1_000_000

    def cpu_seconds(self) -> float:
        """Processor time of the process and its children so far."""
        parent = psutil.Process(self.process.pid)
        times = [one.cpu_times() for one in (parent, *parent.children(recursive=True))]
        return float(sum(one.user + one.system for one in times))


@contextmanager
def gunicorn(app: str, database_url: str, log: Path, **environment: str) -> Iterator[Server]:
    """An application under the settings of `chama-bot serve`, but on loopback."""
    port = free_port()
    is_sqlite = sa.make_url(database_url).get_backend_name() == "sqlite"
    arguments = [
        *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(SQLITE_PROCESSES if is_sqlite else POSTGRESQL_PROCESSES)),
        *("--worker-class", "gthread", "--threads", str(THREADS), "--keep-alive", "75"),
        *("--no-control-socket", app),
    ]
    variables = settings(database_url) | environment
    with running(arguments, variables, log) as process:
        yield Server(process, port, seconds_until_it_answers(process, port))


@contextmanager
def worker(database_url: str, provider_port: int, log: Path, *arguments: str) -> Iterator[Server]:
    """The worker, sending to the provider of that port. arguments: another program than ours."""
    program = arguments or (str(Path(sys.executable).with_name("chama-bot")), "worker")
    url = f"http://127.0.0.1:{provider_port}"
    with running(program, settings(database_url) | {"TWILIO_API_BASE_URL": url}, log) as process:
        yield Server(process)
        if process.poll() is not None:
            raise RuntimeError(f"The worker ended by itself: see {log}.")


@contextmanager
def provider(log: Path) -> Iterator[Server]:
    """What the worker sends to."""
    port = free_port()
    with running([sys.executable, "-m", "bench.provider", str(port)], {}, log) as process:
        yield Server(process, port, seconds_until_it_answers(process, port))


@contextmanager
def running(
    arguments: Sequence[str], variables: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process for the time of a block; what it says goes to the log."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, **variables}
    with log.open("ab") as output:
        process = subprocess.Popen(
            arguments, env=environment, cwd=ROOT, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        _end(process)


def settings(database_url: str) -> dict[str, str]:
    """The environment of our processes."""
    return {
        "DATABASE_URL": database_url,
        "PUBLIC_BASE_URL": world.PUBLIC_BASE_URL,
        "TWILIO_ACCOUNT_SID": world.ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": world.AUTH_TOKEN,
        "TWILIO_WHATSAPP_FROM": world.OUR_WHATSAPP,
        "TWILIO_SMS_FROM": world.OUR_SMS,
    }


def free_port() -> int:
    """A port of loopback that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def get(port: int, path: str) -> bytes:
    """What a server of ours says under a path."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        content: bytes = answer.read()
        return content


def seconds_until_it_answers(
    process: subprocess.Popen[bytes], port: int, path: str = "/healthz"
) -> float:
    """How long it takes until a server says under a path that it is well.

    Raises RuntimeError where it ends, or takes too long.
    """
    started = time.monotonic()
    while time.monotonic() < started + START_TIMEOUT_SECONDS:
        if process.poll() is not None:
            break
        try:
            get(port, path)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(POLL_SECONDS)
        else:
            return time.monotonic() - started
    raise RuntimeError(f"{process.args!r} did not answer on port {port}: see its log.")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
