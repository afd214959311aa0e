"""An officer's browser: the pages as they look and click, beside the simulator's phones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from selenium.webdriver.remote.webelement import WebElement

from tests.browser.page import Page
from tests.browser.screen import Screen

MAIN = '[data-testid="stMainBlockContainer"]'
RUNNING = '[data-testid="stSkeleton"], [data-stale="true"]'

# Tables that scroll in themselves are no fault.
_STICKING_OUT: Final = """
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


class Officer(Page):
    """One officer's pages in a browser that has a tab for the simulator too."""

    STICKING_OUT = _STICKING_OUT

    def __init__(self, screen: Screen, phone: str) -> None:
        """They text for a link and open it."""
        super().__init__(screen.browser)
        self.screen = screen
        self.phone = phone
        self._phones = self.browser.current_window_handle
        link = self._new_link()
        self.base = link.partition("/enter")[0]
        self.browser.switch_to.new_window("tab")
        self._pages = self.browser.current_window_handle
        self.browser.get(link)
        self.until(lambda: self.find("form button"), "no button that opens")[0].click()
        self.wait_for("Nairobi's clock")

    def _new_link(self) -> str:
        """One that they were not sent before."""
        before = self._links()
        self.screen.write(self.phone, "dashboard")
        new = self.until(
            lambda: [one for one in self._links() if one not in before], "no link came"
        )
        return new[0]

    def _links(self) -> list[str]:
        said = self.texts(f'[data-phone="{self.phone}"] .bubble.bot')
        return re.findall(r"\S+/enter\?t=\w{26}", "\n".join(said))

    def open(self, title: str) -> None:
        """A page by its name in the navigation, on whatever screen."""
        links = '[data-testid="stPageLink-NavLink"]'

        def shown() -> WebElement | None:
            return next((one for one in self.find(links) if one.text.strip() == title), None)

        self.until(shown, f"no page {title!r}").click()
        self.until(lambda: self.texts(f"{MAIN} h1") == [title], f"no {title!r} opened")
        self.wait_for("Nairobi's clock")

    def wait_for(self, text: str) -> str:
        """Until the page shows a text that matches and has come to rest; gives all of it."""

        def shown() -> str | None:
            said = "\n".join(self.texts(MAIN))
            return said if re.search(text, said) and not self.find(RUNNING) else None

        return self.until(shown, f"no {text!r}")

    def button(self, label: str) -> WebElement:
        """A button by a part of what stands on it."""

        def shown() -> WebElement | None:
            labels = ((one, one.text) for one in self.find(f"{MAIN} button"))
            return next((one for one, text in labels if label in text), None)

        return self.until(shown, f"no button {label!r}")

    @contextmanager
    def at_phones(self) -> Iterator[Screen]:
        """Look at the simulator meanwhile."""
        self.browser.switch_to.window(self._phones)
        try:
            yield self.screen
        finally:
            self.browser.switch_to.window(self._pages)

    def close(self) -> None:
        """Shut the tab of the pages."""
        self.browser.switch_to.window(self._pages)
        self.browser.close()
        self.browser.switch_to.window(self._phones)
