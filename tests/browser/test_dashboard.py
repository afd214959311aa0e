"""The officers' pages as an officer uses them: real processes, in a real headless Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from bot.around import utc_now
from bot.store.database import open_engine, writing
from bot.store.tables import dashboard_session
from tests.browser.conftest import free_port, running_demo
from tests.browser.page import PHONE_HEIGHT, PHONE_WIDTH, Page
from tests.browser.screen import Screen

pytestmark = pytest.mark.browser

WANJIRU, OTIENO = "+254712000001", "+254712000002"
MOST_BYTES = 2_000_000
"""What the link's message says that the first page takes."""

WHOLE = r"Have paid\s+\d of 4(.|\n)*The pot:(.|\n)*Everybody(.|\n)*Sign out"
"""What the page says once all of it is there: its parts come one by one."""

ALL_TEXT = "return document.body.innerText"
WIDTHS = "const e = document.documentElement; return [e.scrollWidth, e.clientWidth]"


@dataclass
class Demo:
    """A running demo with the pages beside it. pages: where those are."""

    url: str
    pages: str
    database_url: str

    def outdate_sessions(self) -> None:
        """As if nobody had used any for half an hour."""
        engine = open_engine(self.database_url)
        with writing(engine) as connection:
            seen_at = utc_now() - timedelta(minutes=31)
            connection.execute(sa.update(dashboard_session).values(seen_at=seen_at))
        engine.dispose()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder: Path = tmp_path_factory.mktemp("demo")
    port, dashboard_port = free_port(), free_port()
    with running_demo(folder, port, "--dashboard", dashboard_port=dashboard_port):
        yield Demo(
            f"http://127.0.0.1:{port}/simulator",
            f"http://127.0.0.1:{dashboard_port}/dashboard",
            f"sqlite:///{folder}/demo.db",
        )


class Officer(Page):
    """A person with a phone and a browser: one tab shows the simulator, the other the pages."""

    def __init__(self, browser: Chrome, demo: Demo, phone: str = WANJIRU) -> None:
        super().__init__(browser)
        self.demo, self.phone = demo, phone
        self.screen = Screen(browser, demo.url)
        self.phones = browser.current_window_handle
        browser.switch_to.new_window("tab")
        self.tab = browser.current_window_handle
        browser.get(f"{demo.pages}/enter")
        browser.delete_all_cookies()

    def write(self, text: str) -> None:
        self.browser.switch_to.window(self.phones)
        self.screen.write(self.phone, text)

    def link(self, text: str = "dashboard") -> str:
        """A new one, asked for by text."""
        self.browser.switch_to.window(self.phones)
        before = self.links()
        self.write(text)

        def newest() -> str | None:
            return next((one for one in self.links() if one not in before), None)

        link = self.until(newest, "no link came")
        self.browser.switch_to.window(self.tab)
        return link

    def links(self) -> list[str]:
        """Those that the phone shows."""
        pattern = re.escape(self.demo.pages) + r"/enter\?t=\w{26}"
        bubbles = f'[data-phone="{self.phone}"] .bubble.bot'
        return re.findall(pattern, " ".join(self.texts(bubbles)))

    def enter(self, text: str = "dashboard") -> None:
        """Open a new link and press its button."""
        self.browser.get(self.link(text))
        self.browser.find_element(By.TAG_NAME, "button").click()
        self.wait_for(WHOLE)

    def wait_for(self, pattern: str) -> str:
        """Until the page says so; gives all that it says."""

        def said() -> str | None:
            text = str(self.browser.execute_script(ALL_TEXT))
            return text if re.search(pattern, text) else None

        return self.until(said, f"the page does not say {pattern!r}")

    def told(self) -> list[dict[str, object]]:
        """What the browser did on the network since the last look."""
        entries = self.browser.get_log("performance")
        return [json.loads(one["message"])["message"] for one in entries]


@pytest.fixture
def officer(browser: Chrome, demo: Demo) -> Officer:
    """Wanjiru, with a browser that nobody has signed in with; rates begin anew."""
    engine = open_engine(demo.database_url)
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM dashboard_link")
    engine.dispose()
    for handle in browser.window_handles[1:]:
        browser.switch_to.window(handle)
        browser.close()
    browser.switch_to.window(browser.window_handles[0])
    browser.get_log("browser")
    return Officer(browser, demo)


def test_a_link_that_was_previewed_opens_the_pages_once(officer: Officer) -> None:
    link = officer.link()
    officer.browser.switch_to.window(officer.phones)
    assert officer.screen.find(f'[data-phone="{WANJIRU}"] .words a[href="{link}"]')
    officer.browser.switch_to.window(officer.tab)
    for _ in range(2):
        with urlopen(link) as preview:
            assert preview.status == 200
    officer.browser.get(link)
    officer.browser.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    said = officer.wait_for(WHOLE)
    assert "Round" in said
    assert "Umoja" in said
    assert "0 of 4" in said
    officer.browser.switch_to.window(officer.phones)
    officer.screen.wait_for_bubble(WANJIRU, "opened in a browser just now(.|\n)*STOP DASHBOARD")
    officer.browser.switch_to.window(officer.tab)

    officer.browser.delete_all_cookies()
    officer.browser.get(link)
    officer.wait_for("This link is over")
    assert not officer.browser.find_elements(By.TAG_NAME, "button")
    officer.browser.get(officer.demo.pages + "/")
    officer.wait_for("Officers of a group come in by a link")


def test_nothing_is_fetched_from_elsewhere_and_nothing_complained_about(officer: Officer) -> None:
    officer.browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    link = officer.link()
    officer.browser.get(link)
    officer.told()
    officer.browser.find_element(By.TAG_NAME, "button").click()
    officer.wait_for(WHOLE)
    happened = officer.told()
    begun = [one for one in happened if one["method"] == "Network.requestWillBeSent"]
    urls = [str(one["params"]["request"]["url"]) for one in begun]  # type: ignore[index]
    own = officer.demo.pages.rpartition("/")[0]
    urls = [one for one in urls if not one.startswith(officer.demo.url)]  # of the other tab
    assert len(urls) > 20
    assert [one for one in urls if not one.startswith((own, "data:", "blob:"))] == []
    ended = [one["params"] for one in happened if one["method"] == "Network.loadingFinished"]
    assert sum(one["encodedDataLength"] for one in ended) < MOST_BYTES  # type: ignore[index]
    assert officer.browser.get_log("browser") == []


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 900), (PHONE_WIDTH, PHONE_HEIGHT)], ids=["wide", "phone"]
)
def test_the_round_can_be_read(officer: Officer, width: int, height: int) -> None:
    officer.enter()
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    officer.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        officer.browser.refresh()
        officer.wait_for(WHOLE)
        scroll_width, client_width = officer.browser.execute_script(WIDTHS)
        assert scroll_width <= client_width
        bars = officer.browser.find_elements(By.CSS_SELECTOR, "[role=progressbar]")
        assert len(bars) == 5  # the pot and four members
        assert officer.browser.execute_script("return document.documentElement.lang") == "en"
    finally:
        officer.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_what_comes_in_is_on_the_page(officer: Officer) -> None:
    officer.enter()
    officer.browser.switch_to.window(officer.phones)
    officer.screen.press(OTIENO, "Wanjiru")
    officer.screen.wait_for_bubble(OTIENO, "noted for Umoja")
    officer.browser.switch_to.window(officer.tab)
    officer.browser.refresh()
    officer.wait_for(r"Waiting for proof: 1\s+(.|\n)*Says they paid(.|\n)*Sign out")
    (table,) = officer.browser.find_elements(By.CSS_SELECTOR, "[data-testid=stTable] table")
    assert "Otieno Ouma" in table.text
    assert "KES 1,000" in table.text


def test_a_forged_header_or_cookie_opens_nothing(officer: Officer) -> None:
    officer.enter()  # so that there is a session whose number can be guessed
    officer.browser.delete_all_cookies()
    forged = {"headers": {"X-Chama-Officer": "1"}}
    officer.browser.execute_cdp_cmd("Network.enable", {})
    officer.browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", forged)
    try:
        officer.browser.get(officer.demo.pages + "/")
        officer.wait_for("Officers of a group come in by a link")
        officer.browser.add_cookie({"name": "chama_dashboard", "value": "a" * 26})
        officer.browser.get(officer.demo.pages + "/")
        officer.wait_for("Officers of a group come in by a link")
    finally:
        officer.browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {}})


def test_a_session_of_which_nobody_made_use_is_over(officer: Officer) -> None:
    officer.enter()
    officer.demo.outdate_sessions()
    officer.browser.refresh()
    officer.wait_for("Officers of a group come in by a link")


def test_a_text_from_the_phone_ends_the_page_that_stands_open(officer: Officer) -> None:
    officer.enter()
    officer.write("STOP DASHBOARD")
    officer.screen.wait_for_bubble(WANJIRU, "no browser shows your groups any more")
    officer.browser.switch_to.window(officer.tab)
    officer.browser.find_element(By.TAG_NAME, "body").send_keys("r")  # run the page anew
    said = officer.wait_for("You are signed out")
    assert "Umoja" not in said
    officer.browser.refresh()
    officer.wait_for("Officers of a group come in by a link")


def test_an_auditor_looks_until_an_officer_ends_it(officer: Officer) -> None:
    officer.enter("auditor")
    assert "nothing can be changed from here" in officer.wait_for(WHOLE)
    officer.browser.get(officer.demo.pages + "/questions")
    said = officer.wait_for("Waiting for proof")
    assert "For you" not in said
    officer.browser.switch_to.window(officer.phones)
    officer.screen.wait_for_bubble(WANJIRU, "auditor's link that you got(.|\n)*STOP AUDITOR")
    officer.write("stop auditor")
    officer.screen.wait_for_bubble(WANJIRU, "no auditor looks at Umoja's book any more")
    officer.browser.switch_to.window(officer.tab)
    officer.browser.refresh()
    officer.wait_for("An auditor asks an officer for a new one")


def test_who_has_no_mouse_reads_the_page_and_signs_out(officer: Officer) -> None:
    officer.enter()
    body = officer.browser.find_element(By.TAG_NAME, "body")
    names: list[str] = []
    for _ in range(12):
        body.send_keys(Keys.TAB)
        focused = officer.browser.switch_to.active_element
        names.append(focused.text or focused.accessible_name)
        if focused.text == "Sign out":
            break
    assert names[-1] == "Sign out", names
    officer.browser.switch_to.active_element.send_keys(Keys.ENTER)
    officer.wait_for("You are signed out")
    officer.browser.get(officer.demo.pages + "/")
    officer.wait_for("Officers of a group come in by a link")
