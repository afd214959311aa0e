"""The simulator's page as its visitor uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

PHONE_WIDTH, PHONE_HEIGHT = 390, 844
PATIENCE_SECONDS = 20

STICKING_OUT = """
const { clientWidth, scrollWidth, clientHeight, scrollHeight } = document.documentElement;
const wide = [...document.body.querySelectorAll("*")].filter((element) => {
  const { left, right } = element.getBoundingClientRect();
  return left < 0 || right > clientWidth;
});
if (scrollWidth > clientWidth || scrollHeight > clientHeight) wide.unshift(document.body);
return wide.map((element) => element.outerHTML.slice(0, 100));
"""


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

    def choose(self, group: str) -> None:
        """Look at that group."""
        (chooser,) = self.find(".chooser select")
        Select(chooser).select_by_visible_text(group)

    @contextmanager
    def as_small_phone(self) -> Iterator[None]:
        """On a small phone's screen."""
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
        return list(self.browser.execute_script(STICKING_OUT))
