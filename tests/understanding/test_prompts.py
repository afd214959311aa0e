"""Who orders that a phone be asked for money, and who only speaks of paying: word by word."""

from __future__ import annotations

import pytest

from bot.understanding import says_pay_now, understand
from tests.builders import PEOPLE

NAMES = [person.name for person in PEOPLE]

PAY_NOW = [
    ("pay", None), ("PAY", None), ("lipa", None), ("Lipa.", None), ("PAY NOW", None),
    ("lipa sasa", None), ("stk", None), ("prompt", None), ("nitumie prompt", None),
    ("send prompt", None), ("stk push", None), ("please pay", None), ("I want to pay", None),
    ("nataka kulipa", None), ("naomba nilipe sasa", None), ("pay 500", 500), ("lipa 500", 500),
    ("send me stk for 500", 500), ("nitumie stk ya soo tano", 500), ("stk push 500", 500),
    ("nataka kulipa elfu mbili", 2_000), ("send me the prompt for 1,000", 1_000),
    ("nitumie stk push ya 1,000 tafadhali", 1_000), ("I want to pay 500 now", 500),
    ("pay my contribution", None), ("lipa mchango wangu", None),
]  # fmt: skip

NOT_NOW = [
    "how do I pay?", "how do I pay", "HOW TO PAY", "NALIPAJE", "nalipaje?", "where do I pay",
    "where do I send the money", "what is the paybill", "paybill", "paybill number", "bank details",
    "can I pay 500?", "can I pay", "can I pay later", "naweza kulipa 500", "naweza kulipa?",
    "pay 500?", "lipa 500?", "pay?", "stk?", "I will pay tomorrow", "nitalipa kesho",
    "pay tomorrow",
    "lipa kesho", "pay 500 on Friday", "don't pay", "usilipe", "sitaki kulipa", "never pay",
    "I don't want to pay", "I cannot pay", "siwezi kulipa", "if I pay 500", "nikilipa 500",
    "did I pay 500", "I paid 500", "nimelipa 500", "pay Achieng", "pay 500 for Achieng",
    "pay from 0722000222", "pay the pot", "who should pay 500", "no stk", "sitaki stk",
    "prompt Achieng", "tuma stk kwa Achieng", "nitumie prompt kwa Achieng", "pay 500 but not now",
    "pay 0", "pay round 3", "lipa 0",
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount"), PAY_NOW, ids=[text for text, _ in PAY_NOW])
def test_these_words_order_a_prompt_to_ones_own_phone(text: str, amount: int | None) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.slots.get("amount")) == ("pay", amount)
    assert says_pay_now(text, NAMES)


@pytest.mark.parametrize("text", NOT_NOW)
def test_these_words_order_none(text: str) -> None:
    assert not (understand(text, NAMES).name == "pay" and says_pay_now(text, NAMES))


@pytest.mark.parametrize("text", ["HOW TO PAY", "NALIPAJE", "how do i pay", "nalipaje"])
def test_what_our_texts_name_is_a_question_about_paying(text: str) -> None:
    assert understand(text, NAMES).name in ("pay", "how_to_pay")


@pytest.mark.parametrize(
    ("text", "name", "amount"),
    [
        ("ask Achieng", "Achieng", None), ("ask Achieng for 500", "Achieng", 500),
        ("ask Achieng to pay", "Achieng", None), ("Ask Achieng to pay 500", "Achieng", 500),
        ("prompt Baraka", "Baraka", None), ("request 500 from Achieng", "Achieng", 500),
        ("please ask Baraka to pay his contribution", "Baraka", None),
        ("send stk to Achieng", "Achieng", None), ("mwombe Achieng", "Achieng", None),
        ("send a prompt to Achieng for 300", "Achieng", 300), ("mwombe Otieno 500", "Otieno", 500),
        ("omba Achieng alipe", "Achieng", None), ("tuma stk kwa Otieno", "Otieno", None),
        ("tuma prompt ya 500 kwa Achieng", "Achieng", 500), ("mtumie Otieno stk", "Otieno", None),
        ("ask Zawadi for 500", "Zawadi", 500),
    ],
)  # fmt: skip
def test_a_member_is_asked_to_pay(text: str, name: str, amount: int | None) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.sure) == ("ask_to_pay", True)
    assert (intent.slots["name"], intent.slots.get("amount")) == (name, amount)


@pytest.mark.parametrize(
    "text",
    [
        "ask Achieng?", "don't ask Achieng", "usimwombe Achieng", "ask Otieno about the money",
        "ask Otieno about the meeting", "ask Otieno if he paid", "ask Wanjiru for my money",
        "ask Otieno and Achieng for 500", "ask Otieno to pay Achieng", "can you ask Otieno for 500",
        "ask Achieng for 1.000", "why ask Achieng", "ask Achieng tomorrow", "remind Achieng to pay",
        "Achieng asks for 500", "nitumie stk Achieng", "ask Achieng for a loan of 500",
        "ask Achieng for the pot", "request loan from Achieng", "ask Achieng for 0",
    ],
)  # fmt: skip
def test_nobody_is_asked_by_words_that_say_more(text: str) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name == "ask_to_pay" and intent.sure), intent


PHONE = "+254722000222"


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("pay from 0722000222", True), ("pay from 0722 000 222", True),
        ("lipa kutoka 0722000222", True), ("use my husband's number 0722000222 to pay", True),
        ("tumia namba ya mume wangu 0722000222 kulipa", True),
        ("nataka kulipa kutoka kwa simu ya mke wangu 0722000222", True),
        ("nitumie stk kwa 0722000222", True), ("pay from my number 0722000222", True),
        ("pay 500 from 0722000222", False), ("can I pay from 0722000222?", False),
        ("I will pay from 0722000222", False),
    ],
)  # fmt: skip
def test_another_phone_pays(text: str, is_sure: bool) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.slots, intent.sure) == ("pay_phone", {"phone": PHONE}, is_sure)


@pytest.mark.parametrize(
    "text",
    [
        "send my pot to 0722000222", "my new number is 0722000222", "don't pay from 0722000222",
        "I paid from 0722000222", "who pays from 0722000222", "pay out to 0722000222",
        "nitumie pot kwa 0722000222", "add Mary 0722000222",
    ],
)  # fmt: skip
def test_a_phone_in_other_words_does_not_pay(text: str) -> None:
    assert understand(text, NAMES).name != "pay_phone"


@pytest.mark.parametrize(
    "text",
    ["pay from my number", "my own number", "lipa kutoka namba yangu", "namba yangu mwenyewe"],
)
def test_ones_own_number_pays_again(text: str) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.slots, intent.sure) == ("pay_phone", {}, True)


CODE = "UKN1AB2C01"


@pytest.mark.parametrize(
    "text",
    [
        "return UKN1AB2C01", "send UKN1AB2C01 back to who paid", "reverse UKN1AB2C01 by M-Pesa",
        "reverse UKN1AB2C01 by mpesa", "rudisha UKN1AB2C01 kwa aliyelipa",
        "please refund UKN1AB2C01", "return UKN1AB2C01 to the payer",
    ],
)  # fmt: skip
def test_a_payment_is_to_go_back(text: str) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.slots, intent.sure) == ("give_back", {"receipt": CODE}, True)


@pytest.mark.parametrize(
    "text",
    [
        "return UKN1AB2C01?", "don't return UKN1AB2C01", "usirudishe UKN1AB2C01 kwa aliyelipa",
        "I returned UKN1AB2C01", "return UKN1AB2C01 to Rose Akoth", "undo UKN1AB2C01",
        "reverse UKN1AB2C01", "rudisha UKN1AB2C01", "futa UKN1AB2C01", "check UKN1AB2C01",
        "if UKN1AB2C01 is wrong return it", "was UKN1AB2C01 returned?",
    ],
)  # fmt: skip
def test_a_payment_is_not_given_back_by_other_words(text: str) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name == "give_back" and intent.sure), intent
