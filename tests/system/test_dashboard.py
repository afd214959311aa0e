"""The officers' pages as a process of their own, beside the web process and the worker."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.channels.calls import BASE_URL, twilio_whatsapp
from tests.system.installation import Installation, Process, free_port, wait_for
from tests.system.people import TREASURER, Umoja

TIME_TO_END_SECONDS = 10
UMOJA = Umoja(1)
HOST = urlsplit(BASE_URL).netloc
BASE = f"{urlsplit(BASE_URL).path}/dashboard"
WITHOUT_STREAMLIT = "import sys; sys.modules['streamlit'] = None; from bot.cli import main; main()"


class Pages:
    """Where the process listens, as a proxy meets it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}{BASE}"

    def is_healthy(self) -> bool:
        try:
            return requests.get(f"{self.url}/_stcore/health", timeout=5).text == "ok"
        except requests.RequestException:
            return False

    def enter(self, token: str) -> str:
        """Press the button; gives what the browser keeps, "" where it gets nothing."""
        entered = requests.post(
            f"{self.url}/enter", {"t": token}, allow_redirects=False, timeout=20
        )
        return entered.headers.get("Set-Cookie", "").partition(";")[0]

    def status(self, cookie: str) -> int:
        headers = {"Cookie": cookie} if cookie else {}
        answer = requests.get(f"{self.url}/", headers=headers, allow_redirects=False, timeout=20)
        return answer.status_code

    @contextmanager
    def stream(self, cookie: str) -> Iterator[ClientConnection]:
        """The websocket of a page that stands open. Raises InvalidStatus."""
        connected = socket.create_connection(("127.0.0.1", self.port))
        with connect(
            f"ws://{HOST}{BASE}/_stcore/stream",
            sock=connected,
            additional_headers={"Cookie": cookie},
            subprotocols=["streamlit"],
        ) as websocket:
            yield websocket


@contextmanager
def pages_of(installation: Installation) -> Iterator[tuple[Pages, Process]]:
    pages = Pages(free_port())
    process = installation.start("dashboard", DASHBOARD_PORT=str(pages.port))
    try:
        wait_for(pages.is_healthy, what=lambda: process.output)
        yield pages, process
    finally:
        process.kill()


def test_an_officer_comes_in_by_text_and_the_process_ends_when_it_is_told_to(
    installation: Installation,
) -> None:
    installation.found(UMOJA.constitution())
    phone = UMOJA.phone(TREASURER)
    with (
        installation.running("serve", "worker"),
        pages_of(installation) as (pages, process),
    ):
        asked = twilio_whatsapp(MessageSid="SM-1", From=f"whatsapp:{phone}", Body="dashboard")
        assert installation.post_twilio("/webhooks/twilio/whatsapp", asked) == 200
        link = re.compile(re.escape(BASE_URL) + r"/dashboard/enter\?t=(\w{26})")
        wait_for(lambda: link.search(" ".join(installation.received_by(phone))))
        found = link.search(" ".join(installation.received_by(phone)))
        assert found is not None

        cookie = pages.enter(found[1])
        assert (pages.status(cookie), pages.status("")) == (200, 303)
        assert pages.enter(found[1]) == ""
        wait_for(lambda: installation.has_sent(phone, "opened in a browser just now"))
        assert not installation.has_sent(phone, found[1])

        with pytest.raises(InvalidStatus), pages.stream("chama_dashboard=" + "a" * 26):
            pass
        with pages.stream(cookie):
            assert process.end() < TIME_TO_END_SECONDS
        assert "Traceback" not in process.output


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_a_port_that_is_taken_is_one_clear_line(installation: Installation) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        process = installation.start("dashboard", DASHBOARD_PORT=str(port))
        assert process.running.wait(60) == 1
    assert process.output == (
        f"Error: Port {port} cannot be had: Address already in use. "
        "Choose another: DASHBOARD_PORT=8501 chama-bot dashboard\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status"), [(["dashboard"], 1), (["demo", "--dashboard"], 1), (["doctor"], 0)]
)
def test_where_it_is_not_installed_it_is_said_how_to(
    sqlite_url: str, arguments: list[str], status: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_STREAMLIT, *arguments],
        env={"DATABASE_URL": sqlite_url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "requirements-dashboard.lock" in done.stdout + done.stderr


def test_nothing_else_loads_what_it_is_made_of() -> None:
    modules = "bot.cli, bot.app, bot.processes, bot.demo"
    assert loaded_by(modules) & {"streamlit", "pandas", "starlette"} == set()


def test_a_command_starts_without_what_it_does_not_use() -> None:
    """Every process begins so: what is not there, nobody waits for."""
    begun = "bot.cli, bot.logs, bot.serving, bot.store.current"
    slow = {"alembic", "dbos", "flask", "jinja2", "openpyxl", "pdfminer", "reportlab", "requests"}
    assert loaded_by(begun) & slow == set()
    assert loaded_by("bot.processes") & {"alembic", "flask", "openpyxl", "pdfminer"} == set()


def loaded_by(modules: str) -> set[str]:
    """What a process has loaded that imports these modules."""
    code = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())
