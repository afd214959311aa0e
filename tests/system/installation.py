"""An installation of the real program: its commands, web and worker as processes of their own.

Everything runs as an operator runs it: by the console script, set up through the environment, in a
directory of its own, with a stub on loopback in the place of both providers.
"""

from __future__ import annotations

import csv
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import requests
import sqlalchemy as sa
from click.testing import CliRunner

from bot.cli import main
from bot.store.database import open_engine, reading
from bot.store.tables import outbox
from tests.channels.calls import AFRICASTALKING, BASE_URL, TWILIO, body_of, signature_headers
from tests.channels.stub_provider import Answer, Call, StubProvider

PROGRAM = Path(sys.executable).with_name("chama-bot")
PATIENCE_SECONDS = 120  # for what happens soon, on a machine that has much else to do
LOOK_EVERY_SECONDS = 0.1
FORM = "application/x-www-form-urlencoded"


class SlowProvider(StubProvider):
    """A stub that can be told to take its time."""

    delay_seconds: float = 0

    def answer_to(self, call: Call) -> Answer:
        return replace(super().answer_to(call), delay_seconds=self.delay_seconds)


@dataclass
class Installation:
    """One database, one directory, one address; its processes run while somebody wants them.

    settings: further variables of its environment.
    """

    directory: Path
    database_url: str
    stub: SlowProvider
    port: int = field(default_factory=lambda: free_port())
    settings: dict[str, str] = field(default_factory=dict)

    # --- as the operator ---

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [PROGRAM, *arguments],
            cwd=self.directory,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def export(self, what: str) -> list[dict[str, str]]:
        """The rows of an export: the real command, without a process of its own.

        A process is a second of imports, and this one is asked for in each test.
        """
        done = CliRunner().invoke(
            main, ["export", what, "--format", "csv"], env={"DATABASE_URL": self.database_url}
        )
        assert done.exit_code == 0, done.output
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def found(self, *constitutions: str) -> None:
        """Create chamas from these texts."""
        files = []
        for number, text in enumerate(constitutions):
            files.append(self.directory / f"chama-{number}.toml")
            files[-1].write_text(text, "utf-8")
        done = self.command("new", *map(str, files))
        assert done.returncode == 0, done.stderr

    # --- as the platform ---

    @contextmanager
    def running(self, *names: str) -> Iterator[list[Process]]:
        """Processes ("serve", "worker"), ready; gone at the end, whatever happens."""
        processes = [self.start(name) for name in names]
        try:
            for process in processes:
                process.wait_until_ready()
            yield processes
        finally:
            for process in processes:
                process.kill()

    def start(self, name: str, **settings: str) -> Process:
        """Start a process, perhaps with settings of its own; its output goes to a file."""
        log = self.directory / f"{name}.log"
        with log.open("ab") as output:
            running = subprocess.Popen(
                [PROGRAM, name],
                cwd=self.directory,
                env=self._environment() | settings,
                stdout=output,
                stderr=output,
                start_new_session=True,  # so that its children can be ended with it
            )
        return Process(name, running, log, log.stat().st_size, self.url)

    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {
            **inherited,
            "DATABASE_URL": self.database_url,
            "PORT": str(self.port),
            "WORKER_ID": "worker-under-test",
            "PUBLIC_BASE_URL": BASE_URL,
            "SECRET_KEY": "not-secret",
            "TWILIO_ACCOUNT_SID": TWILIO.account_sid,
            "TWILIO_AUTH_TOKEN": TWILIO.auth_token,
            "TWILIO_WHATSAPP_FROM": TWILIO.whatsapp_from,
            "TWILIO_API_BASE_URL": self.stub.base_url,
            "AFRICASTALKING_USERNAME": AFRICASTALKING.username,
            "AFRICASTALKING_API_KEY": AFRICASTALKING.api_key,
            "AFRICASTALKING_SENDER": AFRICASTALKING.sender,
            "AFRICASTALKING_CALLBACK_SECRET": AFRICASTALKING.callback_secret,
            "AFRICASTALKING_API_BASE_URL": self.stub.base_url,
            **self.settings,
        }

    # --- as the providers ---

    @property
    def url(self) -> str:
        """Where the web process listens."""
        return f"http://127.0.0.1:{self.port}"

    def post_twilio(self, path: str, form: Mapping[str, str]) -> int:
        """A signed call of Twilio's; gives the status of the answer."""
        headers = {"Content-Type": FORM, **signature_headers(BASE_URL + path, form)}
        return requests.post(
            self.url + path, body_of(form), headers=headers, timeout=PATIENCE_SECONDS
        ).status_code

    def post_africastalking(self, what: str, form: Mapping[str, str]) -> int:
        """A call of Africa's Talking's; gives the status of the answer."""
        url = f"{self.url}/webhooks/africastalking/{AFRICASTALKING.callback_secret}/{what}"
        return requests.post(
            url, body_of(form), headers={"Content-Type": FORM}, timeout=PATIENCE_SECONDS
        ).status_code

    def received_by(self, phone: str) -> list[str]:
        """The texts that the stub was given for a phone, in order."""
        return [text_of(call) for call in self.stub.calls if phone_of(call) == phone]

    def has_sent(self, phone: str, words: str) -> bool:
        """Whether the program knows that a text with these words has gone to a phone.

        The stub has it a moment before that is written down, and until then the question in it has
        been put to nobody: what is answered so early counts for nothing.
        """
        is_it = (outbox.c.address == phone, outbox.c.text.contains(words, autoescape=True))
        return self._count(*is_it, outbox.c.sent_at.is_not(None)) > 0

    def waiting(self) -> int:
        """How many messages have not gone out."""
        return self._count(outbox.c.status == "queued")

    def _count(self, *conditions: sa.ColumnElement[bool]) -> int:
        """How many messages of the outbox are so."""
        engine = open_engine(self.database_url)
        with reading(engine) as connection:
            count = sa.select(sa.func.count()).select_from(outbox).where(*conditions)
            number: int = connection.execute(count).scalar_one()
        engine.dispose()
        return number


@dataclass
class Process:
    """One running process and the children it starts."""

    name: str
    running: subprocess.Popen[bytes]
    log: Path
    log_begins: int
    url: str

    def wait_until_ready(self) -> None:
        """The web answers; the worker's start needs no waiting for."""
        if self.name == "serve":
            wait_for(self._answers, what=lambda: self.output)

    def kill(self) -> None:
        """kill -9 for the process and all its children."""
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def kill_children(self) -> None:
        """kill -9 for the children alone; their parent starts others."""
        for child in psutil.Process(self.running.pid).children():
            child.kill()

    def end(self) -> float:
        """Ask it to end as a platform does; gives how many seconds it took."""
        begun = time.monotonic()
        self.running.send_signal(signal.SIGTERM)
        self.running.wait(timeout=20)
        return time.monotonic() - begun

    @property
    def output(self) -> str:
        """What it has written."""
        return self.log.read_bytes()[self.log_begins :].decode(errors="replace")

    def _answers(self) -> bool:
        assert self.running.poll() is None, self.output
        try:
            return requests.get(f"{self.url}/readyz", timeout=1).status_code == 200
        except requests.RequestException:  # nobody listens, or nobody has time yet
            return False


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def wait_for(
    is_so: Callable[[], object],
    seconds: float = PATIENCE_SECONDS,
    *,
    what: Callable[[], object] = str,
) -> None:
    """Wait until something is so; fail with what is known of it when it takes too long."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, what()
        time.sleep(LOOK_EVERY_SECONDS)


def phone_of(call: Call) -> str:
    """Whom a message that a provider was given is for, in E.164."""
    return (call.form.get("To") or call.form["to"]).removeprefix("whatsapp:")


def text_of(call: Call) -> str:
    """What a message that a provider was given says."""
    return call.form.get("Body") or call.form.get("message") or call.form["ContentVariables"]
