"""What is an order or a report word by word, and what only sounds like one, by kind of act."""

from __future__ import annotations

import pytest

from bot.conversation.commands import commands
from bot.conversation.questions.did_you_mean import ASK_THEMSELVES, OF_NOBODY_ELSE, OFFERED
from bot.understanding import ACTS, not_here, understand
from tests.builders import PEOPLE

NAMES = [person.name for person in PEOPLE]
CLOSED = {"stop", "confirm_yes", "confirm_no"}
"""Read by the grammar of answers and of STOP, where every word counts."""

NOTHING_FOLLOWS = {"approve", "reject", "add_member", "close_round", "join", "loan_repay"}
"""What is answered in words only."""


def test_every_act_is_offered_where_it_is_not_sure_or_looks_at_that_itself() -> None:
    assert ACTS & commands().keys() <= (
        OFFERED | ASK_THEMSELVES | OF_NOBODY_ELSE | CLOSED | NOTHING_FOLLOWS
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pay Achieng", "Achieng"), ("Please pay Achieng", "Achieng"), ("mlipe Baraka", "Baraka"),
        ("naomba mlipe Otieno pot yake leo", "Otieno"), ("Send Otieno the pot", "Otieno"),
        ("Lipa Achieng pesa ya raundi", "Achieng"), ("tulipe Baraka kitita chake", "Baraka"),
        ("tumpe Achieng pesa ya zamu yake", "Achieng"), ("release the payout to Otieno", "Otieno"),
    ],
)  # fmt: skip
def test_an_order_to_pay_a_pot(text: str, name: str) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.slots["name"]) == ("pay_out", name)


@pytest.mark.parametrize(
    "text",
    [
        "Achieng hajalipa", "Achieng has not paid", "nobody should pay Wanjiru the pot",
        "don't pay Achieng", "usilipe Achieng pot", "msimlipe Otieno",
        "no one should pay Baraka",
        "Baraka amekosa kulipa mchango", "remind Otieno to pay",
        "when will you pay Achieng the pot",
        "why was Achieng paid the pot before me", "has Achieng paid?", "we forgot to pay Baraka",
        "tell Otieno to pay Achieng", "Otieno asilipwe pot",
    ],
)  # fmt: skip
def test_what_is_no_order_to_pay_a_pot(text: str) -> None:
    assert understand(text, NAMES).name not in ("pay_out", "confirm_disbursed")


@pytest.mark.parametrize(
    "text",
    [
        "pay Achieng and Otieno the pot", "send Achieng the pot 4000",
        "pay Achieng 0733000222 pot",
        "lipa Achieng pot 3,000", "mtumie Otieno pot kwa 0733000222",
        "we should pay Otieno the pot",
        "cancel Achieng and Baraka payout", "futa payout ya Achieng 4000",
    ],
)  # fmt: skip
def test_a_pot_with_another_name_an_amount_or_a_phone_is_not_sure(text: str) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name in ("pay_out", "release_payout") and intent.sure), intent


@pytest.mark.parametrize(
    "text",
    [
        "Baraka did not miss the meeting", "Otieno was not absent", "Baraka hakukosa mkutano",
        "Otieno missed the money", "Achieng missed my message", "Achieng never missed a meeting",
        "Baraka alikosa pesa yake", "Otieno missed his contribution", "Otieno hakukosa kikao",
    ],
)  # fmt: skip
def test_who_was_there_is_not_fined(text: str) -> None:
    assert understand(text, NAMES).name != "fine_member"


@pytest.mark.parametrize(
    "text",
    [
        "RATE 165 for round 7", "rate KES 165 CBK 1 Nov", "rate ya pound ni 165", "kiwango 165",
        "Rate GBP 1 = KES 168", "the rate is 165", "kiwango cha leo ni 170", "hi, rate 165 please",
    ],
)  # fmt: skip
def test_a_rate_is_announced(text: str) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.sure) == ("rate", True)


@pytest.mark.parametrize(
    "text",
    [
        "I reject the rate of 160", "at this rate we will finish in 10 years", "no rate of 165",
        "the rate of 160 is wrong", "kiwango cha 160 si sahihi", "rate 165?", "nakataa rate ya 160",
        "my cousin got a rate of 140", "rate ya 165 ni nyingi sana", "don't use the rate 165",
        "Otieno said rate 150",
    ],
)  # fmt: skip
def test_words_with_a_number_are_no_rate(text: str) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name == "rate" and intent.sure), intent


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("expense 500 chairs", True), ("I bought soda for 300", True),
        ("tunahitaji 500 kwa viti", True), ("hi, we need 1,500 for the tent please", True),
        ("nimetumia 600 kununua soda", True), ("matumizi 500 viti", True),
        ("we have spent 800 on transport", True), ("chai and mandazi 450 bob", False),
        ("tulilipa hall 1500", True), ("Wanjiru spent 2000 on soda", False),
        ("they bought chairs for 4000", False), ("she used 500 on soda", False),
    ],
)  # fmt: skip
def test_an_expense_is_sure_where_who_writes_asks_or_tells_of_their_own(
    text: str, is_sure: bool
) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.sure) == ("expense", is_sure)


@pytest.mark.parametrize(
    "text",
    [
        "Wanjiru spent 2000 on soda, that is too much", "expense of 500 for chairs is too high",
        "500 ya viti ni nyingi sana", "matumizi ya 500 ni makosa", "the 4000 spent is wrong",
        "nobody bought chairs for 500", "mmetumia 4000 kwa nini bila kutuuliza",
    ],
)  # fmt: skip
def test_a_complaint_of_an_expense_asks_for_none(text: str) -> None:
    assert understand(text, NAMES).name != "expense"


@pytest.mark.parametrize(
    "text",
    [
        "I withdrew 5000 from my bank", "nimewithdraw 2000 kwa bank yangu",
        "nimetoa 4000 benki yangu", "I withdrew 5,000 from my Equity account",
    ],
)  # fmt: skip
def test_ones_own_money_at_a_bank_is_not_the_groups(text: str) -> None:
    intent = understand(text, NAMES)
    assert not (intent.name == "bank_move" and intent.sure)


@pytest.mark.parametrize(
    ("text", "names", "is_sure"),
    [
        ("kumbusha Baraka alipe", "Baraka", True), ("remind Otieno to pay", "Otieno", True),
        ("remind everyone who has not paid", None, True), ("kumbusha wale hawajalipa", None, True),
        ("remind everyone not to pay", None, False),
    ],
)  # fmt: skip
def test_who_is_to_be_reminded(text: str, names: object, is_sure: bool) -> None:
    intent = understand(text, NAMES)
    name = "remind_one" if names else "remind_all"
    assert (intent.name, intent.slots.get("name"), intent.sure) == (name, names, is_sure)


@pytest.mark.parametrize("text", ["don't waive Baraka's fine", "msimsamehe Baraka faini"])
def test_who_is_not_to_be_let_off_is_left_alone(text: str) -> None:
    assert understand(text, NAMES).name == "leave_it"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I am not Baraka", "Baraka"), ("hii si simu ya Achieng", "Achieng"),
        ("this is not Otieno's phone", "Otieno"), ("wrong number", ""),
    ],
)  # fmt: skip
def test_who_is_said_not_to_be_here(text: str, name: str) -> None:
    assert understand(text, NAMES).name == "wrong_person"
    assert not_here(text, NAMES) == name


@pytest.mark.parametrize("text", ["imepita?", "did it pass?", "wangapi wamekubali?"])
def test_whether_it_has_passed_asks_what_is_open(text: str) -> None:
    assert understand(text, NAMES).name == "open_questions"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("change the late fine from 50 to 100", 100),
        ("badilisha mchango kutoka 500 hadi 1000", 1000),
        ("faini ya kuchelewa kutoka 50 iwe 100 kuanzia januari", 100),
        ("badilisha mchango wa 500 iwe 1000", 1000),
        ("change clause 6.1 from 50 bob to 100 bob", 100),
        ("change the late fine from 50", None),
        ("RULE 2.1 = 1500 from 1 Jan 2027", 1500),
    ],
)
def test_a_rule_becomes_what_stands_behind_to(text: str, value: int | None) -> None:
    intent = understand(text, NAMES)
    assert (intent.name, intent.slots.get("amount")) == ("amend_rule", value)
