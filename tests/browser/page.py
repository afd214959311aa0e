"""A page in a browser, whosever it is: what is on it, and whether it fits the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

PHONE_WIDTH, PHONE_HEIGHT = 390, 844
PATIENCE_SECONDS = 20

_TEXTS = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)"

Found = TypeVar("Found")


class Page:
    """What every page in a browser can be asked. STICKING_OUT: the script that finds what is not
    wholly on the screen."""

    STICKING_OUT: ClassVar[str]

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    def find(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """What is written in all that a selector finds, read at once."""
        return list(self.browser.execute_script(_TEXTS, selector))

    def until(self, look: Callable[[], Found | None], complaint: str) -> Found:
        """Look again and again until there is something; gives it."""
        patience = WebDriverWait(
            self.browser, PATIENCE_SECONDS, 0.1, (StaleElementReferenceException,)
        )
        found: Found = patience.until(lambda _: look() or False, complaint)
        return found

    @contextmanager
    def as_small_phone(self) -> Iterator[None]:
        """On a small phone's screen; what is open is drawn for it."""
        small = {"width": PHONE_WIDTH, "height": PHONE_HEIGHT, "deviceScaleFactor": 1}
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {**small, "mobile": True}
        )
        try:
            yield
        finally:
            self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def sticking_out(self) -> list[str]:
        """What is not wholly on the screen."""
        return list(self.browser.execute_script(self.STICKING_OUT))

    def complaints(self) -> list[object]:
        """What the browser's console says."""
        return list(self.browser.get_log("browser"))
