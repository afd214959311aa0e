"""An officer's browser: the pages as they look and click, beside the simulator's phones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.screen import PATIENCE_SECONDS, PHONE_HEIGHT, PHONE_WIDTH, Screen

MAIN = '[data-testid="stMainBlockContainer"]'
RUNNING = '[data-testid="stStatusWidget"], [data-stale="true"]'

STICKING_OUT = """
const { clientWidth, scrollWidth } = document.documentElement;
const scrolls = (element) => {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (getComputedStyle(one).overflowX !== "visible" && one.clientWidth < clientWidth) return true;
  }
  return false;
};
const main = document.querySelector('[data-testid="stMainBlockContainer"]');
const wide = [...main.querySelectorAll("*")].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 0 && (left < -1 || right > clientWidth + 1) && !scrolls(element);
});
return (scrollWidth > clientWidth ? ["the page"] : [])
  .concat(wide.map((element) => element.outerHTML.slice(0, 120)));
"""


class Officer:
    """One officer's pages in a browser that has a tab for the simulator too."""

    def __init__(self, screen: Screen, phone: str) -> None:
        """They text for a link and open it."""
        self.screen = screen
        self.browser: Chrome = screen.browser
        self.phone = phone
        self._phones = self.browser.current_window_handle
        self.screen.write(phone, "dashboard")
        said = self.screen.wait_for_bubble(phone, r"/enter\?t=\w{26}")
        (link,) = re.findall(r"\S+/enter\?t=\w{26}", said)
        self.base = link.partition("/enter")[0]
        self.browser.switch_to.new_window("tab")
        self._pages = self.browser.current_window_handle
        self.browser.get(link)
        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.1)
        patience.until(lambda _: self.find("form button"), "no button that opens")[0].click()
        self.wait_for("Umoja")

    def open(self, page: str, **asked: str) -> None:
        """A page by its address."""
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        self.browser.get(f"{self.base}/{page}?{query}")
        self.wait_for("Nairobi's clock|saa za Nairobi")

    def wait_for(self, text: str) -> str:
        """Until the page shows a text that matches and has come to rest; gives all of it."""

        def shown(_: object) -> str | None:
            texts = [one.text for one in self.find(MAIN)]
            said = "\n".join(texts)
            return said if re.search(text, said) and not self.find(RUNNING) else None

        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.1)
        found: str = patience.until(shown, f"no {text!r}")
        return found

    def find(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def button(self, label: str) -> WebElement:
        """A button by a part of what stands on it."""

        def shown(_: object) -> WebElement | None:
            found = [one for one in self.find(f"{MAIN} button") if label in one.text]
            return found[0] if found else None

        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.1)
        one: WebElement = patience.until(shown, f"no button {label!r}")
        return one

    @contextmanager
    def at_phones(self) -> Iterator[Screen]:
        """Look at the simulator meanwhile."""
        self.browser.switch_to.window(self._phones)
        try:
            yield self.screen
        finally:
            self.browser.switch_to.window(self._pages)

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
        """What is not wholly on the screen, tables that scroll in themselves apart."""
        return list(self.browser.execute_script(STICKING_OUT))

    def complaints(self) -> list[object]:
        """What the browser's console says."""
        return list(self.browser.get_log("browser"))

    def close(self) -> None:
        """Shut the tab of the pages."""
        self.browser.switch_to.window(self._pages)
        self.browser.close()
        self.browser.switch_to.window(self._phones)
