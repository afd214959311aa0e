"""An officer's browser: the pages as they look and click, beside the simulator's phones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.screen import PATIENCE_SECONDS, PHONE_HEIGHT, PHONE_WIDTH, Screen

MAIN = '[data-testid="stMainBlockContainer"]'
RUNNING = '[data-testid="stSkeleton"], [data-stale="true"]'

TEXTS = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)"

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
        link = self._new_link()
        self.base = link.partition("/enter")[0]
        self.browser.switch_to.new_window("tab")
        self._pages = self.browser.current_window_handle
        self.browser.get(link)
        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.1)
        patience.until(lambda _: self.find("form button"), "no button that opens")[0].click()
        self.wait_for("Nairobi's clock")

    def _new_link(self) -> str:
        """One that they were not sent before."""
        before = self._links()
        self.screen.write(self.phone, "dashboard")
        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.2)
        found: list[str] = patience.until(
            lambda _: [one for one in self._links() if one not in before], "no link came"
        )
        return found[0]

    def _links(self) -> list[str]:
        said = self.texts(f'[data-phone="{self.phone}"] .bubble.bot')
        return re.findall(r"\S+/enter\?t=\w{26}", "\n".join(said))

    def open(self, title: str) -> None:
        """A page by its name in the navigation, on whatever screen."""
        links = '[data-testid="stPageLink-NavLink"]'

        def shown(_: object) -> WebElement | None:
            return next((one for one in self.find(links) if one.text.strip() == title), None)

        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.1)
        patience.until(shown, f"no page {title!r}").click()
        patience.until(lambda _: self.texts(f"{MAIN} h1") == [title], f"no {title!r} opened")
        self.wait_for("Nairobi's clock")

    def wait_for(self, text: str) -> str:
        """Until the page shows a text that matches and has come to rest; gives all of it."""

        def shown(_: object) -> str | None:
            said = "\n".join(self.texts(MAIN))
            return said if re.search(text, said) and not self.find(RUNNING) else None

        patience = WebDriverWait(self.browser, PATIENCE_SECONDS, poll_frequency=0.1)
        found: str = patience.until(shown, f"no {text!r}")
        return found

    def texts(self, selector: str) -> list[str]:
        """What is written in all that a selector finds, read at once."""
        return list(self.browser.execute_script(TEXTS, selector))

    def find(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def button(self, label: str) -> WebElement:
        """A button by a part of what stands on it."""

        def shown(_: object) -> WebElement | None:
            labels = ((one, one.text) for one in self.find(f"{MAIN} button"))
            return next((one for one, text in labels if label in text), None)

        patience = WebDriverWait(
            self.browser, PATIENCE_SECONDS, 0.1, (StaleElementReferenceException,)
        )
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
