"""The demo as a person sees it: the real process, in a real headless Chromium."""

from __future__ import annotations

import re

import pytest

from tests.browser.screen import Screen

pytestmark = pytest.mark.browser

WANJIRU, OTIENO, BARAKA = "+254712000001", "+254712000002", "+254712000004"


def test_a_payment_of_which_both_phones_tell_is_recorded_and_receipted(screen: Screen) -> None:
    screen.press(OTIENO, "Wanjiru")
    sent = screen.wait_for_bubble(OTIENO, "sent to WANJIRU KAMAU", by="own")
    code = sent.split()[0]
    screen.wait_for_bubble(OTIENO, f"noted for Umoja(.|\n)*{code}")
    screen.wait_for(".paid", "Paid 0 of 4")

    screen.press(WANJIRU, "Otieno")
    screen.wait_for_bubble(WANJIRU, f"{code} Confirmed.You have received", by="own")
    receipt = screen.wait_for_bubble(OTIENO, rf"received KES 1,000 \({code}\)")
    screen.wait_for_bubble(OTIENO, f"{code}(.|\n)* · sent$")
    screen.wait_for(".paid", "Paid 1 of 4")
    screen.wait_for(".sum", "KES 1,000 of KES 4,000")
    proof = re.search(r"Book ref: (\w{8})", receipt)
    assert proof is not None
    screen.wait_for(".entries li", f"Contribution(.|\n)*Otieno Ouma(.|\n)*{code}(.|\n)*{proof[1]}")

    screen.press(OTIENO, "Balance")
    screen.wait_for_bubble(OTIENO, "nothing left to pay")
    assert screen.complaints() == []


def test_a_question_is_on_the_board_until_it_is_answered(screen: Screen) -> None:
    screen.press(WANJIRU, "My own share")
    screen.wait_for(".questions li", "Own share(.|\n)*Otieno Ouma(.|\n)*KES 1,000")
    screen.wait_for(f'[data-phone="{OTIENO}"] .bubble', "Do you confirm it(.|\n)*sent")
    screen.press(OTIENO, "Yes")
    screen.wait_for(".questions li", "None")


def test_a_file_is_fetched_by_the_button_behind_its_link_and_once(screen: Screen) -> None:
    screen.write(BARAKA, "my statement pdf")
    sent = screen.wait_for_bubble(BARAKA, "/files/")
    link = re.search(r"http\S+/files/[a-z0-9]+", sent)
    assert link is not None
    page = screen.browser.current_url
    screen.browser.get(link[0])
    (button,) = screen.find("button")
    button.click()
    screen.until(lambda: _is_over(screen, link[0]), "The file was not fetched.")
    screen.browser.get(page)


def _is_over(screen: Screen, link: str) -> bool:
    screen.browser.get(link)
    return not screen.find("button") and "This link is over" in screen.texts("h1")


def test_a_phone_looks_like_sms_or_like_whatsapp(screen: Screen) -> None:
    phone = f'[data-phone="{BARAKA}"]'
    screen.press(BARAKA, "Balance")
    screen.wait_for(f"{phone}.sms .bubble.bot .about", "1 SMS, GSM-7 · sent")
    assert not screen.find(f"{phone} .bubble b")
    screen.find(f"{phone} .look")[0].click()
    screen.wait_for(f"{phone}.whatsapp .bubble.bot b", "KES 1,000")
    assert "SMS" not in screen.find(f"{phone} .bubble .about")[-1].text


def test_what_people_write_never_becomes_markup(screen: Screen) -> None:
    text = "<img src=x onerror=\"document.title='taken'\"> *<b>bold</b>*"
    screen.write(WANJIRU, text)
    shown = screen.wait_for_bubble(WANJIRU, "<img src=x", by="own")
    assert "<b>bold</b>" in shown
    assert not screen.find(".bubble img")
    assert screen.browser.title == "Simulator - chama bot"


def test_on_a_small_phone_one_screen_shows_at_a_time_and_nothing_sticks_out(
    screen: Screen,
) -> None:
    with screen.as_small_phone():
        for tab in screen.find(".tabs button"):
            tab.click()
            assert [one.is_displayed() for one in screen.find(".phone, .board")].count(True) == 1
            assert screen.sticking_out() == []


def test_everything_that_can_be_used_has_a_name(screen: Screen) -> None:
    used = screen.find("button, textarea, [role=log], [role=group]")
    shown = [one for one in used if one.is_displayed()]
    assert len(shown) > 50
    assert [one.get_attribute("outerHTML") for one in shown if not one.accessible_name] == []
