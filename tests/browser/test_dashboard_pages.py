"""The officers' pages at work: what is clicked, what phones say of it, what a screen holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import ActionChains, Chrome

from bot.around import utc_now
from bot.store.database import open_engine, reading, writing
from bot.store.tables import dashboard_link, dashboard_session, entry, proposal
from tests.browser.conftest import free_port, running_demo
from tests.browser.officer import Officer
from tests.browser.screen import Screen
from tests.browser.test_simulator_wallets import HALIMA, KIPTOO, MUTUA, NJERI, pay_from_menu

pytestmark = pytest.mark.browser

WANJIRU, OTIENO, ACHIENG, BARAKA = (f"+25471200000{last}" for last in range(1, 5))
PAGES = ("Round", "Members", "Payouts", "Questions", "Book", "Money", "Reports", "Rules")
DONE = "Done. This was sent to your phone too"


@dataclass
class Demo:
    """The demo with the pages beside it."""

    url: str
    engine: sa.Engine

    def count(self, kind: sa.Column[str], wanted: str) -> int:
        """How many entries or proposals of a kind there are."""
        with reading(self.engine) as connection:
            counted = sa.select(sa.func.count()).where(kind == wanted)
            return int(connection.execute(counted).scalar_one())

    def end_sessions(self) -> None:
        """As if everybody had signed out somewhere else."""
        with writing(self.engine) as connection:
            connection.execute(sa.update(dashboard_session).values(ended_at=utc_now()))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder: Path = tmp_path_factory.mktemp("demo")
    port, dashboard_port = free_port(), free_port()
    with running_demo(folder, port, "--dashboard", dashboard_port=dashboard_port):
        engine = open_engine(f"sqlite:///{folder}/demo.db")
        yield Demo(f"http://127.0.0.1:{port}/simulator", engine)
        engine.dispose()


@pytest.fixture
def wanjiru(browser: Chrome, demo: Demo) -> Iterator[Officer]:
    """The treasurer, signed in; as often as a test likes."""
    with writing(demo.engine) as connection:
        connection.execute(sa.delete(dashboard_link))
    officer = Officer(Screen(browser, demo.url), WANJIRU)
    officer.complaints()
    yield officer
    officer.close()


NAMES = {  # whose a payment is, is remembered by the payer's name
    "UKR9AB2C77": "ROSE AKOTH",
    "UKR9AB2C78": "PETER KAMAU",
    "UKR9AB2C79": "ALICE NEKESA",
    "UKR9AB2C80": "MARY WAMBUI",
    "UKR9AB2C81": "JOHN KIPTOO",
}


def unknown_payer(officer: Officer, code: str) -> None:
    """Money arrives of somebody whom nobody knows; the treasurer is asked whose it is."""
    payer = f"{NAMES[code]} 07990002{code[-2:]}"
    day = utc_now().strftime("%-d/%-m/%y")
    with officer.at_phones() as phones:
        phones.write(
            WANJIRU,
            f"{code} Confirmed.You have received Ksh1,000.00 from {payer} on {day} "
            "at 6:00 AM New M-PESA balance is Ksh30,000.00.",
        )
        phones.wait_for_bubble(WANJIRU, f"{code}(.|\n)*Whose payment")


def allocations(demo: Demo) -> int:
    return demo.count(entry.c.kind, "allocation")


def test_a_question_is_answered_by_a_click_and_told_on_both_screens(
    wanjiru: Officer, demo: Demo
) -> None:
    unknown_payer(wanjiru, "UKR9AB2C77")
    before = allocations(demo)
    wanjiru.open("Questions")
    wanjiru.wait_for("UKR9AB2C77(.|\n)*Achieng Atieno")
    wanjiru.button("Achieng Atieno").click()
    said = wanjiru.wait_for(f"{DONE}(.|\n)*UKR9AB2C77")
    assert "Nothing waits for your answer." in said
    with wanjiru.at_phones() as phones:
        phones.wait_for_bubble(ACHIENG, "UKR9AB2C77")
    assert allocations(demo) == before + 1
    assert wanjiru.complaints() == []


def test_a_double_click_answers_once(wanjiru: Officer, demo: Demo) -> None:
    unknown_payer(wanjiru, "UKR9AB2C78")
    before = allocations(demo)
    wanjiru.open("Questions")
    wanjiru.wait_for("UKR9AB2C78")
    ActionChains(wanjiru.browser).double_click(wanjiru.button("Achieng Atieno")).perform()
    wanjiru.wait_for(DONE)
    assert allocations(demo) == before + 1
    unknown_payer(wanjiru, "UKR9AB2C79")
    wanjiru.wait_for("UKR9AB2C79")
    button = wanjiru.button("Achieng Atieno")
    try:
        for _ in range(2):  # 0.2 s apart: the first run is killed half-way, the second begins
            button.click()
            ActionChains(wanjiru.browser).pause(0.2).perform()
    except StaleElementReferenceException:
        pass  # it was faster, and the button is gone
    wanjiru.wait_for("Nothing waits for your answer")
    assert allocations(demo) == before + 2


def test_a_reload_right_after_the_click_loses_and_doubles_nothing(
    wanjiru: Officer, demo: Demo
) -> None:
    unknown_payer(wanjiru, "UKR9AB2C80")
    before = allocations(demo)
    wanjiru.open("Questions")
    wanjiru.wait_for("UKR9AB2C80")
    wanjiru.button("Achieng Atieno").click()
    ActionChains(wanjiru.browser).pause(0.1).perform()
    wanjiru.browser.refresh()
    wanjiru.wait_for("Nothing waits for your answer")
    with wanjiru.at_phones() as phones:
        phones.wait_for_bubble(ACHIENG, "UKR9AB2C80")
    assert allocations(demo) == before + 1


def test_a_click_of_a_session_that_is_over_does_nothing(wanjiru: Officer, demo: Demo) -> None:
    unknown_payer(wanjiru, "UKR9AB2C81")
    before = allocations(demo)
    wanjiru.open("Questions")
    wanjiru.wait_for("UKR9AB2C81")
    button = wanjiru.button("Achieng Atieno")
    demo.end_sessions()
    button.click()
    said = wanjiru.wait_for("You are signed out")
    assert "UKR9AB2C81" not in said
    assert allocations(demo) == before
    with wanjiru.at_phones() as phones:
        phones.write(WANJIRU, "2")  # still waits on her phone
        phones.wait_for_bubble(WANJIRU, "UKR9AB2C81(.|\n)*Achieng|Achieng(.|\n)*UKR9AB2C81")


def fill_the_pot(officer: Officer) -> None:
    """Everybody who still owes pays; the chair refuses what is put of itself."""
    with officer.at_phones() as phones:
        for payer, name in ((OTIENO, "Otieno"), (BARAKA, "Baraka"), (ACHIENG, "Achieng")):
            phones.press(payer, "Wanjiru")
            code = phones.wait_for_bubble(payer, "sent to WANJIRU KAMAU", by="own").split()[0]
            phones.press(WANJIRU, name)
            phones.wait_for_bubble(payer, rf"KES 1,000 \({code}\)")
        phones.press(WANJIRU, "My own share")
        phones.wait_for_bubble(OTIENO, "Do you confirm it(.|\n)*sent")
        phones.press(OTIENO, "Yes")
        phones.wait_for_bubble(OTIENO, "pay out round 1(.|\n)*sent$")
        phones.write(OTIENO, "NO")
        phones.wait_for_bubble(OTIENO, "stays in the pot|not paid out|refused|said no")


ASKED_BY_CODE = r"Reply \d{4}(.|\n)*sent$"
"""A question that has left: what is answered before is no answer."""


def code_on(phones: Screen, phone: str) -> str:
    """The digits of the newest question about the pot on a phone."""
    said = phones.texts(f'[data-phone="{phone}"] .bubble.bot')
    asked = [one for one in said if "pay out round 1" in one]
    return re.findall(r"Reply (\d{4})", asked[-1])[-1]


def test_a_payout_goes_from_the_click_to_the_phones_to_the_slip(
    wanjiru: Officer, demo: Demo
) -> None:
    fill_the_pot(wanjiru)
    wanjiru.open("Payouts")
    wanjiru.wait_for("This pot can be paid(.|\n)*To be sent")
    put = demo.count(proposal.c.kind, "payout")
    wanjiru.button("Ask for agreement").click()
    wanjiru.wait_for(f"{DONE}(.|\n)*Asked to agree, on their phones")
    assert demo.count(proposal.c.kind, "payout") == put + 1
    with wanjiru.at_phones() as phones:
        for phone in (OTIENO, BARAKA):
            phones.wait_for(f'[data-phone="{phone}"] .bubble.bot:last-child', ASKED_BY_CODE)
            phones.write(phone, code_on(phones, phone))
    said = wanjiru.wait_for("waits to be sent(.|\n)*Paid lately(.|\n)*Not sent yet.")  # by itself
    assert "Ask for agreement" not in said
    assert wanjiru.complaints() == []


def test_a_page_opens_by_its_own_address_and_complains_of_nothing(wanjiru: Officer) -> None:
    wanjiru.browser.get(f"{wanjiru.base}/members?member=M03")
    wanjiru.wait_for("Achieng Atieno(.|\n)*Statement(.|\n)*Nairobi's clock")
    wanjiru.browser.refresh()
    wanjiru.wait_for("Achieng Atieno(.|\n)*Statement(.|\n)*Nairobi's clock")
    wanjiru.open("Reports")
    assert wanjiru.browser.current_url.startswith(f"{wanjiru.base}/reports")
    assert wanjiru.complaints() == []


def test_amounts_stand_at_the_right_of_their_column(wanjiru: Officer) -> None:
    wanjiru.open("Members")
    script = """
    const row = document.querySelector('[data-testid="stTable"] tbody tr');
    const head = document.querySelector('[data-testid="stTable"] thead tr');
    return [row, head].map((one) =>
      [...one.children].map((cell) => getComputedStyle(cell).textAlign));
    """
    wanted = ["left", "left", "left", "right", "right", "right"]
    assert wanjiru.browser.execute_script(script) == [wanted, wanted]
    assert wanjiru.complaints() == []


def test_every_page_holds_on_every_screen(wanjiru: Officer) -> None:
    for title in PAGES:
        wanjiru.open(title)
        assert wanjiru.sticking_out() == [], title
    with wanjiru.as_small_phone():
        for title in PAGES:
            wanjiru.open(title)
            assert wanjiru.sticking_out() == [], title
            assert "could not be shown" not in wanjiru.wait_for("clock")
            links = wanjiru.find('[data-testid="stPageLink-NavLink"]')
            assert [one.text for one in links if one.is_displayed()] == list(PAGES)
    used = wanjiru.find("main button, main input, section button, section input")
    nameless = [one for one in used if one.is_displayed() and not one.accessible_name]
    assert [one.get_attribute("outerHTML") for one in nameless] == []
    assert wanjiru.complaints() == []


def test_a_pot_that_is_asked_for_by_a_click_is_sent_by_the_demos_m_pesa(
    browser: Chrome, demo: Demo
) -> None:
    screen = Screen(browser, demo.url)
    screen.choose("Pamoja (paybill)")
    screen.wait_for(f'[data-phone="{NJERI}"] .menu')
    for payer in (NJERI, KIPTOO, HALIMA):
        pay_from_menu(screen, payer, 500)
        screen.wait_for_bubble(payer, "Ksh500.00 paid to PAMOJA", by="other")
    screen.wait_for(".paid", "Paid 4 of 4")
    screen.wait_for_bubble(KIPTOO, r"Reply \d{4} to agree(.|\n)* · sent$")
    screen.write(KIPTOO, "NO")
    screen.wait_for_bubble(KIPTOO, "stays in the pot|not paid out|refused|said no")
    njeri = Officer(screen, NJERI)
    njeri.open("Payouts")
    njeri.button("Ask for agreement").click()
    njeri.wait_for(f"{DONE}(.|\n)*Asked to agree, on their phones")
    with njeri.at_phones() as phones:
        for phone in (KIPTOO, MUTUA):
            newest = f'[data-phone="{phone}"] .bubble.bot:last-child'
            asked = phones.wait_for(newest, ASKED_BY_CODE)
            phones.write(phone, re.findall(r"Reply (\d{4})", asked)[-1])
        phones.wait_for_bubble(NJERI, "You have received Ksh2,000.00", by="other")
    njeri.wait_for("Paid lately(.|\n)*Sent: KES 2,000")
    assert njeri.complaints() == []
    njeri.close()
