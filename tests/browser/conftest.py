"""The real demo, and a real headless Chromium that looks at it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from bench.browser import CHROMEDRIVER, CHROMIUM, FLAGS
from bot.listening import STOP_SECONDS
from tests.browser.page import PATIENCE_SECONDS
from tests.browser.screen import Screen

SECONDS_TO_END = STOP_SECONDS + 4


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo runs, on a database of its own."""
    port = free_port()
    with running_demo(tmp_path_factory.mktemp("demo"), port):
        yield f"http://127.0.0.1:{port}/simulator"


@contextmanager
def running_demo(
    folder: Path, port: int, *arguments: str, dashboard_port: int = 0
) -> Iterator[None]:
    """The demo; it must end by itself when told to, and leave nothing where temporary files lie."""
    temporary = folder / "temporary"
    temporary.mkdir()
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/demo.db",
        "PORT": str(port),
        "DASHBOARD_PORT": str(dashboard_port),
        "TMPDIR": str(temporary),
    }
    command = [str(Path(sys.executable).with_name("chama-bot")), "demo", *arguments]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            for one in filter(None, (port, dashboard_port)):
                _await_port(process, one, folder / "log")
            assert list(temporary.iterdir()) != []  # its provider's certificate
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise
    assert (status, "Traceback" in (folder / "log").read_text()) == (0, False)
    assert list(temporary.iterdir()) == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_port(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"The demo did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A fresh Chromium."""
    for program in (CHROMIUM, CHROMEDRIVER):
        if not program.exists():
            pytest.fail(f"{program} is missing: apt-get install chromium chromium-driver")
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    profile = tmp_path_factory.mktemp("chromium")
    for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(str(CHROMEDRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def screen(browser: Chrome, demo_url: str) -> Screen:
    return Screen(browser, demo_url)
