"""A member says that their next payment is for welfare; words alone move nothing."""

from __future__ import annotations

import pytest

from bot.conversation.effects import Intend
from tests.builders import (
    ACHIENG,
    BARAKA,
    WANJIRU,
    book,
    contribution,
    decided,
    posted,
    reply,
    templates_to,
)

PAY_TO = "0712000001 (Wanjiru Kamau)"


@pytest.mark.parametrize(
    "text",
    [
        "500 for welfare",
        "500 ya welfare",
        "nimetuma 500 ya msiba wa Baraka",
        "Here is 500 for Baraka's funeral",
    ],
)
def test_it_is_noted_for_the_payment_of_that_amount(text: str) -> None:
    assert decided(ACHIENG, text) == (
        Intend(ACHIENG.code, (("welfare", 50_000),)),
        reply(ACHIENG, "welfare_noted", name=ACHIENG.name, amount_cents=50_000, pay_to=PAY_TO),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I want to contribute to welfare", id="no-amount"),
        pytest.param("should I send 500 for welfare?", id="a-question"),
    ],
)
def test_what_is_not_plain_is_told_how_it_is_done(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "how_to_give_welfare", pay_to=PAY_TO),)


@pytest.mark.parametrize(
    "text",
    [
        "Baraka's 300 is for welfare",
        "Baraka's payment is for welfare",
        "300 za Baraka ni za welfare",
        "malipo ya Baraka ni ya welfare",
        "Baraka paid 300 for welfare",
        "Baraka ametuma 300 ya welfare",
        "300 for welfare from Baraka",
    ],
)
def test_words_on_anothers_money_direct_nothing(text: str) -> None:
    assert decided(ACHIENG, text) == (reply(ACHIENG, "anothers_welfare", name=BARAKA.name),)


def test_ones_own_name_is_no_other() -> None:
    decision = decided(ACHIENG, "Achieng's 500 is for welfare")
    assert templates_to(decision, ACHIENG) == ["welfare_noted"]


def test_who_collects_cannot_send_it_to_themselves() -> None:
    assert decided(WANJIRU, "500 for welfare") == (
        reply(WANJIRU, "how_to_give_welfare", pay_to=""),
    )


def test_a_payment_in_the_book_stays_what_it_is() -> None:
    decision = decided(ACHIENG, "1000 for welfare", recent=book(contribution()))
    assert templates_to(decision, ACHIENG) == ["welfare_in_book"]
    assert posted(decision) == []


def test_anothers_payment_is_none_of_ones_own() -> None:
    decision = decided(ACHIENG, "1000 for welfare", recent=book(contribution(BARAKA)))
    assert templates_to(decision, ACHIENG) == ["welfare_noted"]


@pytest.mark.parametrize(
    "text", ["that was for the funeral not my contribution", "that was for welfare"]
)
def test_words_that_point_back_tell_of_the_payment_in_the_book(text: str) -> None:
    decision = decided(ACHIENG, text, recent=book(contribution()))
    assert templates_to(decision, ACHIENG) == ["welfare_in_book"]
    assert posted(decision) == []
