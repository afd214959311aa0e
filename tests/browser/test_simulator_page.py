"""The demo as a person sees it: the real process, in a real headless Chromium."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from bot.delivery import STOP_SECONDS

pytestmark = pytest.mark.browser

CHROMIUM, CHROMEDRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WANJIRU, OTIENO, BARAKA = "+254712000001", "+254712000002", "+254712000004"
PHONE_WIDTH, PHONE_HEIGHT = 390, 844
PATIENCE_SECONDS = 20
SECONDS_TO_END = STOP_SECONDS + 4


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo runs, on a database of its own; it must end by itself when told to."""
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    settings = {"DATABASE_URL": f"sqlite:///{folder}/demo.db", "PORT": str(port)}
    command = [str(Path(sys.executable).with_name("chama-bot")), "demo"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _await_port(process, port, folder / "log")
            yield f"http://127.0.0.1:{port}/simulator"
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise
    assert (status, "Traceback" in (folder / "log").read_text()) == (0, False)


def _free_port() -> int:
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
    driver = Chrome(options=options, service=Service(str(CHROMEDRIVER)))
    yield driver
    driver.quit()


class Screen:
    """The page as its visitor uses it."""

    def __init__(self, browser: Chrome, url: str) -> None:
        self.browser = browser
        self.browser.get(url)
        self.wait_for('[data-phone="+254799000000"] .buttons button')

    def find(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def wait_for(self, selector: str, text: str = "") -> str:
        """Wait until some element of that selector shows a text that matches; gives the text."""

        def shown(_: object) -> str | None:
            texts = self.browser.execute_script(
                "return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)",
                selector,
            )
            return next((one or " " for one in texts if re.search(text, one)), None)

        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.1)
        found: str = patience.until(shown, f"no {selector} with {text!r}")
        return found

    def press(self, phone: str, label: str) -> None:
        buttons = self.find(f'[data-phone="{phone}"] .buttons button')
        next(button for button in buttons if button.text == label).click()

    def write(self, phone: str, text: str) -> None:
        (box,) = self.find(f'[data-phone="{phone}"] textarea')
        box.send_keys(text)
        self.find(f'[data-phone="{phone}"] .send')[0].click()

    def wait_for_bubble(self, phone: str, text: str, by: str = "bot") -> str:
        return self.wait_for(f'[data-phone="{phone}"] .bubble.{by}', text)

    def complaints(self) -> list[object]:
        """What the browser's console says."""
        return list(self.browser.get_log("browser"))


@pytest.fixture
def screen(browser: Chrome, demo_url: str) -> Screen:
    return Screen(browser, demo_url)


def test_a_payment_of_which_both_phones_tell_is_recorded_and_receipted(screen: Screen) -> None:
    screen.press(OTIENO, "Wanjiru")
    sent = screen.wait_for_bubble(OTIENO, "sent to WANJIRU KAMAU", by="own")
    code = sent.split()[0]
    screen.wait_for_bubble(OTIENO, f"noted for Umoja(.|\n)*{code}")
    screen.wait_for(".paid", "Paid 0 of 4")

    screen.press(WANJIRU, "Otieno")
    screen.wait_for_bubble(WANJIRU, f"{code} Confirmed.You have received", by="own")
    receipt = screen.wait_for_bubble(OTIENO, rf"received KES 1,000 \({code}\)")
    screen.wait_for_bubble(OTIENO, f"{code}(.|\n)* · sent$")
    screen.wait_for(".paid", "Paid 1 of 4")
    screen.wait_for(".sum", "KES 1,000 of KES 4,000")
    proof = re.search(r"Book ref: (\w{8})", receipt)
    assert proof is not None
    screen.wait_for(".entries li", f"Contribution(.|\n)*Otieno Ouma(.|\n)*{code}(.|\n)*{proof[1]}")

    screen.press(OTIENO, "Balance")
    screen.wait_for_bubble(OTIENO, "nothing left to pay")
    assert screen.complaints() == []


def test_a_question_is_on_the_board_until_it_is_answered(screen: Screen) -> None:
    screen.press(WANJIRU, "My own share")
    screen.wait_for(".questions li", "Own share(.|\n)*Otieno Ouma(.|\n)*KES 1,000")
    screen.wait_for(f'[data-phone="{OTIENO}"] .bubble', "Do you confirm it(.|\n)*sent")
    screen.press(OTIENO, "Yes")
    screen.wait_for(".questions li", "None")


def test_a_phone_looks_like_sms_or_like_whatsapp(screen: Screen) -> None:
    phone = f'[data-phone="{BARAKA}"]'
    screen.press(BARAKA, "Balance")
    screen.wait_for(f"{phone}.sms .bubble.bot .about", "1 SMS, GSM-7 · sent")
    assert not screen.find(f"{phone} .bubble b")
    screen.find(f"{phone} .look")[0].click()
    screen.wait_for(f"{phone}.whatsapp .bubble.bot b", "KES 1,000")
    assert "SMS" not in screen.find(f"{phone} .bubble .about")[-1].text


def test_what_people_write_never_becomes_markup(screen: Screen) -> None:
    text = "<img src=x onerror=\"document.title='taken'\"> *<b>bold</b>*"
    screen.write(WANJIRU, text)
    shown = screen.wait_for_bubble(WANJIRU, "<img src=x", by="own")
    assert "<b>bold</b>" in shown
    assert not screen.find(".bubble img")
    assert screen.browser.title == "Simulator - chama bot"


def test_on_a_small_phone_one_screen_shows_at_a_time_and_nothing_sticks_out(
    screen: Screen,
) -> None:
    small = {"width": PHONE_WIDTH, "height": PHONE_HEIGHT, "deviceScaleFactor": 1, "mobile": True}
    screen.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", small)
    try:
        for tab in screen.find(".tabs button"):
            tab.click()
            assert [one.is_displayed() for one in screen.find(".phone, .board")].count(True) == 1
            assert screen.browser.execute_script(STICKING_OUT) == []
    finally:
        screen.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


STICKING_OUT = """
const { clientWidth, scrollWidth, clientHeight, scrollHeight } = document.documentElement;
const wide = [...document.body.querySelectorAll("*")].filter((element) => {
  const { left, right } = element.getBoundingClientRect();
  return left < 0 || right > clientWidth;
});
if (scrollWidth > clientWidth || scrollHeight > clientHeight) wide.unshift(document.body);
return wide.map((element) => element.outerHTML.slice(0, 100));
"""


def test_everything_that_can_be_used_has_a_name(screen: Screen) -> None:
    used = screen.find("button, textarea, [role=log], [role=group]")
    shown = [one for one in used if one.is_displayed()]
    assert len(shown) > 50
    assert [one.get_attribute("outerHTML") for one in shown if not one.accessible_name] == []
