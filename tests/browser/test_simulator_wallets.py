"""Money by M-Pesa's API as a person sees it in the demo: prompts, PINs, receipts, a payout."""

from __future__ import annotations

import re

import pytest
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.screen import Screen

pytestmark = pytest.mark.browser

NJERI, KIPTOO, HALIMA, MUTUA = (f"+2547120000{last}" for last in (11, 12, 13, 14))


@pytest.fixture
def pamoja(screen: Screen) -> Screen:
    """The page with the group whose money comes by the API."""
    screen.choose("Pamoja (paybill)")
    screen.wait_for(f'[data-phone="{HALIMA}"] .balance', "M-PESA: Ksh20,000.00|M-PESA: Ksh19")
    return screen


def part(screen: Screen, phone: str, selector: str) -> WebElement:
    (found,) = screen.find(f'[data-phone="{phone}"] {selector}')
    return found


def type_pin(screen: Screen, phone: str, pin: str) -> None:
    """Into what the SIM asks, once it does."""
    screen.wait_for(f'[data-phone="{phone}"] .sim .asks', "Enter M-PESA PIN")
    part(screen, phone, ".sim input").send_keys(pin)
    part(screen, phone, ".sim .ok").click()


def pay_from_menu(screen: Screen, phone: str, units: int) -> None:
    """For the account that is on offer, the payer's own."""
    part(screen, phone, ".menu").click()
    part(screen, phone, '[name="amount"]').send_keys(str(units))
    part(screen, phone, ".pay").click()


def test_a_wrong_pin_is_told_in_plain_words_and_moves_nothing(pamoja: Screen) -> None:
    pamoja.press(HALIMA, "LIPA")
    type_pin(pamoja, HALIMA, "9999")
    said = pamoja.wait_for(f'[data-phone="{HALIMA}"] .said', "PIN si sahihi")
    assert "Hakuna kilicholipwa" in said
    assert not part(pamoja, HALIMA, ".sim").is_displayed()
    pamoja.wait_for_bubble(HALIMA, "PIN(.|\n)* · sent$")
    pamoja.wait_for(f'[data-phone="{HALIMA}"] .balance', "Ksh20,000.00")
    pamoja.wait_for(".paid", "Paid 1 of 4")


def test_what_the_sim_asks_can_be_used_on_a_small_phone(pamoja: Screen) -> None:
    pamoja.write(MUTUA, "pay 100")
    pamoja.wait_for(f'[data-phone="{MUTUA}"] .sim .asks', "KES 100 to PAMOJA")
    with pamoja.as_small_phone():
        tabs = pamoja.find(".tabs button")
        next(tab for tab in tabs if tab.text == "Mutua").click()
        part(pamoja, MUTUA, ".menu").click()
        assert pamoja.sticking_out() == []
        used = pamoja.find(f'[data-phone="{MUTUA}"] input, [data-phone="{MUTUA}"] button')
        assert [one.get_attribute("outerHTML") for one in used if not one.accessible_name] == []
        pin = part(pamoja, MUTUA, ".sim input")
        assert (pin.get_attribute("type"), pin.get_attribute("inputmode")) == (
            "password",
            "numeric",
        )
        part(pamoja, MUTUA, ".sim .cancel").click()
        pamoja.wait_for(f'[data-phone="{MUTUA}"] .said', "You cancelled")


def test_from_paying_to_the_payout_that_arrives(pamoja: Screen) -> None:
    pamoja.write(HALIMA, "lipa 600")
    type_pin(pamoja, HALIMA, "1234")
    text = pamoja.wait_for_bubble(HALIMA, "Ksh600.00 paid to PAMOJA", by="other")
    assert "M-PESA · " in text
    pamoja.wait_for_bubble(HALIMA, rf"imepokea KES 600 \({text.split()[0]}\)")
    pamoja.wait_for(f'[data-phone="{HALIMA}"] .balance', "Ksh19,400.00")
    pamoja.wait_for(".paid", "Paid 2 of 4")

    for payer in (NJERI, KIPTOO):
        pay_from_menu(pamoja, payer, 500)
        pamoja.wait_for_bubble(payer, "Ksh500.00 paid to PAMOJA", by="other")
    pamoja.wait_for(".paid", "Paid 4 of 4")

    for officer in (KIPTOO, MUTUA):
        asked = pamoja.wait_for_bubble(officer, r"Reply \d{4} to agree(.|\n)* · sent$")
        code = re.findall(r"Reply (\d{4})", asked)[-1]
        pamoja.write(officer, code)
    received = pamoja.wait_for_bubble(NJERI, "You have received Ksh2,000.00", by="other")
    pamoja.wait_for_bubble(NJERI, rf"KES 2,000 was sent to you for round 1 \({received.split()[0]}")
    pamoja.wait_for(f'[data-phone="{NJERI}"] .balance', "Ksh21,500.00")
    pamoja.wait_for(".entries li", f"Payout(.|\n)*{received.split()[0]}")
    assert pamoja.complaints() == []
