"""A real headless Chromium, and when it had drawn what an officer looks for, by its own clock."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

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
PATIENCE_SECONDS = 60
POLL_SECONDS = 0.05

# Counts from the navigation on, with the way of a form to the page that it leads to; looked at
# with each picture that the browser makes, so that what is counted was painted before.
_NOTE_WHEN_DRAWN = """
const look = () => {
  const bars = document.querySelectorAll('[data-testid="stProgress"]').length;
  if (bars >= %d) window.drawnAfterMs = performance.now();
  else requestAnimationFrame(look);
};
look();
"""


class Browser:
    """One officer's browser, which has been nowhere yet. bars: how many make the page whole."""

    def __init__(self, driver: Chrome, bars: int) -> None:
        self._driver = driver
        note = {"source": _NOTE_WHEN_DRAWN % bars}
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", note)

    def enter(self, link: str) -> float:
        """Open a link and press its button; gives milliseconds from there until the page stands."""
        self._driver.get(link)
        self._driver.find_element(By.CSS_SELECTOR, "form button").click()
        return self._drawn_after_ms()

    def look_again(self) -> float:
        """Load the page anew, as who comes back does; gives milliseconds until it stands."""
        self._driver.refresh()
        return self._drawn_after_ms()

    def _drawn_after_ms(self) -> float:
        patience = WebDriverWait(self._driver, PATIENCE_SECONDS, POLL_SECONDS)
        drawn: float = patience.until(
            lambda driver: driver.execute_script("return window.drawnAfterMs"),
            "the page was not drawn",
        )
        return drawn


@contextmanager
def opened(bars: int) -> Iterator[Browser]:
    """A fresh one for the time of a block. Raises RuntimeError where none is installed."""
    for program in (CHROMIUM, CHROMEDRIVER):
        if not program.exists():
            raise RuntimeError(f"{program} is missing: apt-get install chromium chromium-driver")
    with tempfile.TemporaryDirectory(prefix="chama-bench-chromium-") as profile:
        options = ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,900"):
            options.add_argument(flag)
        driver = Chrome(options=options, service=Service(str(CHROMEDRIVER)))
        try:
            yield Browser(driver, bars)
        finally:
            driver.quit()
