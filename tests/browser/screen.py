"""The simulator's page as its visitor uses it."""

from __future__ import annotations

import re
from typing import Final

from selenium.webdriver import Chrome
from selenium.webdriver.support.ui import Select

from tests.browser.page import Page

_STICKING_OUT: Final = """
const { clientWidth, scrollWidth, clientHeight, scrollHeight } = document.documentElement;
const wide = [...document.body.querySelectorAll("*")].filter((element) => {
  const { left, right } = element.getBoundingClientRect();
  return left < 0 || right > clientWidth;
});
if (scrollWidth > clientWidth || scrollHeight > clientHeight) wide.unshift(document.body);
return wide.map((element) => element.outerHTML.slice(0, 100));
"""


class Screen(Page):
    """The page as its visitor uses it."""

    STICKING_OUT = _STICKING_OUT

    def __init__(self, browser: Chrome, url: str) -> None:
        super().__init__(browser)
        self.browser.get(url)
        self.wait_for('[data-phone="+254799000000"] .buttons button')

    def wait_for(self, selector: str, text: str = "") -> str:
        """Wait until some element of that selector shows a text that matches; gives the text."""

        def shown() -> str | None:
            said = self.texts(selector)
            return next((one or " " for one in said if re.search(text, one)), None)

        return self.until(shown, f"no {selector} with {text!r}")

    def press(self, phone: str, label: str) -> None:
        buttons = self.find(f'[data-phone="{phone}"] .buttons button')
        next(button for button in buttons if button.text == label).click()

    def write(self, phone: str, text: str) -> None:
        (box,) = self.find(f'[data-phone="{phone}"] textarea')
        box.send_keys(text)
        self.find(f'[data-phone="{phone}"] .send')[0].click()

    def wait_for_bubble(self, phone: str, text: str, by: str = "bot") -> str:
        return self.wait_for(f'[data-phone="{phone}"] .bubble.{by}', text)

    def choose(self, group: str) -> None:
        """Look at that group."""
        (chooser,) = self.find(".chooser select")
        Select(chooser).select_by_visible_text(group)
